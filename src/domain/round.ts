import { agreements } from './agreement.ts';
import type { Card } from './card-history.ts';
import { hasWithdrawn } from './consent.ts';
import type { Moment } from './events.ts';
import type { Beat, Condition, Format, Party, Spot, SpotDeck, Step } from './format.ts';
import { findChoice } from './format.ts';
import { cardKey, type ParticipantId } from './ids.ts';
import {
  choiceKey,
  presentIn,
  type RoomState,
  readyKey,
  type Seated,
  threwAwayAtHome,
  withoutKey,
} from './room-state.ts';

/**
 * One round, read under its format: who is asked, what holds, what lies at a spot. Nothing is kept; every
 * answer is computed from the fold, so it is the same on every device that holds the same events.
 */
export type Round = { readonly state: RoomState; readonly format: Format; readonly number: number };

/** Everyone with a chair in this round; whoever left theirs had one where they took part [TAB1]. */
export function seatedIn({ state, number }: Round): readonly Seated[] {
  return state.roster.filter(({ id, left }) => !left || tookPart(state, id, number));
}

function tookPart({ goingOn, cards }: RoomState, id: ParticipantId, number: number): boolean {
  const moments = [...(goingOn.get(id)?.values() ?? [])];
  return (
    moments.some(({ at }) => at.round === number) ||
    [...cards.values()].some(({ owner, at }) => owner === id && at.round === number)
  );
}

/** Everyone who sits and has not stopped in this round, in order of sitting down. */
export function peopleIn(round: Round): readonly ParticipantId[] {
  const stopped = round.state.stopped.get(round.number);
  return seatedIn(round)
    .filter((person) => !stopped?.has(person.id))
    .map((person) => person.id);
}

/** Whose wish another conversation waits for: who is here, and takes part [CON1]. */
export function stillHere({ roster, consents }: RoomState): readonly Seated[] {
  return presentIn(roster).filter(({ id }) => !hasWithdrawn(consents, id));
}

/** Somebody, and the chair at the tablet from which they took the table home: what was done there is theirs [TAB1]. */
export function seatsOf({ roster }: RoomState, id: ParticipantId): readonly ParticipantId[] {
  const from = roster.find((person) => person.id === id)?.from;
  return from ? [id, from] : [id];
}

/** The same round as if nobody had stopped. */
export function withEveryone(round: Round): Round {
  return { ...round, state: { ...round.state, stopped: new Map() } };
}

export function partyMembers(round: Round, lap: number, party: Party): readonly ParticipantId[] {
  const people = peopleIn(round);
  if (party === 'everyone') return people;
  if ('role' in party) return withRole(round, party.role);
  if ('when' in party)
    return partyMembers(round, lap, holds(round, lap, party.when) ? party.party : party.otherwise);
  if ('chosen' in party) {
    const chosen = people.filter((person) => person === choiceOf(round, lap, party.chosen));
    return chosen.length > 0 ? chosen : withRole(round, party.otherwise);
  }
  const spot = 'namedIn' in party ? party.namedIn : party.notNamedIn;
  const last = [...cardsAt(round, lap, spot)].sort(byPlace).at(-1);
  const found = people.filter((person) => person === last?.content?.who);
  const named = found.length > 0 ? found : withRole(round, party.otherwise);
  return 'namedIn' in party ? named : people.filter((person) => !named.includes(person));
}

function withRole(round: Round, role: string): readonly ParticipantId[] {
  const people = peopleIn(round);
  return seatedIn(round)
    .filter((person) => person.role === role && people.includes(person.id))
    .map((person) => person.id);
}

export function holds(round: Round, lap: number, condition: Condition): boolean {
  if ('chose' in condition) return choiceOf(round, lap, condition.chose) === condition.option;
  if ('lies' in condition) {
    const cards = cardsAt(round, lap, condition.at);
    // While one of them still lies face down, not everybody can see what the others say.
    return (
      cards.every((card) => card.face !== 'closed') &&
      cards.some((card) => card.content?.symbols.includes(condition.lies))
    );
  }
  if ('onlyOthersIn' in condition) {
    const about = cardsAt(round, lap, condition.onlyOthersIn).flatMap((card) => card.content?.who ?? []);
    return about.length > 0 && about.every((who) => who === 'iemand-anders');
  }
  if ('firstRound' in condition) return round.number === 1;
  if ('earlierAgreements' in condition) return earlierAgreements(round).length > 0;
  if ('not' in condition) return !holds(round, lap, condition.not);
  return condition.all.every((part) => holds(round, lap, part));
}

/** What earlier rounds agreed and nobody has withdrawn. */
export function earlierAgreements(round: Round): ReturnType<typeof agreements> {
  return agreements(round.state).filter((agreement) => agreement.round < round.number);
}

/**
 * The newest choice by somebody whose choice it is, stopped since or not; undefined before it is made. An
 * option that must be chosen `together` counts when all chose it; any one person may choose another.
 */
export function choiceOf(round: Round, lap: number, id: string): string | undefined {
  const choice = findChoice(round.format, id);
  if (!choice) return undefined;
  const mayChoose = partyMembers(withEveryone(round), lap, choice.by);
  const made = [...choicesMade(round, lap, id)].filter(([person]) => mayChoose.includes(person));
  if (!choice.together) return made.at(-1)?.[1];
  const alone = made.filter(([, value]) => value !== choice.together).at(-1);
  if (alone) return alone[1];
  const chose = made.map(([person]) => person);
  const all = partyMembers(round, lap, choice.by).every((person) => chose.includes(person));
  return all && made.length > 0 ? choice.together : undefined;
}

/** Everyone's newest choice, oldest first. */
export function choicesMade(round: Round, lap: number, choice: string): ReadonlyMap<ParticipantId, string> {
  return round.state.choices.get(choiceKey(round.number, lap, choice)) ?? new Map();
}

/** Everything that lies at a spot, oldest first; what was taken back, or laid again at home, does not lie there. */
export function cardsAt(round: Round, lap: number, spot: string): readonly Card[] {
  return [...round.state.cards.values()].filter(
    (card) =>
      card.at.round === round.number &&
      card.at.lap === lap &&
      card.at.spot === spot &&
      card.face !== 'taken-back' &&
      !isLaidAgain(round.state, card),
  );
}

/** Whoever took the table home laid it again under its own id, in their own name, or threw all own words away [TAB1]. */
export function isLaidAgain(state: RoomState, { owner, cardId }: Card): boolean {
  const { roster, cards } = state;
  const lies = roster.some(({ id, from }) => from === owner && cards.has(cardKey(id, cardId)));
  return lies || threwAwayAtHome(state, owner);
}

/** In a strip, and for "who did it last": by place, then by when it was laid. */
export function byPlace(one: Card, other: Card): number {
  return (one.content?.place ?? 0) - (other.content?.place ?? 0) || one.order - other.order;
}

/** Whom a spot waits for in a step: its party, less who was set aside. */
export function askedAt(round: Round, moment: Moment, spot: Spot): readonly ParticipantId[] {
  return notSetAside(round, moment, partyMembers(round, moment.lap, spot.asks));
}

export function notSetAside(
  round: Round,
  moment: Moment,
  people: readonly ParticipantId[],
): readonly ParticipantId[] {
  return people.filter((person) => !round.state.without.has(withoutKey(moment, person)));
}

export function hasLaid(round: Round, lap: number, spot: Spot, person: ParticipantId): boolean {
  const seats = seatsOf(round.state, person);
  return cardsAt(round, lap, spot.id).filter(({ owner }) => seats.includes(owner)).length >= spot.atLeast;
}

/** Tapped "samen omdraaien" at this spot [REV2]. */
export function isReady(round: Round, lap: number, spot: Spot, person: ParticipantId): boolean {
  const at = { round: round.number, lap, spot: spot.id };
  return seatsOf(round.state, person).some((seat) => round.state.ready.has(readyKey(at, seat)));
}

/** The decks from which somebody picks at a spot. */
export function decksFor(round: Round, lap: number, spot: Spot, person: ParticipantId): readonly SpotDeck[] {
  return spot.decks.filter((deck) => !deck.for || partyMembers(round, lap, deck.for).includes(person));
}

export function spotsOf(step: Step, beat: Beat): readonly Spot[] {
  return (step.spots ?? []).filter((spot) => beat.spots?.includes(spot.id));
}
