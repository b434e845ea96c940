import { useState } from 'preact/hooks';
import type { Texts } from '#content/texts.ts';
import type { Table } from '#device/table.ts';
import { promiseSymbol } from '#domain/promise.ts';
import type { TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Picture } from '../components/symbol.tsx';
import { linesOf, Paragraphs, useTexts } from '../components/texts.tsx';
import { type Values, valuesOf } from './step-texts.ts';

/** Said aloud at joining; 3, 4 and 6 come when they begin to matter. */
export const atJoining = [1, 2, 5, 7];

/** The professional reads the promises aloud in the I-form; the resident sees the same ones with a picture. */
export function Promises({ view, table }: { readonly view: TableView; readonly table: Table }) {
  const texts = useTexts();
  const act = useAct();
  const [spot] = view.shown?.spots ?? [];
  // They stay the same: at the next conversation nobody has to read them again.
  const [reads, setReads] = useState(view.round === 1);
  return (
    <>
      {reads ? (
        <PromiseList numbers={atJoining} role={view.me.role} values={valuesOf(texts, view)} />
      ) : (
        <Button onClick={() => setReads(true)}>{texts.t('button.lees-ze-nog-eens')}</Button>
      )}
      {spot?.mayLay && (
        <Button onClick={() => act(table.lay(spot.spot.id, { symbols: [promiseSymbol] }))}>
          {texts.t('promise.card.lay')}
        </Button>
      )}
    </>
  );
}

/** A promise as one's own side of the table has it. */
export function promiseLines(
  texts: Texts,
  number: number,
  role: string,
  values: ListProps['values'],
): readonly string[] {
  const part = role === 'professional' ? 'professional' : 'resident';
  // With somebody else at the table the first promise names who else can read along.
  const withThird = number === 1 && values.third !== '';
  // At a larger table not everybody may erase it; own words are everybody's own [DEL2].
  const ofOwn = number === 6 && (values.people ?? 2) > 2;
  const id = withThird ? '1.with-third' : ofOwn ? '6.own' : number;
  return linesOf(texts, `promise.${id}.${part}`, values);
}

type ListProps = {
  readonly numbers: readonly number[];
  readonly role: string;
  /** `date`: when everything goes away by itself; only promise 6 says it. */
  readonly values: Pick<Values, 'name' | 'third'> &
    Partial<Pick<Values, 'people'>> & { readonly date?: string };
};

export function PromiseList({ numbers, role, values }: ListProps) {
  const texts = useTexts();
  return (
    <ol class="promises">
      {numbers.map((number) => (
        <li key={number} class="promise">
          <Picture id={`belofte-${number}`} size={56} />
          <div class="lines">
            <Paragraphs lines={promiseLines(texts, number, role, values)} />
          </div>
        </li>
      ))}
    </ol>
  );
}
