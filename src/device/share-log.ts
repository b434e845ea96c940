import type { Room } from './room.ts';
import { runAgain } from './run-again.ts';

/** Keeps two rooms on one device alike, without a server between them. */
export function shareLog(one: Room, other: Room): () => void {
  const share = runAgain(async () => {
    await carry(one, other);
    await carry(other, one);
  });
  const stops = [one, other].map((room) => room.subscribe(() => void share()));
  void share();
  return () => {
    for (const stop of stops) stop();
  };
}

/** Brings `to` what it lacks of the same room; it checks everything as if a server had brought it. */
export async function carry(from: Room, to: Room): Promise<void> {
  const lacking = from.log.beyond(to.log.heads());
  if (lacking.length > 0) await to.receive(lacking.map(({ entry }) => entry));
}
