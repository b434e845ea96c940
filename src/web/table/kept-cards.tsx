import type { Table, TableSight } from '#device/table.ts';
import { fittingPart } from '#domain/fits-spot.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { useTexts } from '../components/texts.tsx';
import type { Draft } from './draft.ts';
import { PromiseList } from './promises.tsx';
import { valuesOf } from './step-texts.ts';

type Props = {
  readonly sight: TableSight;
  readonly view: TableView;
  readonly table: Table;
  /** Where I can lay a card now, and the one that I am making there. */
  readonly tray?: { readonly spot: SpotView; readonly draft: Draft } | undefined;
};

/** My own cards that wait; only I see them. What fits goes to my tray, where it can still be changed. */
export function KeptCards({ sight, view, table, tray }: Props) {
  const texts = useTexts();
  const act = useAct();
  const waiting = sight.kept.filter(({ cardId }) => cardId !== tray?.draft.brings);
  if (waiting.length === 0) return null;
  return (
    <section class="kept">
      <h2>{texts.t('button.mijn-kaarten')}</h2>
      <PromiseList numbers={[4]} role={view.me.role} values={valuesOf(texts, view)} />
      {waiting.map(({ cardId, content }) => {
        const fitting = tray && fittingPart(tray.spot.spot, tray.spot.decks, content);
        return (
          <div key={cardId} class="card">
            <Content content={content} people={[view.me, ...view.others]} />
            {fitting && (
              <Button kind="small" onClick={() => tray.draft.bring(cardId, fitting)}>
                {texts.t('button.pak-deze-kaart')}
              </Button>
            )}
            <Button kind="small" onClick={() => act(table.dropKept(cardId))}>
              {texts.t('button.weg-uit-mijn-kaarten')}
            </Button>
          </div>
        );
      })}
    </section>
  );
}
