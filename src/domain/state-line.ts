import type { Moment } from './events.ts';
import type { Spot } from './format.ts';
import type { GoOn } from './go-on.ts';
import type { ParticipantId } from './ids.ts';
import { haveLeft } from './left-to-lay.ts';
import { type Person, person } from './person.ts';
import type { Stop } from './position.ts';
import {
  askedAt,
  cardsAt,
  choicesMade,
  hasLaid,
  isReady,
  partyMembers,
  type Round,
  spotsOf,
} from './round.ts';
import { cardsToTurn } from './rules.ts';

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

/** What somebody reads under the table; `lookingBack`: of a stop that is behind the table, where nothing turns. */
export function stateLine(
  round: Round,
  me: ParticipantId,
  { at, step, beat }: Stop,
  lookingBack: boolean,
  goOn: GoOn | undefined,
): StateLine {
  const asks = lookingBack ? undefined : turnAsks(round, me);
  if (asks) return asks;
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
