// What the handlers of messages work with: the parts of the server, and the one connection that asks.
import type { DownMessage } from '#protocol/down.ts';
import type { ErrorCode } from '#protocol/error-codes.ts';
import { bytesToKey } from '../bytes-key.ts';
import type { Counter } from '../metrics.ts';
import type { Storage } from '../storage/storage.ts';
import type { Fanout } from './fanout.ts';
import type { GroupCommit } from './group-commit.ts';
import type { Peer } from './peer.ts';
import type { RateLimiter } from './rate-limiter.ts';
import type { RoomFeeds } from './room-feeds.ts';
import type { Subscription } from './subscription.ts';

export type RelayParts = Readonly<{
  storage: Storage;
  feeds: RoomFeeds;
  fanout: Fanout;
  commits: GroupCommit;
  rates: Readonly<Record<'entries' | 'openings' | 'invitations' | 'erasures', RateLimiter>>;
  retentionDays: number;
  now(): number;
  count(counter: Counter, by?: number): void;
  report(error: unknown): void;
}>;

/** A chair this connection logged in to [SRV1]. */
export type Seat = Readonly<{ participantId: Bytes; deviceId: Bytes; subscription: Subscription }>;

export class Table {
  readonly parts: RelayParts;
  readonly peer: Peer;
  readonly nonce: Bytes;
  readonly host: string;
  readonly prefix: string;
  readonly #seatByRoom = new Map<string, Seat>();

  constructor(
    parts: RelayParts,
    peer: Peer,
    visitor: Readonly<{ nonce: Bytes; host: string; prefix: string }>,
  ) {
    this.parts = parts;
    this.peer = peer;
    this.nonce = visitor.nonce;
    this.host = visitor.host;
    this.prefix = visitor.prefix;
  }

  get seatCount(): number {
    return this.#seatByRoom.size;
  }

  seatAt(roomId: Bytes): Seat | null {
    const seat = this.#seatByRoom.get(bytesToKey(roomId));
    if (seat === undefined || !seat.subscription.isClosed) return seat ?? null;
    this.leave(roomId);
    return null;
  }

  sit(seat: Seat): void {
    this.#seatByRoom.set(bytesToKey(seat.subscription.roomId), seat);
    this.parts.feeds.join(seat.subscription);
  }

  leave(roomId: Bytes): void {
    const key = bytesToKey(roomId);
    const seat = this.#seatByRoom.get(key);
    this.#seatByRoom.delete(key);
    if (seat !== undefined) this.parts.feeds.leave(seat.subscription);
  }

  leaveAll(): void {
    for (const seat of [...this.#seatByRoom.values()]) this.leave(seat.subscription.roomId);
  }
}

/** What a request is answered with; null when it was answered already, or has no answer. */
export type Answer = DownMessage | null;

export function refuse(req: number, code: ErrorCode): DownMessage {
  return { type: 'refused', req, code };
}

/** Says that a room is no more, if it once was [DEL2] [DEL3]. */
export async function answerGone({ parts, peer }: Table, req: number, roomId: Bytes): Promise<Answer> {
  const tombstone = await parts.storage.tombstone(roomId);
  if (tombstone === null) return refuse(req, 'not-allowed');
  peer.send({ type: 'gone', roomId, ...tombstone });
  return refuse(req, 'gone');
}
