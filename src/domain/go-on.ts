import { isSameMoment } from './events.ts';
import type { ParticipantId } from './ids.ts';
import { type Person, person } from './person.ts';
import { type Stop, waitingToGoOn } from './position.ts';
import { notSetAside, partyMembers, type Round } from './round.ts';

export type GoOn = {
  readonly asksMe: boolean;
  readonly iWant: boolean;
  /** Others who already tapped, and those who have not. */
  readonly wanting: readonly Person[];
  readonly waitingFor: readonly Person[];
  /** Others who tapped "nog even". */
  readonly staying: readonly Person[];
};

/** Where all tap to go on: who did, and who did not yet. */
export function goOnOf(round: Round, me: ParticipantId, stop: Stop): GoOn {
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
