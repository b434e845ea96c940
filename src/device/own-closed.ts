import type { CardContent } from '#domain/card-content.ts';
import type { CardKey } from '#domain/ids.ts';
import { openContent, secretOf } from './closed-cards.ts';
import type { Room } from './room.ts';

/** What my own face-down cards say: only my own devices can read them before they turn [REV1]. */
export function createOwnClosed(room: Room) {
  const contents = new Map<CardKey, CardContent>();
  return {
    contents: (): ReadonlyMap<CardKey, CardContent> => contents,
    /** Opens what lies closed and was not opened yet. */
    refresh: async (): Promise<void> => {
      for (const [key, [card]] of room.events.closedCards()) {
        if (card?.owner !== room.me || contents.has(key)) continue;
        const content = await openContent(room.keys().roomId, card, await secretOf(room.keys(), card.cardId));
        if (content !== 'broken') contents.set(key, content);
      }
    },
  };
}
