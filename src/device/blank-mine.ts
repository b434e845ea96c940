import { peoplePictures } from '#domain/decks.ts';
import type { Room } from './room.ts';
import type { WriteOutcome } from './store.ts';

/**
 * Throws away all my own words in a room at once [DEL2]. One event says so and is durable; what it leaves undone,
 * this and every other device of mine do as a duty, also about words that were on their way.
 */
export async function blankMine(room: Room): Promise<WriteOutcome> {
  const picture = room.state().profiles.get(room.me)?.picture ?? peoplePictures[0];
  const outcome = await room.write({ kind: 'event', body: { type: 'blank-mine', picture } });
  if (outcome === 'written') await room.blankReplaced();
  return outcome;
}
