import { compareEvents, type InChain, inChain, type TableEvent, type VerifiedEvent } from './events.ts';
import { cardKey } from './ids.ts';
import type { RoomState } from './room-state.ts';
import { isThrownAway, throwsIn } from './thrown-away.ts';

/**
 * Which of my own words must go, on every device and with the server: all that I threw away [DEL2], and what says
 * nothing any more [DEL1].
 *
 * @param mine my own events that can still be read, in any order
 * @param all the same, with what comes after a fork: it has no effect and can be read all the same [ENV6]
 */
export function wordsToBlank(
  state: RoomState,
  mine: readonly VerifiedEvent[],
  all: readonly VerifiedEvent[] = mine,
): readonly InChain[] {
  const throws = throwsIn(mine);
  const thrown = all.filter((event) => isThrownAway(throws, event));
  const kept = mine.filter((event) => !isThrownAway(throws, event));
  return [...thrown.map(inChain), ...replacedWords(state, kept)];
}

/** Cards that I took back, what a newer one of mine took the place of, and a yes to what its owner threw away. */
function replacedWords(state: RoomState, mine: readonly VerifiedEvent[]): readonly InChain[] {
  const newest = new Map<string, VerifiedEvent>();
  const replaced: VerifiedEvent[] = [];
  for (const event of [...mine].sort(compareEvents)) {
    const { body } = event;
    if (body.type !== 'lay' && body.type !== 'lay-closed' && body.type !== 'agree') continue;
    const isGone =
      body.type === 'agree' ? isThrownAwayByOther(state, body.card) : isTakenBack(state, event, body.cardId);
    if (isGone) {
      replaced.push(event);
      continue;
    }
    // A closed card never changes [REV1]; the newest of an open one carries it whole [OWN1].
    if (body.type === 'lay-closed') continue;
    const key = body.type === 'lay' ? body.cardId : cardKey(body.card.owner, body.card.cardId);
    const before = newest.get(`${body.type} ${key}`);
    if (before) replaced.push(before);
    newest.set(`${body.type} ${key}`, event);
  }
  return replaced.map(inChain);
}

function isTakenBack(
  state: RoomState,
  { by }: VerifiedEvent,
  cardId: Parameters<typeof cardKey>[1],
): boolean {
  return state.cards.get(cardKey(by, cardId))?.face === 'taken-back';
}

/** Its owner threw it away, and with it the hand without which nothing is agreed [AGR1]. */
function isThrownAwayByOther(
  state: RoomState,
  { owner, cardId }: Extract<TableEvent, { type: 'agree' }>['card'],
): boolean {
  const key = cardKey(owner, cardId);
  const says = state.cards.get(key)?.content !== undefined || state.hands.get(key)?.has(owner);
  return state.threwAway.has(owner) && !says;
}
