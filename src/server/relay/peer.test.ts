import { describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import type { LoggedEntry, PageQuery } from '../storage/storage.ts';
import { Peer } from './peer.ts';
import { relayLimits } from './relay-limits.ts';
import { Subscription } from './subscription.ts';

/** A socket whose other end reads when the test says so. */
class SlowSocket {
  readonly OPEN = 1;
  readyState = 1;
  bufferedAmount = 0;
  readonly #unread: { length: number; sent: () => void }[] = [];

  send(bytes: Uint8Array, sent: () => void): void {
    this.bufferedAmount += bytes.length;
    this.#unread.push({ length: bytes.length, sent });
  }

  async readOne(): Promise<number> {
    const one = this.#unread.shift();
    this.bufferedAmount -= one?.length ?? 0;
    one?.sent();
    await new Promise((resolve) => setImmediate(resolve));
    return one?.length ?? 0;
  }

  get unread(): number {
    return this.#unread.length;
  }

  terminate(): void {
    this.readyState = 3;
    for (const { sent } of this.#unread) sent();
  }
}

const roomId = new Uint8Array(16);
const participantId = new Uint8Array(16);
const deviceId = new Uint8Array(8);

function entry(seq: number): LoggedEntry {
  return { seq, participantId, deviceId, chainSeq: seq - 1, form: 'whole', bytes: new Uint8Array(16_000) };
}

function setUp(log: readonly LoggedEntry[]) {
  const socket = new SlowSocket();
  // Only what Peer uses of a socket is there.
  const peer = new Peer(socket as unknown as WebSocket);
  const storage = {
    readPage: async ({ afterSeq, maxBytes }: PageQuery) =>
      log.filter(({ seq }) => seq > afterSeq).slice(0, Math.floor(maxBytes / 16_000)),
  };
  const reported: unknown[] = [];
  const report = (error: unknown) => reported.push(error);
  const subscription = new Subscription({ roomId, peer, storage, held: [], report });
  return { socket, peer, subscription, reported };
}

describe('a slow reader', () => {
  it('[SRV4] gets one page at a time, however long the log', async () => {
    const log = Array.from({ length: 100 }, (_, index) => entry(index + 1));
    const { socket, subscription } = setUp(log);
    subscription.start({ lastSeq: 100, lastDay: 0, heads: [{ participantId, deviceId, seq: 99 }] });
    await new Promise((resolve) => setImmediate(resolve));
    let pages = 0;
    while (socket.unread > 0) {
      expect(socket.unread).toBe(1);
      await socket.readOne();
      pages += 1;
    }
    expect(pages).toBe(7);
  });

  it('is cut off when it leaves too much unread, and costs no more after that', async () => {
    const { socket, peer, subscription } = setUp([]);
    subscription.start({ lastSeq: 0, lastDay: 0, heads: [] });
    let seq = 0;
    while (peer.isOpen) {
      seq += 1;
      subscription.offer([entry(seq)]);
    }
    expect(socket.bufferedAmount).toBeLessThan(relayLimits.unreadBytes + 20_000);
    const before = socket.unread;
    subscription.offer([entry(seq + 1)]);
    expect(socket.unread).toBe(before);
  });

  it('[SRV4] what comes while a page is on its way is read from the log after it', async () => {
    const log = Array.from({ length: 3 }, (_, index) => entry(index + 1));
    const { socket, subscription } = setUp(log);
    subscription.start({ lastSeq: 3, lastDay: 0, heads: [{ participantId, deviceId, seq: 2 }] });
    await new Promise((resolve) => setImmediate(resolve));
    log.push(entry(4), entry(5));
    subscription.offer([entry(5)]);
    subscription.offer([entry(4)]);
    expect(socket.unread).toBe(1);
    await socket.readOne();
    expect(await socket.readOne()).toBeGreaterThan(2 * 16_000);
    expect(socket.unread).toBe(0);
  });
});
