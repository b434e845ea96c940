import { useLocation } from 'preact-iso';
import type { Table } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Refusal, useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { pathOfCopy } from '../paths.ts';
import { valuesOf } from './step-texts.ts';
import { useTabletSide } from './tablet-side.tsx';

type Props = { readonly view: TableView; readonly table: Table; readonly onClose: () => void };

/** Asks once, in plain words, before everything goes; the own copy comes first [DEL2]. */
export function EraseDialog({ view, table, onClose }: Props) {
  const texts = useTexts();
  const { route } = useLocation();
  const act = useAct();
  const isGuest = useTabletSide()?.guest !== undefined;
  return (
    <Dialog title={texts.t('erase.title')} onClose={onClose}>
      <Lines id={view.others.length > 0 ? 'erase' : 'erase.alone'} values={valuesOf(texts, view)} />
      <Lines id="erase.backups" />
      <Refusal />
      <div class="choices">
        {!isGuest && (
          <Button onClick={() => route(pathOfCopy(table.roomId))}>
            {texts.t('button.bewaar-eerst-mijn-kopie')}
          </Button>
        )}
        <Button onClick={() => act(table.erase())}>{texts.t('button.ja-gooi-alles-weg')}</Button>
        <Button onClick={onClose}>{texts.t('button.nee-terug')}</Button>
      </div>
    </Dialog>
  );
}
