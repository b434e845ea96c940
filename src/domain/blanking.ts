import { compareEvents, type InChain, inChain, type VerifiedEvent } from './events.ts';
import { cardKey } from './ids.ts';
import type { RoomState } from './room-state.ts';

/**
 * Which of my own words say nothing any more: cards that I took back, and what a newer one of mine took the
 * place of. Their bodies must go, on every device and with the server [DEL1].
 *
 * @param mine my own events that can still be read, in any order
 */
export function replacedWords(state: RoomState, mine: readonly VerifiedEvent[]): readonly InChain[] {
  const newest = new Map<string, VerifiedEvent>();
  const replaced: VerifiedEvent[] = [];
  for (const event of [...mine].sort(compareEvents)) {
    const { body } = event;
    if (body.type !== 'lay' && body.type !== 'lay-closed' && body.type !== 'agree') continue;
    if (body.type !== 'agree' && isTakenBack(state, event, body.cardId)) {
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
