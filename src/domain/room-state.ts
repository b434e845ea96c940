import type { CardContent } from './card-content.ts';
import {
  type Act,
  actOf,
  type Card,
  type CardHistory,
  cardFrom,
  fix,
  liesClosedFor,
  turn,
} from './card-history.ts';
import { type Consent, type Consents, takingPart } from './consent.ts';
import type { PeoplePicture } from './decks.ts';
import type { InChain, Moment, Place, TableEvent, VerifiedEvent } from './events.ts';
import { compareEvents, follows, inChain, ownerOf, spotKey } from './events.ts';
import { type FormatRef, isSameFormat, type RoleId } from './format.ts';
import type { CardId, CardKey, ParticipantId } from './ids.ts';
import { cardKey } from './ids.ts';
import { isBeforeThrow, isThrownAway, type Throws, throwsIn } from './thrown-away.ts';

/**
 * The pure fold: a room is what its participants did, in computed order. Total: any order and any
 * duplicates of the same events give the same state. Whether an event counts depends only on its author's
 * own events and on what it names, never on a concurrent event of another [ENV5]. Formats are not needed
 * here: what fits the format is decided where state is read (position, table view).
 */
export type RoomState = {
  readonly roster: readonly Seated[];
  readonly profiles: ReadonlyMap<ParticipantId, Profile>;
  readonly consents: Consents;
  readonly third: Third | null;
  /** By round number: those that began. */
  readonly rounds: ReadonlyMap<number, FormatRef>;
  /** Who wanted which round to begin, oldest first. */
  readonly roundWishes: readonly RoundWish[];
  readonly cards: ReadonlyMap<CardKey, Card>;
  /** The newest hand of each participant on each card; see `agreements` in agreement.ts. */
  readonly hands: ReadonlyMap<CardKey, ReadonlyMap<ParticipantId, Hand>>;
  /** Keys of `readyKey`. */
  readonly ready: ReadonlySet<string>;
  /** By participant, then `momentKey`; the newest wish to go on, or not. */
  readonly goingOn: ReadonlyMap<
    ParticipantId,
    ReadonlyMap<string, { readonly at: Moment; readonly want: boolean }>
  >;
  /** By `choiceKey`, then participant: everyone's newest, oldest first. Which counts, the choice's party says. */
  readonly choices: ReadonlyMap<string, ReadonlyMap<ParticipantId, string>>;
  readonly paused: ReadonlyMap<number, ParticipantId | null>;
  readonly stopped: ReadonlyMap<number, ReadonlySet<ParticipantId>>;
  /** By `withoutKey`: who set somebody aside there first [REV2]. */
  readonly without: ReadonlyMap<string, ParticipantId>;
  /** Keys of `spotKey`: somebody turned there, so what is laid there now lies open and is `later` [REV2]. */
  readonly turnedSpots: ReadonlySet<string>;
  /** Who threw away all own words, and how often [DEL2]. */
  readonly threwAway: ReadonlyMap<ParticipantId, number>;
};

/** Somebody with a verified chair; device decides that from genesis, seat, join and seated [INV3]. */
export type Seated = {
  readonly id: ParticipantId;
  readonly role: RoleId;
  /** Sits at somebody else's tablet [TAB1]. */
  readonly isGuest?: true;
  /** The chair at the tablet from which this person took the table home [TAB1]. */
  readonly from?: ParticipantId;
  /** Where they left their chair themselves; what they laid stays. */
  readonly left?: InChain;
};

/** Who has a chair now: whoever left it, or went home with the table, is waited for there no more [TAB1]. */
export function presentIn(roster: readonly Seated[]): readonly Seated[] {
  return roster.filter(({ id, left }) => !left && !roster.some(({ from }) => from === id));
}

/** Whoever took the table home from that chair threw away all own words, and what was said at the tablet is theirs. */
export function threwAwayAtHome(
  { roster, threwAway }: Pick<RoomState, 'roster' | 'threwAway'>,
  seat: ParticipantId,
): boolean {
  return roster.some(({ id, from }) => from === seat && threwAway.has(id));
}

export type Profile = { readonly name?: string; readonly picture: PeoplePicture };
export type Third = 'tolk' | 'familie' | 'ondersteuner';

export type RoundWish = InChain & {
  readonly by: ParticipantId;
  readonly number: number;
  /** Undefined: taken back, together with the consent [CON1]. */
  readonly format: FormatRef | undefined;
};

export type Hand = {
  /** The round that it was said in. */
  readonly round: number;
  readonly needs: readonly ParticipantId[];
  readonly content: CardContent;
  readonly yes: boolean;
};

type Seats = ReadonlyMap<ParticipantId, Seated>;

type Draft = {
  profiles: Map<ParticipantId, Profile>;
  consents: Map<ParticipantId, Map<string, Consent>>;
  third: Third | null;
  rounds: Map<number, FormatRef>;
  roundWishes: RoundWish[];
  histories: Map<CardKey, CardHistory>;
  hands: Map<CardKey, Map<ParticipantId, Hand>>;
  ready: Set<string>;
  goingOn: Map<ParticipantId, Map<string, { at: Moment; want: boolean }>>;
  choices: Map<string, Map<ParticipantId, string>>;
  paused: Map<number, ParticipantId | null>;
  stopped: Map<number, Set<ParticipantId>>;
  without: Map<string, ParticipantId>;
  turnedSpots: Set<string>;
  threwAway: Map<ParticipantId, number>;
  /** Where people said that they take part, or no more, oldest first. */
  takings: (InChain & { readonly by: ParticipantId; readonly given: boolean })[];
  /** Taken back or thrown away, and what it said is blanked: that it once lay there still holds [DEL1] [DEL2]. */
  readonly blanked: ReadonlySet<CardKey>;
  /** By `readyKey`: each one's taps to turn that follow no other one of theirs there. */
  firstReadies: Map<string, Act[]>;
  /** Who tapped to turn which card, and who then turned one where: to know what an author had seen of it. */
  taps: (InChain & { readonly card: CardKey; readonly spot: string })[];
  turns: (InChain & { readonly spot: string })[];
};

/**
 * @param roster everyone who has or had a verified chair, in order of sitting down
 * @param events verified events of these people; events of others are left out
 */
export function foldRoom(roster: readonly Seated[], events: readonly VerifiedEvent[]): RoomState {
  const throws = throwsIn(events);
  const counting = events.filter((event) => !isThrownAway(throws, event));
  const draft: Draft = {
    profiles: new Map(),
    consents: new Map(),
    third: null,
    rounds: new Map(),
    roundWishes: [],
    histories: new Map(),
    hands: new Map(),
    ready: new Set(),
    goingOn: new Map(),
    choices: new Map(),
    paused: new Map(),
    stopped: new Map(),
    without: new Map(),
    turnedSpots: new Set(),
    threwAway: new Map(),
    takings: [],
    blanked: blankedCards(counting, throws),
    firstReadies: new Map(),
    taps: [],
    turns: [],
  };
  const seated = new Map(roster.map((person) => [person.id, person]));
  let last: VerifiedEvent | undefined;
  for (const event of [...counting].sort(compareEvents)) {
    const repeated = last !== undefined && compareEvents(last, event) === 0;
    last = event;
    if (!repeated && sits(seated, event)) apply(draft, event, event.body, seated);
  }
  stopWhoLeft(draft, roster);
  const {
    blanked: _blanked,
    histories: _histories,
    firstReadies: _firstReadies,
    taps: _taps,
    turns: _turns,
    takings: _takings,
    ...room
  } = draft;
  return { roster, ...room, cards: cardsIn(draft, seated) };
}

function cardsIn({ histories, firstReadies }: Draft, seated: Seats): ReadonlyMap<CardKey, Card> {
  const cards = new Map<CardKey, Card>();
  for (const [key, history] of histories) {
    const { owner, cardId } = history;
    const from = seated.get(owner)?.from;
    // Whoever took the table home is the one who was ready at the tablet [TAB1].
    const readies = (at: Place) =>
      [owner, ...(from ? [from] : [])].flatMap((seat) => firstReadies.get(readyKey(at, seat)) ?? []);
    const card = cardFrom(history, readies, from && cards.get(cardKey(from, cardId)));
    if (card) cards.set(key, card);
  }
  return cards;
}

/** Whoever left their chair says nothing more. */
function sits(seated: Seats, event: VerifiedEvent): boolean {
  const person = seated.get(event.by);
  return person !== undefined && !(person.left && follows(event, person.left));
}

/** Whoever left their chair has stopped; whoever took the table home has where their chair at the tablet had. */
function stopWhoLeft(draft: Draft, roster: readonly Seated[]): void {
  for (const number of draft.rounds.keys()) {
    const people = draft.stopped.get(number) ?? new Set();
    const gone = roster.filter(({ id, from, left }) => left || people.has(from ?? id)).map(({ id }) => id);
    if (gone.length > 0) draft.stopped.set(number, new Set([...people, ...gone]));
  }
}

/** What was taken back, or turned before it was thrown away, and is laid by no event that can still be read. */
function blankedCards(events: readonly VerifiedEvent[], throws: Throws): ReadonlySet<CardKey> {
  const keysOf = (fits: (event: VerifiedEvent) => boolean) =>
    events.filter(fits).flatMap(({ by, body }) => cardIdsIn(body).map((cardId) => cardKey(by, cardId)));
  const laid = new Set(keysOf(({ body }) => body.type === 'lay' || body.type === 'lay-closed'));
  const once = keysOf((event) => event.body.type === 'take-back' || isBeforeThrow(throws, event));
  return new Set(once.filter((key) => !laid.has(key)));
}

function cardIdsIn(body: TableEvent): readonly CardId[] {
  if (body.type === 'ready') return body.cardIds;
  return 'cardId' in body ? [body.cardId] : [];
}

function apply(draft: Draft, event: VerifiedEvent, body: TableEvent, seated: Seats): void {
  switch (body.type) {
    case 'round':
      applyRound(draft, event, body, seated);
      return;
    case 'profile':
      draft.profiles.set(event.by, { picture: body.picture, ...(body.name && { name: body.name }) });
      return;
    case 'consent':
      applyConsent(draft, event, body);
      return;
    case 'third':
      draft.third = body.who;
      return;
    case 'lay':
      applyLay(draft, event, body, seated);
      return;
    case 'lay-closed':
      applyLayClosed(draft, event, body, seated);
      return;
    case 'ready':
      applyReady(draft, event, body);
      return;
    case 'turn':
      applyTurn(draft, event, body.cardId);
      return;
    case 'take-back':
      historyOf(draft, event.by, body.cardId, seated).takenBack.push(actOf(event));
      return;
    case 'go-on':
      inner(draft.goingOn, event.by).set(momentKey(body.at), { at: body.at, want: body.want });
      return;
    case 'choose':
      setNewest(inner(draft.choices, choiceKey(body.round, body.lap, body.choice)), event.by, body.value);
      return;
    case 'agree': {
      const { round, needs, content, yes } = body;
      const hands = inner(draft.hands, cardKey(body.card.owner, body.card.cardId));
      hands.set(event.by, { round, needs, content, yes });
      return;
    }
    case 'blank-mine':
      // What is thrown away was left out before; how its author is seen stays.
      draft.threwAway.set(event.by, (draft.threwAway.get(event.by) ?? 0) + 1);
      draft.profiles.set(event.by, { picture: body.picture });
      return;
    case 'pause':
      draft.paused.set(body.round, body.on ? event.by : null);
      return;
    case 'stop': {
      const people = draft.stopped.get(body.round) ?? new Set();
      draft.stopped.set(body.round, people.add(event.by));
      return;
    }
    case 'without': {
      const key = withoutKey(body.at, body.participant);
      if (!draft.without.has(key)) draft.without.set(key, event.by);
      return;
    }
    default:
      body satisfies never;
  }
}

/** More texts than this are an altered app's; it bounds what they cost everybody's memory. */
const maxTexts = 20;

function applyConsent(
  draft: Draft,
  event: VerifiedEvent,
  { text, version, given }: Extract<TableEvent, { type: 'consent' }>,
): void {
  const mine = inner(draft.consents, event.by);
  if (!mine.has(text) && mine.size >= maxTexts) return;
  mine.set(text, { version, given });
  if (text === takingPart) draft.takings.push({ ...inChain(event), by: event.by, given });
  if (text === takingPart && !given) takeBackWish(draft, event);
}

/** Whoever heard of it begins no conversation with the wish before it [CON1]; who did not, may have begun one [ENV5]. */
function takeBackWish(draft: Draft, event: VerifiedEvent): void {
  const wish = draft.roundWishes.filter(({ by }) => by === event.by).at(-1);
  if (!wish?.format) return;
  draft.roundWishes.push({ ...inChain(event), by: event.by, number: wish.number, format: undefined });
}

/** More changes of mind than this about one conversation are an altered app's; it bounds what they cost a screen. */
const maxWishes = 50;

/**
 * The first conversation begins with the table. Each later one begins with the wish that follows the same wish of
 * everybody else whom it follows and had not seen go, one at least: nobody begins one alone, changes the one that
 * runs, or jumps ahead.
 */
function applyRound(
  draft: Draft,
  event: VerifiedEvent,
  { number, format }: Extract<TableEvent, { type: 'round' }>,
  seated: Seats,
): void {
  if (draft.rounds.has(number) || (number > 1 && !draft.rounds.has(number - 1))) return;
  const wishes = draft.roundWishes.filter((wish) => wish.number === number);
  const { chain, seq } = inChain(event);
  if (wishes.filter((wish) => wish.chain === chain).length >= maxWishes) return;
  draft.roundWishes.push({ chain, seq, by: event.by, number, format });
  const heard = wishes.filter((wish) => follows(event, wish));
  const wants = (person: ParticipantId) => {
    const wished = heard.filter(({ by }) => by === person).at(-1)?.format;
    return wished !== undefined && isSameFormat(wished, format);
  };
  const others = [...event.past.keys()]
    .map(ownerOf)
    .flatMap((person) => (person === event.by ? [] : (seated.get(person) ?? [])));
  const hasGone = ({ id, left }: Seated) => {
    const said = draft.takings.filter((one) => one.by === id && follows(event, one)).at(-1);
    const wentHome = others.some(({ from }) => from === id);
    return wentHome || said?.given === false || (left !== undefined && follows(event, left));
  };
  const here = others.filter((person) => !hasGone(person));
  if (number === 1 || (here.length > 0 && here.every(({ id }) => wants(id))))
    draft.rounds.set(number, format);
}

function applyLay(
  draft: Draft,
  event: VerifiedEvent,
  { cardId, at, content }: Extract<TableEvent, { type: 'lay' }>,
  seated: Seats,
): void {
  const { lays } = historyOf(draft, event.by, cardId, seated);
  lays.push({ ...actOf(event), at, content, sawTurning: sawTurning(draft, event, at) });
}

function applyLayClosed(
  draft: Draft,
  event: VerifiedEvent,
  { cardId, at, commitment }: Extract<TableEvent, { type: 'lay-closed' }>,
  seated: Seats,
): void {
  const wasReady = draft.firstReadies.get(readyKey(at, event.by))?.some((ready) => follows(event, ready));
  // Nobody hides a card after being ready, or after seeing one turned [REV2].
  if (wasReady || sawTurning(draft, event, at)) return;
  historyOf(draft, event.by, cardId, seated).lays.push({ ...actOf(event), at, commitment });
}

function historyOf(draft: Draft, owner: ParticipantId, cardId: CardId, seated: Seats): CardHistory {
  const { histories } = draft;
  const key = cardKey(owner, cardId);
  const from = seated.get(owner)?.from;
  // What was laid at a tablet and lies again at home keeps its place [TAB1].
  const atTablet = from && histories.get(cardKey(from, cardId));
  const order = atTablet?.order ?? histories.size;
  const history = histories.get(key) ?? {
    owner,
    cardId,
    order,
    lays: [],
    takenBack: [],
    fixes: [],
    turns: [],
  };
  histories.set(key, history);
  return history;
}

function applyReady(draft: Draft, event: VerifiedEvent, body: Extract<TableEvent, { type: 'ready' }>): void {
  const { at } = body;
  const spot = spotKey(at);
  const keys = body.cardIds.map((cardId) => cardKey(event.by, cardId));
  draft.taps.push(...keys.map((card) => ({ card, spot, ...inChain(event) })));
  const readies = draft.firstReadies.get(readyKey(at, event.by)) ?? [];
  const act = actOf(event);
  const isFirst = !readies.some((ready) => follows(event, ready));
  if (isFirst) draft.firstReadies.set(readyKey(at, event.by), [...readies, act]);
  const lying = keys.flatMap((key) => {
    const history = draft.histories.get(key);
    const laid = history && liesClosedFor(history, event, at);
    return laid ? [{ history, laid }] : [];
  });
  const blanked = keys.filter((key) => draft.blanked.has(key));
  if (lying.length + blanked.length < keys.length) return;
  draft.ready.add(readyKey(at, event.by));
  for (const { history, laid } of lying) fix(history, act, laid);
}

function applyTurn(draft: Draft, event: VerifiedEvent, cardId: CardId): void {
  const key = cardKey(event.by, cardId);
  if (!event.opened?.length && !draft.blanked.has(key)) return;
  noteTurn(draft, event, key);
  const history = draft.histories.get(key);
  if (history) turn(history, actOf(event));
}

/**
 * Whether a turn counts may hang on what its author did elsewhere at the same time. What others had seen of
 * it may not [ENV5], so it is read off the turn and what the turn itself names.
 */
function noteTurn(draft: Draft, event: VerifiedEvent, key: CardKey): void {
  for (const { spot } of draft.taps.filter((tap) => tap.card === key && follows(event, tap))) {
    draft.turns.push({ spot, ...inChain(event) });
    draft.turnedSpots.add(spot);
  }
}

function sawTurning(draft: Draft, event: VerifiedEvent, at: Place): boolean {
  const spot = spotKey(at);
  return draft.turns.some((turned) => turned.spot === spot && follows(event, turned));
}

function inner<Key, InnerKey, Value>(outer: Map<Key, Map<InnerKey, Value>>, key: Key): Map<InnerKey, Value> {
  const found = outer.get(key) ?? new Map<InnerKey, Value>();
  outer.set(key, found);
  return found;
}

/** Moves the key to the end, so that a map's last entry is the newest. */
function setNewest<Key, Value>(map: Map<Key, Value>, key: Key, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

export function momentKey(at: Moment): string {
  return `${at.round}.${at.lap}.${at.step}.${at.beat}`;
}

export function choiceKey(round: number, lap: number, choice: string): string {
  return `${round}.${lap}.${choice}`;
}

export function readyKey(at: Place, by: ParticipantId): string {
  return `${spotKey(at)}/${by}`;
}

export function withoutKey(at: Moment, participant: ParticipantId): string {
  return `${at.round}.${at.lap}.${at.step}/${participant}`;
}
