import { type Agreement, agreements, isAgreedAs, saidYes } from './agreement.ts';
import type { CardContent } from './card-content.ts';
import type { Card } from './card-history.ts';
import { isSameMoment, type Moment, type Place } from './events.ts';
import { isAlwaysCard } from './fits-spot.ts';
import {
  type ChapterId,
  type Choice,
  type FormatRef,
  isSameFormat,
  type Spot,
  type SpotDeck,
  type Step,
} from './format.ts';
import { type GoOn, goOnOf } from './go-on.ts';
import type { CardId, CardKey, ParticipantId } from './ids.ts';
import { cardKey } from './ids.ts';
import { type Person, person } from './person.ts';
import { isTurned, type Position, positionOf, type Stop, timeline } from './position.ts';
import { hasSigned, promisedBy } from './promise.ts';
import { presentIn, type RoomState, type Third, withoutKey } from './room-state.ts';
import {
  askedAt,
  byPlace,
  cardsAt,
  choiceOf,
  choicesMade,
  decksFor,
  earlierAgreements,
  holds,
  isReady,
  partyMembers,
  type Round,
  seatedIn,
  spotsOf,
  stillHere,
  withEveryone,
} from './round.ts';
import { canTakeBack, isLater, peopleToChoose } from './rules.ts';
import { type StateLine, stateLine } from './state-line.ts';
import { inOwnName } from './taken-home.ts';

/**
 * What one participant sees of the state: everything a screen needs, nothing a screen must work out.
 * Holds what the other may not see yet only for its owner (`ownClosed`).
 */
export type TableView = {
  readonly round: number;
  readonly formatId: string;
  readonly position: 'waiting' | 'at' | 'ended-finished' | 'ended-stopped';
  readonly me: Person;
  readonly others: readonly Person[];
  readonly third: Third | null;
  readonly pausedBy: Person | undefined;
  /** The places people see on the way; each with whether it is past, here or ahead. */
  readonly chapters: readonly { readonly id: ChapterId; readonly is: 'past' | 'here' | 'ahead' }[];
  /** What is shown: the table's own place, or the earlier one that I look back at. */
  readonly shown: ShownStop | undefined;
  /** Where I can look back to, oldest first. */
  readonly past: readonly Moment[];
  readonly agreements: readonly Agreement[];
  /** Whose promise lies here, also from an earlier conversation. */
  readonly promisedBy: readonly Person[];
  /** Everybody else who sat here has gone: another conversation is at another table. */
  readonly isAlone: boolean;
  /** Who wants which conversation after this one; it begins when all want the same. */
  readonly nextRound: readonly { readonly who: Person; readonly format: FormatRef }[];
};

export type ShownStop = {
  readonly at: Moment;
  readonly step: Step;
  readonly beat: 'kiezen' | 'omdraaien' | 'praten';
  readonly lookingBack: boolean;
  readonly state: StateLine;
  readonly teller: Person | undefined;
  readonly hints: readonly string[];
  readonly spots: readonly SpotView[];
  readonly choices: readonly ChoiceView[];
  readonly goOn: GoOn | undefined;
  readonly earlier: readonly Agreement[];
  /** Without whom the table goes on in this step, and who said so [REV2]. */
  readonly setAside: readonly { readonly who: Person; readonly by: Person }[];
};

export type SpotView = {
  readonly spot: Spot;
  readonly at: Place;
  readonly decks: readonly SpotDeck[];
  /** I am asked and there is room for another card of mine. */
  readonly mayLay: boolean;
  readonly phase: 'laying' | 'turning' | 'turned' | 'open';
  /** Everyone asked has laid and I have not tapped yet. */
  readonly mayTurn: boolean;
  readonly iAmReady: boolean;
  /** In strip order, everyone's. */
  readonly cards: readonly CardView[];
  readonly asked: readonly Person[];
};

export type CardView = {
  readonly key: CardKey;
  readonly cardId: CardId;
  readonly owner: Person;
  readonly isMine: boolean;
  readonly face: 'up' | 'down' | 'broken';
  /** What it says; of my own closed cards too. */
  readonly content: CardContent | undefined;
  readonly later: boolean;
  readonly mayTakeBack: boolean;
  readonly mayChange: boolean;
  /** Everyone can agree to it [AGR1]. */
  readonly isProposal: boolean;
  /** Only for proposals: who said yes to it as it reads now. */
  readonly yes: readonly Person[];
  readonly isAgreed: boolean;
};

export type ChoiceView = {
  readonly choice: Choice;
  readonly mine: boolean;
  /** Whom I may choose, where a person is chosen; me first. */
  readonly people: readonly Person[];
  /** What the table chose; before that, what I chose. */
  readonly value: string | undefined;
};

export type ViewOptions = {
  /** My own closed cards, which only my device can read. */
  readonly ownClosed?: ReadonlyMap<CardKey, CardContent>;
  readonly lookingAt?: Moment;
};

export function tableView(round: Round, me: ParticipantId, options: ViewOptions = {}): TableView {
  const position = positionOf(round);
  const stops = timeline(round);
  const hasStopped = position.is === 'ended' && position.why === 'stopped';
  // Who stopped still belongs to what lies there: their part not turned, the others' stays face down [REV4].
  const seen = hasStopped ? withEveryone(round) : round;
  const reached = positionOf(seen);
  const past = stops.slice(0, countBehind(stops, reached) + (hasStopped ? 1 : 0));
  const looked = options.lookingAt && past.find((stop) => isSameMoment(stop.at, options.lookingAt));
  const stop = looked ?? (position.is === 'at' ? position.here : undefined);
  const pausedBy = round.state.paused.get(round.number);
  return {
    round: round.number,
    formatId: round.format.id,
    position: position.is === 'ended' ? `ended-${position.why}` : position.is,
    me: person(round, me),
    others: othersAt(round, me),
    third: round.state.third,
    pausedBy: pausedBy ? person(round, pausedBy) : undefined,
    chapters: chaptersOf(stops, reached),
    shown: stop && shownStop(seen, me, stop, looked !== undefined, options.ownClosed ?? new Map()),
    past: past.map(({ at }) => at),
    agreements: agreements(round.state).map((one) => inMyName(round, me, one)),
    promisedBy: promisedBy(round.state).map((id) => person(round, id)),
    isAlone: presentIn(round.state.roster).every(({ id }) => id === me),
    nextRound: wishesFor(round, round.number + 1),
  };
}

/** Who took the table home is one person, not two. */
function othersAt(round: Round, me: ParticipantId): readonly Person[] {
  const seated = seatedIn(round);
  const isAtHome = (id: ParticipantId) => seated.some(({ from }) => from === id);
  return seated.filter(({ id }) => id !== me && !isAtHome(id)).map(({ id }) => person(round, id));
}

function inMyName(round: Round, me: ParticipantId, agreement: Agreement): Agreement {
  return { ...agreement, content: inOwnName(round.state, me, agreement.content) };
}

/** How many stops lie behind the table. */
function countBehind(stops: readonly Stop[], reached: Position): number {
  if (reached.is !== 'at') return reached.is === 'waiting' ? 0 : stops.length;
  return stops.findIndex((stop) => isSameMoment(stop.at, reached.here.at));
}

/** The newest round that was opened at this table. */
export function currentRound(state: RoomState): number {
  return Math.max(0, ...state.rounds.keys());
}

/** Everybody's newest wish for a round that has not begun. */
function wishesFor(round: Round, number: number): TableView['nextRound'] {
  return stillHere(round.state).flatMap(({ id }) => {
    const wish = round.state.roundWishes.filter((one) => one.by === id && one.number === number).at(-1);
    return wish?.format ? [{ who: person(round, id), format: wish.format }] : [];
  });
}

/** What everybody wants next although it has not begun: said at the same moment, nobody's wish followed another's. */
export function missedWish(round: Round): FormatRef | undefined {
  const wishes = wishesFor(round, round.number + 1);
  const [first] = wishes;
  const here = stillHere(round.state).length;
  const wantAll = here > 1 && wishes.length === here;
  return first && wantAll && wishes.every(({ format }) => isSameFormat(format, first.format))
    ? first.format
    : undefined;
}

function shownStop(
  round: Round,
  me: ParticipantId,
  stop: Stop,
  lookingBack: boolean,
  ownClosed: ReadonlyMap<CardKey, CardContent>,
): ShownStop {
  const { at, step, beat } = stop;
  const [teller] = beat.teller ? partyMembers(round, at.lap, beat.teller) : [];
  const goOn = beat.until.is === 'together' && !lookingBack ? goOnOf(round, me, stop) : undefined;
  // Talking happens with what the step laid before: its spots stay in sight, also in a beat without laying.
  const spots = beat.spots ? spotsOf(step, beat) : (step.spots ?? []);
  return {
    at,
    step,
    beat: beat.id,
    lookingBack,
    state: stateLine(round, me, stop, lookingBack, goOn),
    teller: teller && person(round, teller),
    hints: (beat.hints ?? []).filter((hint) => holds(round, at.lap, hint.when)).map(({ hint }) => hint),
    spots: spots.map((spot) => spotView(round, me, stop, spot, lookingBack, ownClosed)),
    choices: (step.choices ?? [])
      .filter((choice) => beat.choices?.includes(choice.id))
      .map((choice) => choiceView(round, me, stop, choice, lookingBack)),
    goOn,
    earlier:
      step.layout === 'looking-back' ? earlierAgreements(round).map((one) => inMyName(round, me, one)) : [],
    setAside: round.state.roster.flatMap(({ id }) => {
      const by = round.state.without.get(withoutKey(at, id));
      return by ? [{ who: person(round, id), by: person(round, by) }] : [];
    }),
  };
}

function choiceView(
  round: Round,
  me: ParticipantId,
  stop: Stop,
  choice: Choice,
  lookingBack: boolean,
): ChoiceView {
  const { lap } = stop.at;
  const mine = !lookingBack && partyMembers(round, lap, choice.by).includes(me);
  const mayChoose = mine ? peopleToChoose(round, me, stop, choice) : [];
  const people = [person(round, me), ...othersAt(round, me)];
  return {
    choice,
    mine,
    people: people.filter(({ id }) => mayChoose.includes(id)),
    value: choiceOf(round, lap, choice.id) ?? choicesMade(round, lap, choice.id).get(me),
  };
}

function spotView(
  round: Round,
  me: ParticipantId,
  { at, beat }: Stop,
  spot: Spot,
  lookingBack: boolean,
  ownClosed: ReadonlyMap<CardKey, CardContent>,
): SpotView {
  const asked = askedAt(round, at, spot);
  const cards = cardsAt(round, at.lap, spot.id);
  const mine = cards.filter((card) => card.owner === me);
  const iAmReady = isReady(round, at.lap, spot, me);
  const turned = spot.laid === 'closed' && isTurned(round, at, spot);
  const isOpenHere = !lookingBack && (beat.spots?.includes(spot.id) ?? false) && asked.includes(me);
  const room =
    mine.length < spot.atMost + (isLater(round, at.lap, spot, me) ? 1 : 0) &&
    !hasSigned(round.state, me, spot);
  return {
    spot,
    at: { round: round.number, lap: at.lap, spot: spot.id },
    decks: decksFor(round, at.lap, spot, me),
    mayLay: isOpenHere && room,
    phase: spot.laid === 'open' ? 'open' : turned ? 'turned' : beat.id === 'omdraaien' ? 'turning' : 'laying',
    mayTurn: isOpenHere && beat.until.is === 'turned' && !iAmReady && mine.length > 0,
    iAmReady,
    cards: [...cards].sort(byPlace).map((card) => {
      const seen = cardView(round, me, card, turned, ownClosed);
      return {
        ...seen,
        mayChange: seen.isMine && isOpenHere && card.face === 'open',
        isProposal: spot.proposals === true && card.content !== undefined && !isAlwaysCard(card.content),
      };
    }),
    asked: asked.map((id) => person(round, id)),
  };
}

function cardView(
  round: Round,
  me: ParticipantId,
  card: Card,
  spotTurned: boolean,
  ownClosed: ReadonlyMap<CardKey, CardContent>,
): Omit<CardView, 'mayChange' | 'isProposal'> {
  const key = cardKey(card.owner, card.cardId);
  const isMine = card.owner === me;
  // Screens show turned cards when all have come [REV4]; one's own card is always known to oneself.
  const isUp = card.face === 'open' || (card.face === 'turned' && spotTurned);
  const hands = [...(round.state.hands.get(key)?.keys() ?? [])];
  return {
    key,
    cardId: card.cardId,
    owner: person(round, card.owner),
    isMine,
    face: card.face === 'broken' ? 'broken' : isUp ? 'up' : 'down',
    content: isUp ? card.content : isMine ? (card.content ?? ownClosed.get(key)) : undefined,
    later: card.later,
    mayTakeBack: isMine && canTakeBack(card),
    yes: hands
      .filter((id) => card.content && saidYes(round.state, key, id, card.content))
      .map((id) => person(round, id)),
    isAgreed: card.content !== undefined && isAgreedAs(round.state, key, card.content),
  };
}

function chaptersOf(stops: readonly Stop[], reached: Position): TableView['chapters'] {
  const ids = [...new Set(stops.map((stop) => stop.step.chapter))];
  const ended = reached.is === 'ended' ? ids.length : -1;
  const at = reached.is === 'at' ? ids.indexOf(reached.here.step.chapter) : ended;
  return ids.map((id, index) => ({ id, is: index < at ? 'past' : index === at ? 'here' : 'ahead' }));
}
