import type { Moment } from './events.ts';
import type { Beat, Spot, Step } from './format.ts';
import type { ParticipantId } from './ids.ts';
import { momentKey } from './room-state.ts';
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
  spotsOf,
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
  const people = peopleIn(round);
  const stopped = round.state.stopped.get(round.number);
  if (stopped && people.length < 2) return { is: 'ended', why: 'stopped' };
  const allSit = round.format.seats.every(
    ({ role, atLeast }) => round.state.roster.filter((person) => person.role === role).length >= atLeast,
  );
  if (!allSit) return { is: 'waiting' };
  const stops = timeline(round);
  const agreedUpTo = Math.min(...people.map((person) => furthest(round, stops, person)));
  const here = stops.find((stop, index) => index >= agreedUpTo && !isOver(round, stop));
  return here ? { is: 'at', here } : { is: 'ended', why: 'finished' };
}

/** Every beat of this round in order, laps written out; steps whose condition does not hold are not there. */
export function timeline(round: Round): readonly Stop[] {
  const { steps, repeat } = round.format;
  if (!repeat) return stopsOf(round, 1, steps);
  const from = steps.findIndex((step) => step.id === repeat.from);
  const to = steps.findIndex((step) => step.id === repeat.to) + 1;
  const stops = [...stopsOf(round, 1, steps.slice(0, from))];
  let lap = 1;
  do stops.push(...stopsOf(round, lap, steps.slice(from, to)));
  while (holds(round, lap++, repeat.when));
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
  const wishes = round.state.goingOn.get(person);
  if (!wishes) return 0;
  return stops.reduce((last, stop, index) => (wishes.get(momentKey(stop.at))?.want ? index : last), 0);
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

/** Everyone asked was ready and none of their cards lies closed any more: now all screens show them [REV4]. */
export function isTurned(round: Round, at: Moment, spot: Spot): boolean {
  const asked = askedAt(round, at, spot);
  return (
    asked.every((person) => isReady(round, at.lap, spot, person)) &&
    cardsAt(round, at.lap, spot.id).every((card) => card.face !== 'closed' || !asked.includes(card.owner))
  );
}

/** Who has not tapped to go on here; empty when the table goes on. */
export function waitingToGoOn(round: Round, { at, beat }: Stop): readonly ParticipantId[] {
  const by = (beat.until.is === 'together' && beat.until.by) || 'everyone';
  return notSetAside(round, at, partyMembers(round, at.lap, by)).filter(
    (person) => !round.state.goingOn.get(person)?.get(momentKey(at))?.want,
  );
}
