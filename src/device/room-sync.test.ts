import { getRandomValues } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateDeviceKey } from '#crypto/device-seal.ts';
import { samenleergesprekKort } from '#domain/formats/samenleergesprek-kort.ts';
import type { AppendOutcome, ErrorCode } from '#protocol/error-codes.ts';
import type { Answer, Connection, Listener, Question } from './connection.ts';
import { createMemoryStore } from './memory-store.ts';
import { openNewRoom } from './new-room.ts';
import type { Room } from './room.ts';
import { type RoomSync, syncRoom } from './room-sync.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));
let sealingKey: CryptoKey;
beforeAll(async () => {
  sealingKey = await generateDeviceKey();
});

type Planned = { readonly milliseconds: number; readonly run: () => void };

/** Anouk's new room, and a server that answers as the test says; time passes when the test says so. */
async function room() {
  const ports = { store: createMemoryStore(), random, sealingKey, now: () => 0 };
  const made = await openNewRoom('table', 'professional', samenleergesprekKort, ports);
  if (!made) throw new Error('the device is full');
  const asked: Question['type'][] = [];
  const refusals = new Map<Question['type'], ErrorCode[]>();
  const planned = new Set<Planned>();
  const listeners = new Set<Listener>();
  const greeting = { nonce: random(32), host: 'tafel.example', retentionDays: 180 };
  let isConnected = true;
  const connection: Connection = {
    ask: async (question) => {
      asked.push(question.type);
      const code = refusals.get(question.type)?.shift();
      if (!isConnected) return undefined;
      // A gap is found entry by entry; all else is refused whole.
      if (question.type === 'append' && code === 'gap') return appended(question, code);
      return code ? { type: 'refused', req: 1, code } : answerTo(question);
    },
    tell: () => true,
    hello: () => (isConnected ? greeting : undefined),
    isOutdated: () => false,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => undefined,
    close: () => undefined,
  };
  const after = (milliseconds: number, run: () => void) => {
    const plan = { milliseconds, run };
    planned.add(plan);
    return () => planned.delete(plan);
  };
  return {
    room: made,
    asked,
    planned,
    refuse: (type: Question['type'], ...codes: readonly ErrorCode[]) => refusals.set(type, [...codes]),
    sync: () => syncRoom(made, connection, { after, now: () => 0 }),
    disconnect: () => {
      isConnected = false;
      for (const listener of listeners) listener.onDisconnected?.();
    },
    passTime: () => {
      const [next] = planned;
      if (!next) throw new Error('nothing is planned');
      planned.delete(next);
      next.run();
    },
  };
}

function answerTo(question: Question): Answer {
  switch (question.type) {
    case 'attach':
      return { type: 'attached', req: 1, roomId: question.roomId, lastDay: 0, heads: [] };
    case 'append':
      return appended(question, 'done');
    default:
      return { type: 'done', req: 1 };
  }
}

function appended({ entries }: Extract<Question, { type: 'append' }>, outcome: AppendOutcome): Answer {
  return { type: 'appended', req: 1, outcomes: entries.map(() => outcome) };
}

/** Resolves once this holds. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}

const saved = (sync: RoomSync) => until(() => sync.isAttached() && sync.isSaved());
const write = (one: Room) => one.write({ kind: 'event', body: { type: 'profile', picture: 'boom' } });

describe('a room whose server cannot just now', () => {
  it.each(['rate-limited', 'server-error', 'storage-full'] as const)(
    'is opened there once it can, when it said %s',
    async (code) => {
      const { refuse, planned, passTime, sync } = await room();
      refuse('open-room', code, code);
      const syncing = sync();
      for (let turn = 0; turn < 2; turn += 1) {
        await until(() => planned.size > 0);
        expect(syncing.isAttached()).toBe(false);
        passTime();
      }
      await saved(syncing);
      expect(planned.size).toBe(0);
    },
  );

  it.each(['rate-limited', 'server-error', 'not-allowed'] as const)(
    'is logged in to once it can, when it said %s',
    async (code) => {
      const { refuse, planned, passTime, sync, asked } = await room();
      refuse('attach', code, code, code, code);
      const syncing = sync();
      await until(() => planned.size > 0);
      expect(syncing.isAttached()).toBe(false);
      await until(() => {
        if (planned.size > 0) passTime();
        return syncing.isAttached();
      });
      await saved(syncing);
      expect(asked.at(-1)).toBe('append');
    },
  );

  it.each(['rate-limited', 'storage-full'] as const)(
    'keeps its words until it takes them, when it said %s',
    async (code) => {
      const { room: mine, refuse, planned, passTime, sync } = await room();
      const syncing = sync();
      await saved(syncing);
      refuse('append', code, code, code);
      for (let card = 0; card < 2; card += 1) {
        await write(mine);
        await syncing.push();
      }
      expect(syncing.trouble()).toBe(code);
      // However often it was tried, one next try is planned.
      expect(planned.size).toBe(1);
      for (let turn = 0; turn < 2; turn += 1) {
        await until(() => planned.size > 0);
        passTime();
      }
      await saved(syncing);
      expect(syncing.trouble()).toBeUndefined();
    },
  );

  it.each(['gap', 'not-allowed'] as const)(
    'logs in again and brings all that it lacks, when it said %s',
    async (code) => {
      const { room: mine, refuse, asked, planned, passTime, sync } = await room();
      const syncing = sync();
      await saved(syncing);
      await write(mine);
      refuse('append', code);
      await syncing.push();
      expect(planned.size).toBe(1);
      passTime();
      await saved(syncing);
      expect(asked.slice(-3)).toEqual(['append', 'attach', 'append']);
      await write(mine);
      await syncing.push();
      expect(syncing.isSaved()).toBe(true);
    },
  );

  it('is not asked again after the connection broke, or after this device let it go', async () => {
    for (const how of ['disconnect', 'close'] as const) {
      const { refuse, planned, sync, disconnect } = await room();
      refuse('open-room', 'rate-limited');
      const syncing = sync();
      await until(() => planned.size > 0);
      if (how === 'close') syncing.close();
      else disconnect();
      expect(planned.size).toBe(0);
    }
  });
});
