// Who sits at which room on this server.
import { bytesToKey } from '../bytes-key.ts';
import type { LoggedEntry, Tombstone } from '../storage/storage.ts';
import type { Subscription } from './subscription.ts';

export class RoomFeeds {
  readonly #seatedByRoom = new Map<string, Set<Subscription>>();

  join(subscription: Subscription): void {
    const key = bytesToKey(subscription.roomId);
    const seated = this.#seatedByRoom.get(key) ?? new Set();
    seated.add(subscription);
    this.#seatedByRoom.set(key, seated);
  }

  leave(subscription: Subscription): void {
    subscription.close();
    const key = bytesToKey(subscription.roomId);
    const seated = this.#seatedByRoom.get(key);
    seated?.delete(subscription);
    if (seated?.size === 0) this.#seatedByRoom.delete(key);
  }

  offer(roomId: Bytes, entries: readonly LoggedEntry[]): void {
    for (const subscription of this.#at(roomId)) subscription.offer(entries);
  }

  hear(roomId: Bytes, seq: number): void {
    for (const subscription of this.#at(roomId)) subscription.hear(seq);
  }

  relayPresence(roomId: Bytes, envelope: Bytes, from: Subscription | null): void {
    for (const subscription of this.#at(roomId)) {
      if (subscription !== from) subscription.peer.send({ type: 'presence', envelope });
    }
  }

  /** Tells everyone at the room that it is no more, and clears their chairs [DEL2] [DEL3]. */
  end(roomId: Bytes, { reason, record }: Tombstone): void {
    for (const subscription of [...this.#at(roomId)]) {
      subscription.peer.send({ type: 'gone', roomId, reason, record });
      this.leave(subscription);
    }
  }

  /** Every room with somebody at it. */
  rooms(): Bytes[] {
    return [...this.#seatedByRoom.values()]
      .flatMap((seated) => [...seated].slice(0, 1))
      .map(({ roomId }) => roomId);
  }

  #at(roomId: Bytes): ReadonlySet<Subscription> {
    return this.#seatedByRoom.get(bytesToKey(roomId)) ?? new Set();
  }
}
