import { type Agreement, agreements, isAgreedAs, saidYes } from './agreement.ts';
import type { CardContent } from './card-content.ts';
import { type Consent, takingPartOf } from './consent.ts';
import { type PeoplePicture, peoplePictures } from './decks.ts';
import type { Moment, Place } from './events.ts';
import { isAlwaysCard } from './fits-spot.ts';
import {
  type ChapterId,
  type Choice,
  type FormatRef,
  isSameFormat,
  type RoleId,
  type Spot,
  type SpotDeck,
  type Step,
} from './format.ts';
import type { CardId, CardKey, ParticipantId } from './ids.ts';
import { cardKey } from './ids.ts';
import { haveLeft } from './left-to-lay.ts';
import { isTurned, type Position, positionOf, type Stop, timeline, waitingToGoOn } from './position.ts';
import { hasSigned, promisedBy } from './promise.ts';
import { type Card, presentIn, type RoomState, type Third, withoutKey } from './room-state.ts';
import {
  askedAt,
  byPlace,
  cardsAt,
  choiceOf,
  choicesMade,
  decksFor,
  earlierAgreements,
  hasLaid,
  holds,
  isReady,
  notSetAside,
  partyMembers,
  type Round,
  seatedIn,
  spotsOf,
  stillHere,
  withEveryone,
} from './round.ts';
import { canTakeBack, cardsToTurn, isLater, peopleToChoose } from './rules.ts';
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

export type Person = {
  readonly id: ParticipantId;
  readonly role: RoleId;
  readonly name: string | undefined;
  readonly picture: PeoplePicture;
  /** Place around the table, from 0; with it come colour and shape. */
  readonly chair: number;
  readonly hasStopped: boolean;
  /** Sits at somebody else's tablet: what they lay is marked with it [TAB1]. */
  readonly isGuest: boolean;
  /** Whether they take part, by the text of which version; undefined of whoever was not asked [CON1]. */
  readonly takingPart: Consent | undefined;
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

export type GoOn = {
  readonly asksMe: boolean;
  readonly iWant: boolean;
  /** Others who already tapped, and those who have not. */
  readonly wanting: readonly Person[];
  readonly waitingFor: readonly Person[];
  /** Others who tapped "nog even". */
  readonly staying: readonly Person[];
};

/** The line that always says who does what. */
export type StateLine =
  | { readonly id: 'you-choose' | 'turn-together' | 'talk' | 'talk-or-lay' | 'may-go-on' | 'you-listen' }
  | {
      readonly id:
        | 'they-choose'
        | 'laid-they-choose'
        | 'ready-they-not'
        | 'turn-asks'
        | 'turn-waits'
        | 'they-want-on'
        | 'they-stay';
      readonly who: Person;
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

export function person(round: Round, id: ParticipantId): Person {
  const seat = round.state.roster.find((one) => one.id === id);
  // Whoever took the table home keeps the place, and the colour, of the chair they came from.
  const chair = round.state.roster.findIndex((one) => one.id === (seat?.from ?? id));
  const profile = round.state.profiles.get(id);
  return {
    id,
    role: seat?.role ?? 'third',
    name: profile?.name,
    picture: profile?.picture ?? peoplePictures[Math.max(0, chair) % peoplePictures.length] ?? 'zon',
    chair: Math.max(0, chair),
    hasStopped: round.state.stopped.get(round.number)?.has(id) ?? false,
    isGuest: seat?.isGuest ?? false,
    takingPart: takingPartOf(round.state.consents, id),
  };
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
    state: (!lookingBack && turnAsks(round, me)) || stateLine(round, me, stop, goOn),
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

function goOnOf(round: Round, me: ParticipantId, stop: Stop): GoOn {
  const waiting = waitingToGoOn(round, stop);
  const by = partyMembers(
    round,
    stop.at.lap,
    (stop.beat.until.is === 'together' && stop.beat.until.by) || 'everyone',
  );
  const others = (ids: readonly ParticipantId[]) =>
    ids.filter((id) => id !== me).map((id) => person(round, id));
  // Who was set aside is neither waited for nor said to want anything [REV2].
  const wanting = notSetAside(round, stop.at, by).filter((id) => !waiting.includes(id));
  return {
    asksMe: by.includes(me),
    iWant: wanting.includes(me),
    wanting: others(wanting),
    waitingFor: others(waiting),
    staying: others(waiting.filter((id) => saidNotYet(round, stop, id))),
  };
}

function saidNotYet(round: Round, stop: Stop, id: ParticipantId): boolean {
  const wishes = [...(round.state.goingOn.get(id)?.values() ?? [])];
  return wishes.some((wish) => isSameMoment(wish.at, stop.at) && !wish.want);
}

function stateLine(
  round: Round,
  me: ParticipantId,
  { at, step, beat }: Stop,
  goOn: GoOn | undefined,
): StateLine {
  const [wanting] = goOn?.wanting ?? [];
  const [waitingFor] = goOn?.waitingFor ?? [];
  if (goOn?.iWant && waitingFor) return { id: 'they-stay', who: waitingFor };
  if (wanting && goOn?.asksMe) return { id: 'they-want-on', who: wanting };
  const required = spotsOf(step, beat).filter((spot) => spot.atLeast > 0);
  if (beat.until.is === 'turned') return turningLine(round, me, at, required);
  if (beat.id === 'praten')
    return { id: goOn && mayLayToo(round, me, at, { step, beat }) ? 'talk-or-lay' : 'talk' };
  if (beat.until.is === 'laid') return choosingLine(round, me, at, required);
  return beat.teller && !partyMembers(round, at.lap, beat.teller).includes(me)
    ? { id: 'you-listen' }
    : whoChooses(round, me, { at, step, beat }, goOn);
}

/** People talk, and whoever likes lays a card; not where they talk about cards that turned. */
function mayLayToo(round: Round, me: ParticipantId, at: Moment, { step, beat }: Pick<Stop, 'step' | 'beat'>) {
  const open = spotsOf(step, beat).filter(({ laid, fixed }) => laid === 'open' && !fixed);
  return step.beats.length === 1 && open.some((spot) => haveLeft(round, at, spot).includes(me));
}

/** All are ready, but mine waits for my word: without somebody it turns only when I say so [REV2]. */
function turnAsks(round: Round, me: ParticipantId): StateLine | undefined {
  const [lacking] = cardsToTurn(round, me).lacking;
  return lacking && { id: 'turn-asks', who: person(round, lacking) };
}

/** Who has not tapped; when all have, whose cards still lie face down [REV4]. */
function turningLine(round: Round, me: ParticipantId, at: Moment, spots: readonly Spot[]): StateLine {
  const unlike = (isDone: (spot: Spot, id: ParticipantId) => boolean) =>
    spots.flatMap((spot) => askedAt(round, at, spot).filter((id) => !isDone(spot, id)));
  const notReady = unlike((spot, id) => isReady(round, at.lap, spot, id));
  if (notReady.includes(me)) return { id: 'turn-together' };
  const [late] = notReady;
  if (late) return { id: 'ready-they-not', who: person(round, late) };
  const [away] = unlike((spot, id) =>
    cardsAt(round, at.lap, spot.id).every((card) => card.owner !== id || card.face !== 'closed'),
  ).filter((id) => id !== me);
  return away ? { id: 'turn-waits', who: person(round, away) } : { id: 'turn-together' };
}

function choosingLine(round: Round, me: ParticipantId, at: Moment, spots: readonly Spot[]): StateLine {
  const lacking = spots.flatMap((spot) =>
    askedAt(round, at, spot).filter((id) => !hasLaid(round, at.lap, spot, id)),
  );
  if (lacking.includes(me)) return { id: 'you-choose' };
  const iAmAsked = spots.some((spot) => askedAt(round, at, spot).includes(me));
  const [other] = lacking;
  if (!other) return { id: 'turn-together' };
  return { id: iAmAsked ? 'laid-they-choose' : 'they-choose', who: person(round, other) };
}

/** In an open step: whoever has something left to do; when that is not me, the first of them; when nobody, all may go on. */
function whoChooses(round: Round, me: ParticipantId, stop: Stop, goOn: GoOn | undefined): StateLine {
  const left = whoHasLeft(round, stop);
  if (left.includes(me)) return { id: 'you-choose' };
  const [other] = left;
  if (!other) return { id: goOn?.asksMe ? 'may-go-on' : 'talk' };
  const { at, step, beat } = stop;
  const iLaid = spotsOf(step, beat).some((spot) =>
    cardsAt(round, at.lap, spot.id).some(({ owner }) => owner === me),
  );
  return { id: iLaid ? 'laid-they-choose' : 'they-choose', who: person(round, other) };
}

/** Something to lay or to answer; where nothing is laid, to choose. Where one tells, only whoever tells. */
function whoHasLeft(round: Round, { at, step, beat }: Stop): readonly ParticipantId[] {
  const spots = spotsOf(step, beat);
  const tellers = partyMembers(round, at.lap, beat.teller ?? 'everyone');
  const toLay = spots.flatMap((spot) => haveLeft(round, at, spot));
  const choices = (step.choices ?? []).filter((choice) => beat.choices?.includes(choice.id));
  const toChoose = choices.flatMap((choice) =>
    partyMembers(round, at.lap, choice.by).filter(
      (id) => !choice.together || !choicesMade(round, at.lap, choice.id).has(id),
    ),
  );
  return spots.length > 0 ? toLay.filter((id) => tellers.includes(id)) : toChoose;
}

function chaptersOf(stops: readonly Stop[], reached: Position): TableView['chapters'] {
  const ids = [...new Set(stops.map((stop) => stop.step.chapter))];
  const ended = reached.is === 'ended' ? ids.length : -1;
  const at = reached.is === 'at' ? ids.indexOf(reached.here.step.chapter) : ended;
  return ids.map((id, index) => ({ id, is: index < at ? 'past' : index === at ? 'here' : 'ahead' }));
}

function isSameMoment(one: Moment, other: Moment | undefined): boolean {
  return (
    one.round === other?.round && one.lap === other.lap && one.step === other.step && one.beat === other.beat
  );
}
