// The relay stores and hands on what devices say to each other, without being able to read it.
import type { WebSocket } from 'ws';
import type { Counter } from '../metrics.ts';
import type { Storage } from '../storage/storage.ts';
import { Connection, type Visitor } from './connection.ts';
import type { Fanout } from './fanout.ts';
import { GroupCommit } from './group-commit.ts';
import { RateLimiter } from './rate-limiter.ts';
import { relayRates } from './relay-limits.ts';
import type { RoomFeeds } from './room-feeds.ts';
import type { RelayParts } from './table.ts';

type Parts = Readonly<{
  storage: Storage;
  feeds: RoomFeeds;
  fanout: Fanout;
  retentionDays: number;
  now(): number;
  randomBytes(length: number): Bytes;
  count(counter: Counter, by?: number): void;
  report(error: unknown): void;
}>;

const nonceBytes = 32;

export class Relay {
  readonly #parts: Parts;
  readonly #shared: RelayParts;
  readonly #connections = new Set<Connection>();

  constructor(parts: Parts) {
    const { storage, feeds, fanout, retentionDays, now, count, report } = parts;
    this.#parts = parts;
    this.#shared = {
      storage,
      feeds,
      fanout,
      retentionDays,
      now,
      count,
      report,
      commits: new GroupCommit({ storage, now, count, report }),
      rates: {
        entries: new RateLimiter(relayRates.entries, now),
        openings: new RateLimiter(relayRates.openings, now),
        invitations: new RateLimiter(relayRates.invitations, now),
        erasures: new RateLimiter(relayRates.erasures, now),
      },
    };
  }

  get openSockets(): number {
    return this.#connections.size;
  }

  accept(socket: WebSocket, visitor: Visitor): void {
    const connection = new Connection(this.#shared, socket, visitor, this.#parts.randomBytes(nonceBytes));
    this.#connections.add(connection);
    socket.on('close', () => {
      connection.idle().then(() => this.#connections.delete(connection), this.#parts.report);
    });
  }

  /** Every half minute: cuts off connections that fell silent. */
  beat(): void {
    for (const connection of this.#connections) connection.beat();
  }

  /** Every minute: what is past its time is deleted [DEL3] [INV2], and who sits there is told. */
  async sweep(): Promise<void> {
    const { storage, feeds, fanout, now, retentionDays } = this.#parts;
    for (const limiter of Object.values(this.#shared.rates)) limiter.sweep();
    const ended = await storage.sweepExpired(now(), retentionDays);
    for (const roomId of ended) {
      feeds.end(roomId, { reason: 'expired', record: new Uint8Array(0) });
      fanout.publish({ kind: 'gone', roomId });
    }
  }

  /** Resolves when everything that was asked is on the disk. */
  async idle(): Promise<void> {
    await Promise.all([...this.#connections].map((connection) => connection.idle()));
    await this.#shared.commits.idle();
  }
}
