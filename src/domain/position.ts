import type { Moment } from './events.ts';
import type { Beat, Format, Spot, Step } from './format.ts';
import type { ParticipantId } from './ids.ts';
import { momentKey, type Seated } from './room-state.ts';
import {
  askedAt,
  cardsAt,
  choiceOf,
  hasLaid,
  holds,
  isReady,
  notSetAside,
  partyMembers,
  peopleIn,
  type Round,
  seatedIn,
  seatsOf,
  spotsOf,
  withEveryone,
} from './round.ts';

/**
 * Where a round stands. The position is never stored: it is the first beat that is not over, walking the
 * format's steps as they are there for this table. Everyone with the same events is at the same place.
 */
export type Position =
  | { readonly is: 'waiting' }
  | { readonly is: 'at'; readonly here: Stop }
  | { readonly is: 'ended'; readonly why: 'finished' | 'stopped' };

/** One beat on the way, with what the format says of it. */
export type Stop = { readonly at: Moment; readonly step: Step; readonly beat: Beat };

export function positionOf(round: Round): Position {
  const { stopped } = round.state;
  const seated = seatedIn(round);
  if (!hasSeats(round.format, seated)) return { is: 'waiting' };
  const people = peopleIn(round);
  const here = firstOpen(round);
  if (!stopped.has(round.number)) return here ? { is: 'at', here } : { is: 'ended', why: 'finished' };
  // Who leaves after the last word does not undo that it was said.
  if (!firstOpen(withEveryone(round))) return { is: 'ended', why: 'finished' };
  const roles = seated.filter(({ id }) => people.includes(id)).map(({ role }) => role);
  const goesOn = people.length > 1 && round.format.seats.every(({ role }) => roles.includes(role));
  return here && goesOn ? { is: 'at', here } : { is: 'ended', why: here ? 'stopped' : 'finished' };
}

/** Of every role at least as many sit as the format has chairs for. */
function hasSeats({ seats }: Format, roster: readonly Seated[]): boolean {
  return seats.every(
    ({ role, atLeast }) => roster.filter((person) => person.role === role).length >= atLeast,
  );
}

function firstOpen(round: Round): Stop | undefined {
  const stops = timeline(round);
  const agreedUpTo = Math.min(...peopleIn(round).map((person) => furthest(round, stops, person)));
  return stops.find((stop, index) => index >= agreedUpTo && !isOver(round, stop));
}

/**
 * Where somebody who sits down while others are on their way goes on from: the last beat that they left
 * behind together. Its own "verder" there takes the newcomer along; without it the table would start anew.
 * @returns undefined when there is nothing to catch up with
 */
export function behindTheOthers(round: Round, newcomer: ParticipantId): Moment | undefined {
  if (seatsOf(round.state, newcomer).some((seat) => round.state.goingOn.has(seat))) return undefined;
  const roster = round.state.roster.filter((person) => person.id !== newcomer);
  const others = { ...round, state: { ...round.state, roster } };
  if (!hasSeats(round.format, seatedIn(others))) return undefined;
  const stops = timeline(others);
  const here = firstOpen(others);
  const index = here ? stops.findIndex((stop) => momentKey(stop.at) === momentKey(here.at)) : stops.length;
  return stops[index - 1]?.at;
}

/** More moments than this in one conversation is no conversation; it bounds what an altered app can ask of a screen. */
const maxLaps = 20;

/** Every beat of this round in order, laps written out; steps whose condition does not hold are not there. */
export function timeline(round: Round): readonly Stop[] {
  const { steps, repeat } = round.format;
  if (!repeat) return stopsOf(round, 1, steps);
  const from = steps.findIndex((step) => step.id === repeat.from);
  const to = steps.findIndex((step) => step.id === repeat.to) + 1;
  const stops = [...stopsOf(round, 1, steps.slice(0, from))];
  let lap = 1;
  do stops.push(...stopsOf(round, lap, steps.slice(from, to)));
  while (lap < maxLaps && holds(round, lap++, repeat.when));
  return [...stops, ...stopsOf(round, 1, steps.slice(to))];
}

function stopsOf(round: Round, lap: number, steps: readonly Step[]): readonly Stop[] {
  return steps
    .filter((step) => !step.when || holds(round, lap, step.when))
    .flatMap((step) =>
      step.beats.map((beat, index) => ({
        at: { round: round.number, lap, step: step.id, beat: index },
        step,
        beat,
      })),
    );
}

/** What a person once left behind by going on stays behind, also when a card there is taken back later. */
function furthest(round: Round, stops: readonly Stop[], person: ParticipantId): number {
  return stops.reduce((last, stop, index) => (wantsOn(round, stop.at, person) ? index : last), 0);
}

function isOver(round: Round, { at, step, beat }: Stop): boolean {
  const spots = spotsOf(step, beat);
  switch (beat.until.is) {
    case 'chosen':
      return choiceOf(round, at.lap, beat.until.choice) !== undefined;
    case 'laid':
      return spots.every((spot) =>
        askedAt(round, at, spot).every(
          (person) => hasLaid(round, at.lap, spot, person) || isReady(round, at.lap, spot, person),
        ),
      );
    case 'turned':
      return spots.every((spot) => isTurned(round, at, spot));
    case 'together':
      return waitingToGoOn(round, { at, step, beat }).length === 0;
    default:
      return beat.until satisfies never;
  }
}

/** Everyone asked was ready and none of the cards that they closed lies so any more: now all screens show them [REV4]. */
export function isTurned(round: Round, at: Moment, spot: Spot): boolean {
  const asked = askedAt(round, at, spot);
  return (
    asked.every((person) => isReady(round, at.lap, spot, person)) &&
    cardsAt(round, at.lap, spot.id).every(
      (card) => card.face !== 'closed' || !card.fixed || !asked.includes(card.owner),
    )
  );
}

/** Who has not tapped to go on here; empty when the table goes on. */
export function waitingToGoOn(round: Round, { at, beat }: Stop): readonly ParticipantId[] {
  const by = (beat.until.is === 'together' && beat.until.by) || 'everyone';
  return notSetAside(round, at, partyMembers(round, at.lap, by)).filter(
    (person) => !wantsOn(round, at, person),
  );
}

function wantsOn({ state }: Round, at: Moment, person: ParticipantId): boolean {
  return seatsOf(state, person).some((seat) => state.goingOn.get(seat)?.get(momentKey(at))?.want);
}
