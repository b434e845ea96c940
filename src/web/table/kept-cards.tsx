import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { useAct } from './acting.tsx';
import { isComplete } from './composer.ts';
import { valuesOf } from './step-texts.ts';

type Props = { readonly sight: TableSight; readonly view: TableView; readonly table: Table };

/** My own cards that wait; only I see them. One that fits the table now can be laid. */
export function KeptCards({ sight, view, table }: Props) {
  const texts = useTexts();
  const act = useAct();
  if (sight.kept.length === 0) return null;
  const spots = view.shown?.spots.filter(({ mayLay }) => mayLay) ?? [];
  return (
    <section class="kept">
      <h2>{texts.t('button.mijn-kaarten')}</h2>
      {view.me.role === 'resident' && <Lines id="promise.4.resident" values={valuesOf(texts, view)} />}
      {sight.kept.map(({ cardId, content }) => (
        <div key={cardId} class="card">
          <Content content={content} people={[view.me, ...view.others]} />
          {spots
            .filter((spot) => isComplete(spot, content))
            .map(({ spot }) => (
              <Button key={spot.id} kind="small" onClick={() => act(table.layKept(cardId, spot.id))}>
                {texts.t('button.leg-neer')}
              </Button>
            ))}
          <Button kind="small" onClick={() => act(table.dropKept(cardId))}>
            {texts.t('button.weg-uit-mijn-kaarten')}
          </Button>
        </div>
      ))}
    </section>
  );
}
