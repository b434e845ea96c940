import { useLocation } from 'preact-iso';
import type { Table } from '#device/table.ts';
import { Refusal, useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { Meanwhile } from '../pages/invite-guest.tsx';
import { pathOfTable } from '../paths.ts';
import { useSight } from './use-sight.ts';

/** A stranger may read along at this table: nobody is invited here any more, but to a fresh one [INV4]. */
export function BeginAnew({ table }: { readonly table: Table }) {
  const texts = useTexts();
  const { sight } = useSight(table);
  useTitle(texts.t('title.invite'));
  const beginAnew = useBeginAnew(table);
  return (
    <main class="page invite">
      <h1>{texts.t('open.qr.title')}</h1>
      <div class="error" role="alert">
        {sight.isChairRevoked ? <Lines id="pictures.differ" /> : <Lines id="invite.seat-taken" />}
      </div>
      <Refusal />
      <Button kind="main" onClick={beginAnew}>
        {texts.t('button.maak-een-nieuwe-uitnodiging')}
      </Button>
      {sight.view && <Meanwhile table={table} view={sight.view} />}
    </main>
  );
}

/** Goes on at a fresh table, which invites at once; going back does not lead to the one before. */
export function useBeginAnew(table: Table): () => void {
  const { route } = useLocation();
  const act = useAct();
  return () => act(table.beginAnew(), (roomId) => route(pathOfTable(roomId), true));
}
