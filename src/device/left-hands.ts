import { leavesOn } from './endings.ts';
import type { Store } from './store.ts';
import type { RoomRecord } from './stored-records.ts';

/**
 * Own cards from tables that another threw away before their owner laid anything: they stay on the device, and the next
 * table takes them along, the oldest first [INV4].
 */
export async function leftHands(store: Store): Promise<readonly RoomRecord[]> {
  const rooms = await store.rooms();
  const isTaken = ({ roomId }: RoomRecord) => rooms.some(({ hand }) => hand === roomId);
  const left = (await store.endings()).map(({ leftHand }) => leftHand);
  return rooms.filter((room) => left.includes(room.roomId) && !isTaken(room));
}

/** No table asks for these any more, so this device's own clock says when their days are over [DEL3]. */
export async function dropPastHands(store: Store, now: number): Promise<void> {
  const past = (await leftHands(store)).filter((hand) => now >= leavesOn(hand));
  const endings = past.map(({ roomId }) => {
    return { roomId, reason: 'expired', record: new Uint8Array(0) } as const;
  });
  if (endings.length > 0) await store.write({ endings });
}
