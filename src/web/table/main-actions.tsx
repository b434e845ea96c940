import { useEffect, useRef, useState } from 'preact/hooks';
import type { Table, TableSight } from '#device/table.ts';
import type { CardKey } from '#domain/ids.ts';
import type { Person } from '#domain/person.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { nameInText } from '../components/person.tsx';
import { Lines, textOf, useTexts } from '../components/texts.tsx';
import { useOnline } from '../use-online.ts';
import { PicturesDiffer } from './check-pictures.tsx';
import { awaitsMyYes, changedAt, emptyCard, isComplete, isMaking } from './composer.ts';
import { type Draft, draftOf } from './draft.ts';
import { lettersTooMany } from './own-words.tsx';
import { type Values, valuesOf } from './step-texts.ts';

type Props = {
  readonly view: TableView;
  readonly sight: TableSight;
  readonly table: Table;
  /** Opens my tray, where it waits for a yes. */
  readonly onMore: (() => void) | undefined;
};

/** The one main button, and the small ones that belong to it. */
export function MainActions({ view, sight, table, onMore }: Props) {
  const texts = useTexts();
  const act = useAct();
  const isOnline = useOnline();
  const { shown } = view;
  if (!shown || shown.lookingBack) return null;
  const made = shown.spots.find((spot) => {
    const draft = draftOf(table, spot);
    return isMaking(spot, draft) && isReadyToLay(spot, draft);
  });
  if (made) {
    const draft = draftOf(table, made);
    // What was taken back or thrown away meanwhile is laid as a card of its own.
    const [changes] = changedAt(made, draft);
    const brings = sight.kept.find(({ cardId }) => cardId === draft.brings)?.cardId;
    const takesAlong = shown.step.leaving && view.me.role === 'professional';
    const laysClosed = made.spot.laid === 'closed';
    const lay = () => {
      if (changes) return table.change(changes, draft.card);
      const card = withPlace(made, draft.card);
      return brings ? table.layKept(brings, made.spot.id, card) : table.lay(made.spot.id, card, draft.id);
    };
    return (
      <div class="main-actions">
        {laysClosed && shown.step.practice && <Lines id="first-closed" values={valuesOf(texts, view)} />}
        <Button kind="main" onClick={() => act(lay(), draft.clear)}>
          {texts.t(laysClosed ? 'button.leg-dicht-neer' : 'button.leg-neer')}
        </Button>
        {made.spot.mayKeep && sight.ownSpot && !changes && !brings && (
          <Button onClick={() => act(table.keep(draft.card, draft.id), draft.clear)}>
            {texts.t(takesAlong ? 'button.mee-naar-andere-gesprekken' : 'button.houd-bij-mij')}
          </Button>
        )}
        <Button kind="small" onClick={draft.clear}>
          {texts.t(changes ? 'button.terug' : 'button.andere-kaart')}
        </Button>
      </div>
    );
  }
  const isCutOff = !sight.sharesTablet && (!sight.isConnected || !isOnline);
  if (isCutOff && shown.spots.some(hasMyClosedCard)) {
    return (
      <div class="main-actions">
        <Lines id="offline.turn" />
      </div>
    );
  }
  const turnable = shown.spots.find(({ mayTurn }) => mayTurn);
  if (turnable) {
    return (
      <div class="main-actions">
        <Button kind="main" onClick={() => act(table.turn(turnable.spot.id))}>
          {texts.t('button.samen-omdraaien')}
        </Button>
      </div>
    );
  }
  if (shown.state.id === 'turn-asks') return <TurnAsks without={shown.state.who} table={table} />;
  const { goOn } = shown;
  if (!goOn?.asksMe) return null;
  const otherWants = goOn.wanting.length > 0;
  const hasLaid = shown.spots.some(({ cards }) => cards.some(({ isMine }) => isMine));
  const { goOnWord, openWord, givesBack } = shown.step.beats[shown.at.beat] ?? {};
  const ownWord = hasLaid ? undefined : goOnWord;
  const asksForMore = openWord !== undefined && onMore !== undefined;
  const [proposal, ...moreProposals] = shown.spots.flatMap((spot) => awaitsMyYes(spot, view.me));
  const asksMyYes = proposal !== undefined && moreProposals.length === 0;
  const verder = texts.t(otherWants ? 'button.ja-verder' : 'button.verder');
  return (
    <div class="main-actions">
      {/* What comes by what another does lies above, so that no button moves away under a finger. */}
      {(goOn.iWant || otherWants) && (
        <div class="above">
          <Button kind="small" onClick={() => act(table.goOn(false))}>
            {texts.t('button.nog-even')}
          </Button>
        </div>
      )}
      {asksMyYes && <SayYes key={proposal.key} proposal={proposal.key} table={table} />}
      {asksForMore && <Button onClick={onMore}>{textOf(texts, `button.${openWord}`)}</Button>}
      {!goOn.iWant && (
        <Button kind={asksForMore || asksMyYes ? 'plain' : 'main'} onClick={() => act(table.goOn(true))}>
          {ownWord ? textOf(texts, `button.${ownWord}`) : verder}
        </Button>
      )}
      {shown.step.layout === 'pictures' && <PicturesDiffer table={table} />}
      {givesBack && <NotQuite key={shown.at.beat} values={valuesOf(texts, view)} />}
    </div>
  );
}

/** What I say yes to comes in sight with the yes. */
function SayYes({ proposal, table }: { readonly proposal: CardKey; readonly table: Table }) {
  const texts = useTexts();
  const act = useAct();
  const here = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const card = here.current?.closest('.table-page')?.querySelector(`[data-card="${proposal}"]`);
    card?.scrollIntoView({ block: 'nearest' });
  }, [proposal]);
  return (
    <div class="above" ref={here}>
      <Button kind="main" onClick={() => act(table.agree(proposal, true))}>
        {texts.t('button.ja-dat-doen-we')}
      </Button>
    </div>
  );
}

/** My card waits for my word [REV2]; waiting longer is as good an answer. */
function TurnAsks({ without, table }: { readonly without: Person; readonly table: Table }) {
  const texts = useTexts();
  const act = useAct();
  const [waits, setWaits] = useState(false);
  const values = { name: nameInText(texts, without) };
  return (
    <div class="main-actions">
      <Lines id={waits ? 'turn.waiting' : 'turn.ask'} values={values} />
      <Button onClick={() => act(table.turnWithout())}>{texts.t('button.ja-draai-om')}</Button>
      {!waits && <Button onClick={() => setWaits(true)}>{texts.t('button.wacht-op', values)}</Button>}
    </div>
  );
}

/** What was said back is not yet what I meant: I tell it again. Nothing of it is stored. */
function NotQuite({ values }: { readonly values: Values }) {
  const texts = useTexts();
  const [tellsAgain, setTellsAgain] = useState(false);
  if (tellsAgain) return <Lines id="listen.again" values={values} />;
  return <Button onClick={() => setTellsAgain(true)}>{texts.t('button.nog-niet-helemaal')}</Button>;
}

function isReadyToLay(spot: SpotView, { card }: Draft): boolean {
  return card !== emptyCard && isComplete(spot, card) && lettersTooMany(card.text ?? '') === 0;
}

/** A card of mine waits there until all turn together, which nobody can do alone. */
function hasMyClosedCard({ spot, phase, cards }: SpotView): boolean {
  return spot.laid === 'closed' && phase !== 'turned' && cards.some(({ isMine }) => isMine);
}

/** A balloon comes after those that lie there. */
function withPlace(spot: SpotView, card: Draft['card']): Draft['card'] {
  if (!spot.spot.fields?.includes('place')) return card;
  const last = Math.max(-1, ...spot.cards.map(({ content }) => content?.place ?? -1));
  return { ...card, place: last + 1 };
}
