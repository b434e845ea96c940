import type { Table } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Picture } from '../components/symbol.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { useAct } from './acting.tsx';
import { type Values, valuesOf } from './step-texts.ts';

/** Said aloud at joining; 3, 4 and 6 come when they begin to matter. */
const atJoining = [1, 2, 5, 7];

/** The professional reads the promises aloud in the I-form; the resident sees the same ones with a picture. */
export function Promises({ view, table }: { readonly view: TableView; readonly table: Table }) {
  const texts = useTexts();
  const act = useAct();
  const [spot] = view.shown?.spots ?? [];
  return (
    <>
      <PromiseList numbers={atJoining} role={view.me.role} values={valuesOf(texts, view)} />
      {spot?.mayLay && (
        <Button onClick={() => act(table.lay(spot.spot.id, { symbols: ['ik-beloof-dit'] }))}>
          {texts.t('promise.card.lay')}
        </Button>
      )}
    </>
  );
}

/** With somebody else at the table the first promise names who else can read along. */
function idOf(number: number, part: 'professional' | 'resident', withThird: boolean): string {
  return number === 1 && withThird ? `promise.1.with-third.${part}` : `promise.${number}.${part}`;
}

type ListProps = {
  readonly numbers: readonly number[];
  readonly role: string;
  /** `date`: when everything goes away by itself; only promise 6 says it. */
  readonly values: Pick<Values, 'name' | 'third'> & { readonly date?: string };
};

export function PromiseList({ numbers, role, values }: ListProps) {
  const part = role === 'professional' ? 'professional' : 'resident';
  return (
    <ol class="promises">
      {numbers.map((number) => (
        <li key={number} class="promise">
          <Picture id={`belofte-${number}`} size={56} />
          <Lines id={idOf(number, part, values.third !== '')} values={values} />
        </li>
      ))}
    </ol>
  );
}
