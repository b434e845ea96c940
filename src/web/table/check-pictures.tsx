import { checkPictureIds } from '#content/symbols.ts';
import type { Table, TableSight } from '#device/table.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { PersonBadge } from '../components/person.tsx';
import { Picture } from '../components/symbol.tsx';
import { Lines, textOf, useTexts } from '../components/texts.tsx';
import { useBeginAnew } from './begin-anew.tsx';

type Props = { readonly sight: TableSight; readonly table: Table };

/**
 * The same four pictures on both screens, or somebody stands between [INV4]: a stranger, or whoever set the chair and
 * sits on it herself [INV6].
 */
export function CheckPictures({ sight, table }: Props) {
  const texts = useTexts();
  const ids = (sight.pictures?.indices ?? []).flatMap((index) => checkPictureIds[index] ?? []);
  return (
    <>
      <ul class="check-pictures" aria-label={texts.t('aria.pictures')}>
        {ids.map((id) => (
          <li key={id} class="symbol">
            <Picture id={id} size={72} />
            <span>{textOf(texts, `check-picture.${id}`)}</span>
          </li>
        ))}
      </ul>
      {sight.iOpened && !sight.sharesTablet && <SeatTaken sight={sight} table={table} />}
    </>
  );
}

/** They are not the same: it stands beside the yes, as near. */
export function PicturesDiffer({ table }: Pick<Props, 'table'>) {
  const texts = useTexts();
  const act = useAct();
  return <Button onClick={() => act(table.rejectPictures())}>{texts.t('button.nee')}</Button>;
}

/** Who took the chair that I set. For a stranger, or a guest whose phone is lost already, I begin anew. */
function SeatTaken({ sight, table }: Props) {
  const texts = useTexts();
  const act = useAct();
  const beginAnew = useBeginAnew(table);
  const sitter = sight.view?.others.at(-1);
  if (!sitter) return null;
  const wasTaken = sight.seatAttempts > 1;
  return (
    <div class={`seat-taken ${wasTaken ? 'error' : ''}`}>
      <PersonBadge person={sitter} />
      <Lines id={wasTaken ? 'invite.seat-taken' : 'invite.seat-new'} />
      <Button kind="small" onClick={sight.mayBeginAnew ? beginAnew : () => act(table.rejectPictures())}>
        {texts.t('button.maak-een-nieuwe-uitnodiging')}
      </Button>
    </div>
  );
}
