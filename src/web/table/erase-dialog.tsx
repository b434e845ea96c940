import { useLocation } from 'preact-iso';
import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Refusal, useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { pathOfCopy } from '../paths.ts';
import { valuesOf } from './step-texts.ts';
import { useTabletSide } from './tablet-side.tsx';

type Props = {
  readonly view: TableView;
  readonly table: Table;
  /** The table is not mine to erase: only my own words go. */
  readonly onlyMine?: boolean;
  readonly onClose: () => void;
};

/** Asks once, in plain words, before everything goes, or all that is mine; the own copy comes first [DEL2]. */
export function EraseDialog({ view, table, onlyMine = false, onClose }: Props) {
  const texts = useTexts();
  const { route } = useLocation();
  const act = useAct();
  const isGuest = useTabletSide()?.guest !== undefined;
  const forWhom = view.others.length > 0 ? 'erase' : 'erase.alone';
  return (
    <Dialog title={texts.t(onlyMine ? 'erase.mine.title' : 'erase.title')} onClose={onClose}>
      <Lines id={onlyMine ? 'erase.mine' : forWhom} values={valuesOf(texts, view)} />
      <Lines id="erase.backups" />
      <Refusal />
      <div class="choices">
        {!isGuest && (
          <Button onClick={() => route(pathOfCopy(table.roomId))}>
            {texts.t('button.bewaar-eerst-mijn-kopie')}
          </Button>
        )}
        {onlyMine ? (
          <Button onClick={() => act(table.blankMine(), onClose)}>
            {texts.t('button.ja-gooi-mijn-kaarten-weg')}
          </Button>
        ) : (
          <Button onClick={() => act(table.erase())}>{texts.t('button.ja-gooi-alles-weg')}</Button>
        )}
        <Button onClick={onClose}>{texts.t('button.nee-terug')}</Button>
      </div>
    </Dialog>
  );
}

/** Whoever sits here and may not erase the table may throw away all that is theirs [DEL2]. */
export function mayOnlyBlankMine({ mayErase, mySeat }: TableSight): boolean {
  return !mayErase && mySeat === 'taken';
}
