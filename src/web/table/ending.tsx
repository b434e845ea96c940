import { useLocation } from 'preact-iso';
import type { Table, TableSight } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { pathOfCopy, pathOfOwnCards } from '../paths.ts';
import { useAct } from './acting.tsx';
import { LookBackDay } from './look-back-day.tsx';
import { PromiseList } from './promises.tsx';
import { valuesOf } from './step-texts.ts';

type Props = { readonly view: TableView; readonly sight: TableSight; readonly table: Table };

/** The conversation is over, or somebody stopped: what we do, what I take home, and another one when both want. */
export function Ending({ view, sight, table }: Props) {
  const { route } = useLocation();
  const texts = useTexts();
  const act = useAct();
  const people = [view.me, ...view.others];
  const stopped = view.others.find(({ hasStopped }) => hasStopped);
  return (
    <div class="ending">
      <h1 tabIndex={-1}>{texts.t(view.position === 'ended-stopped' ? 'end.stopped' : 'state.ended')}</h1>
      {stopped && <Lines id="stop.seen.stopped" values={valuesOf(texts, view)} />}
      {view.position === 'ended-finished' && <Lines id="end" values={valuesOf(texts, view)} />}
      {view.agreements.length > 0 && (
        <section class="pile">
          <h2>{texts.t('card.agreed')}</h2>
          {view.agreements.map(({ card, content }) => (
            <div key={card} class="card">
              <Content content={content} people={people} />
            </div>
          ))}
        </section>
      )}
      <section class="take-home">
        <Lines id="copy.offer" />
        {view.me.role === 'resident' && <Lines id="copy.offer.resident" values={valuesOf(texts, view)} />}
        <Button onClick={() => route(pathOfCopy(table.roomId))}>{texts.t('button.bewaar-mijn-kopie')}</Button>
        <Button onClick={() => route(pathOfOwnCards(table.roomId))}>{texts.t('button.mijn-kaarten')}</Button>
        <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>
      </section>
      {view.position === 'ended-finished' && <LookBackDay view={view} />}
      <PromiseList
        numbers={[6]}
        role={view.me.role}
        values={{ ...valuesOf(texts, view), date: texts.date(sight.leavesOn) }}
      />
      <Lines id="round.next" />
      <div class="choices">
        <Button onClick={() => act(table.beginRound('samenleergesprek-kort'))}>
          {texts.t('format.samenleergesprek-kort')}
        </Button>
        <Button onClick={() => act(table.beginRound('samenleergesprek'))}>
          {texts.t('format.samenleergesprek')}
        </Button>
      </div>
    </div>
  );
}
