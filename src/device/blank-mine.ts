import { peoplePictures } from '#domain/decks.ts';
import { maxProfilesNamed } from '#domain/events.ts';
import type { Room } from './room.ts';
import type { WriteOutcome } from './store.ts';

/**
 * Throws away all my own words in a room at once [DEL2]. One event says so and is durable; what it leaves undone,
 * this and every other device of mine do as a duty, also about words that were on their way.
 */
export async function blankMine(room: Room): Promise<WriteOutcome> {
  const picture = room.state().profiles.get(room.me)?.picture ?? peoplePictures[0];
  const profiles = room.events
    .table(room.log.forks())
    .filter(({ by, body }) => by === room.me && body.type === 'profile')
    .map(({ device, seq }) => ({ device, seq }))
    .slice(0, maxProfilesNamed);
  const outcome = await room.write({ kind: 'event', body: { type: 'blank-mine', picture, profiles } });
  if (outcome === 'written') await room.blankReplaced();
  return outcome;
}
