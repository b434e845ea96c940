import { Fragment } from 'preact';
import { useLocation } from 'preact-iso';
import type { Table, TableSight } from '#device/table.ts';
import { conversations } from '#domain/formats.ts';
import type { Person } from '#domain/person.ts';
import type { TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { nameInText } from '../components/person.tsx';
import { Lines, textOf, useTexts } from '../components/texts.tsx';
import { pathOfCopy, pathOfOwnCards } from '../paths.ts';
import { mayOnlyBlankMine } from './erase-dialog.tsx';
import { LookBackDay } from './look-back-day.tsx';
import { PromiseList } from './promises.tsx';
import { valuesOf } from './step-texts.ts';
import { useIsSeenByBoth, useTabletSide } from './tablet-side.tsx';
import { TakeHome } from './take-home.tsx';
import { TakePartAgain } from './taking-part.tsx';

type Props = {
  readonly view: TableView;
  readonly sight: TableSight;
  readonly table: Table;
  readonly onErase: () => void;
};

/** The conversation is over, or somebody stopped: what we do, what I take home, and another one when both want. */
export function Ending({ view, sight, table, onErase }: Props) {
  const texts = useTexts();
  const isGuest = useTabletSide()?.guest !== undefined;
  const people = [view.me, ...view.others];
  const hasWithdrawn = view.me.takingPart?.given === false;
  const withdrew = view.others.find(({ takingPart }) => takingPart?.given === false);
  const stopped = view.position === 'ended-stopped' && view.others.find(({ hasStopped }) => hasStopped);
  return (
    <div class="ending">
      <h1 tabIndex={-1}>{texts.t(view.position === 'ended-stopped' ? 'end.stopped' : 'state.ended')}</h1>
      {withdrew ? (
        <Lines id="stop.seen.withdrawn" values={{ name: nameInText(texts, withdrew) }} />
      ) : (
        stopped && <Lines id="stop.seen.stopped" values={valuesOf(texts, view)} />
      )}
      {view.position === 'ended-finished' && <Lines id="end" values={valuesOf(texts, view)} />}
      {view.me.role === 'professional' && (
        <Lines id={view.position === 'ended-stopped' ? 'tip.stop' : 'end.tip'} class="tip" />
      )}
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
      {isGuest ? <TakeHome {...{ view, sight, table }} /> : <Onwards {...{ view, sight, table, onErase }} />}
      <PromiseList
        numbers={[6]}
        role={view.me.role}
        values={{ ...valuesOf(texts, view), date: texts.date(sight.leavesOn) }}
      />
      {!isGuest &&
        (hasWithdrawn ? <TakePartAgain {...{ view, table }} /> : <NextRound {...{ view, table }} />)}
    </div>
  );
}

/** On a device of my own: my copy, my cards, and when we look back. */
function Onwards({ view, sight, table, onErase }: Props) {
  const isSeenByBoth = useIsSeenByBoth();
  const { route } = useLocation();
  const texts = useTexts();
  return (
    <>
      <section>
        <Lines id="copy.offer" />
        {view.me.role === 'resident' && <Lines id="copy.offer.resident" values={valuesOf(texts, view)} />}
        <div class="choices">
          <Button onClick={() => route(pathOfCopy(table.roomId))}>
            {texts.t('button.bewaar-mijn-kopie')}
          </Button>
          {!isSeenByBoth && (
            <Button onClick={() => route(pathOfOwnCards(table.roomId))}>
              {texts.t('button.mijn-kaarten')}
            </Button>
          )}
          {mayOnlyBlankMine(sight) && (
            <Button onClick={onErase}>{texts.t('button.gooi-mijn-kaarten-weg')}</Button>
          )}
          <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>
        </div>
      </section>
      {view.position === 'ended-finished' && <LookBackDay view={view} lastOn={sight.lastOn} />}
    </>
  );
}

/** Whoever sat here has gone, and what lies here is theirs too: somebody else sits at a table of their own. */
function ElsewhereNext() {
  const texts = useTexts();
  const { route } = useLocation();
  return (
    <section class="next-round">
      <Lines id="round.elsewhere" />
      <div class="choices">
        <Button onClick={() => route('/begin')}>{texts.t('button.begin-een-gesprek')}</Button>
      </div>
    </section>
  );
}

/** Another conversation begins as this one went on: one wants it, the others are asked. */
function NextRound({ view, table }: Pick<Props, 'view' | 'table'>) {
  const texts = useTexts();
  const act = useAct();
  if (view.isAlone) return <ElsewhereNext />;
  const mine = view.nextRound.find(({ who }) => who.id === view.me.id);
  const theirs = view.nextRound.filter(({ who }) => who.id !== view.me.id);
  const silent = view.others.filter(({ id }) => !theirs.some(({ who }) => who.id === id));
  const further = conversations.find(({ id }) => id === view.formatId)?.further;
  const say = (id: string) => (person: Person) => (
    <Lines key={person.id} id={id} values={{ name: nameInText(texts, person) }} />
  );
  return (
    <section class="next-round" aria-live="polite">
      {theirs.map(({ who }) => who).map(say('round.they-want'))}
      {mine && silent.map(say('round.i-want'))}
      {!mine && theirs.length === 0 && <Lines id="round.next" />}
      {conversations.map(({ id }) => (
        <Fragment key={id}>
          {id === further && <Lines id="round.further" />}
          <div class="choices">
            <Button
              kind={theirs.some(({ format }) => format.id === id) ? 'main' : 'plain'}
              pressed={mine?.format.id === id}
              onClick={() => act(table.wantRound(id))}
            >
              {textOf(texts, `format.${id}`)}
            </Button>
          </div>
        </Fragment>
      ))}
    </section>
  );
}
