// The relay without the server around it: time passes when the test says so, and two relays share one storage.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { eventually } from '../eventually-for-test.ts';
import { createStorage } from '../storage/create-storage.ts';
import { openSqlite } from '../storage/sqlite.ts';
import { type Storage, StorageFullError } from '../storage/storage.ts';
import { storageLimits } from '../storage/storage-limits.ts';
import { hash, random, TestClient, TestPerson } from './device-for-test.ts';
import { envelopeToStub } from './incoming-entry.ts';
import { FanoutHub } from './local-fanout.ts';
import { listenToOthers } from './other-servers.ts';
import { Relay } from './relay.ts';
import { RoomFeeds } from './room-feeds.ts';

const day = 86_400_000;

let folder: string;
let storage: Storage;
let hub: FanoutHub;
let now: number;
let ends: (() => Promise<void>)[];
let reported: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'samenleerwijzer-'));
  const engine = openSqlite(folder);
  if (!engine.ok) throw new Error(engine.error);
  storage = await createStorage({ engine: engine.value, limits: storageLimits, toStub: envelopeToStub });
  hub = new FanoutHub();
  now = Date.UTC(2026, 10, 23, 12);
  ends = [];
  reported = [];
});

afterEach(async () => {
  for (const end of ends.reverse()) await end();
  await storage.close();
  rmSync(folder, { recursive: true });
  expect(reported).toEqual([]);
});

async function startRelay(changes: Partial<Storage> = {}): Promise<{ relay: Relay; origin: string }> {
  const report = (error: unknown) => reported.push(error);
  const feeds = new RoomFeeds();
  const changed = { ...storage, ...changes };
  const relay = new Relay({
    storage: changed,
    feeds,
    fanout: hub.join(listenToOthers({ feeds, storage: changed, report })),
    retentionDays: 180,
    now: () => now,
    randomBytes: random,
    count: () => undefined,
    report,
  });
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await once(sockets, 'listening');
  const address = sockets.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  sockets.on('connection', (socket) => relay.accept(socket, { host: new URL(origin).host, prefix: 'test' }));
  ends.push(async () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    await once(sockets, 'close');
    await relay.idle();
  });
  return { relay, origin };
}

async function openTable(origin: string) {
  const anouk = new TestPerson(random(16));
  const laptop = await TestClient.connect(origin);
  await laptop.open(anouk);
  await laptop.attach(anouk);
  return { anouk, laptop, roomId: anouk.roomId };
}

describe('as time passes', () => {
  it('[DEL3] who sits at a room past its days is told that it is gone', async () => {
    const { relay, origin } = await startRelay();
    const { anouk, laptop, roomId } = await openTable(origin);
    now += 180 * day;
    await relay.sweep();
    expect(await laptop.append(roomId, anouk.write())).toMatchObject({ outcomes: ['done'] });
    now += 181 * day;
    await relay.sweep();
    expect(await laptop.first('gone')).toEqual({
      type: 'gone',
      roomId,
      reason: 'expired',
      record: new Uint8Array(),
    });
    expect(await laptop.attach(anouk)).toMatchObject({ code: 'gone' });
  });

  it('a connection that gives no sign of life is cut off, one that does stays', async () => {
    const { relay, origin } = await startRelay();
    const { laptop } = await openTable(origin);
    const silent = await TestClient.connect(origin);
    const closed = silent.closed();
    silent.socket.pause();
    const ping = once(laptop.socket, 'ping');
    relay.beat();
    await ping;
    await eventually(() => expect(relay.openSockets).toBe(2));
    await laptop.ask({ type: 'look', inviteId: random(16), proof: random(32) });
    relay.beat();
    await eventually(() => expect(relay.openSockets).toBe(1));
    silent.socket.resume();
    expect(await closed).toBe(1006);
    expect(laptop.socket.readyState).toBe(laptop.socket.OPEN);
  });
});

describe('two relays on one storage', () => {
  it('[SRV4] what is stored by one is handed out by the other, in order and once', async () => {
    const [here, there] = [await startRelay(), await startRelay()];
    const { anouk, laptop, roomId } = await openTable(here.origin);
    const reader = await TestClient.connect(there.origin);
    await reader.attach(anouk);
    const cards = Array.from({ length: 30 }, () => anouk.write());
    for (const card of cards) await laptop.append(roomId, card);
    await eventually(() => expect(reader.entries()).toHaveLength(31));
    expect(reader.entries().slice(1).map(hash)).toEqual(cards.map(hash));
  });

  it('[DEL2] [SRV7] presence and the end of a room reach who sits at the other', async () => {
    const [here, there] = [await startRelay(), await startRelay()];
    const { anouk, laptop, roomId } = await openTable(here.origin);
    const reader = await TestClient.connect(there.origin);
    await reader.attach(anouk);
    const envelope = anouk.write('presence');
    expect(await laptop.ask({ type: 'presence', envelope })).toMatchObject({ type: 'done' });
    expect(await reader.first('presence')).toEqual({ type: 'presence', envelope });
    await laptop.ask({ type: 'erase', record: anouk.eraseRecord() });
    expect(await reader.first('gone')).toMatchObject({ roomId, reason: 'erased' });
  });
});

describe('when the disk is full', () => {
  it('opening and appending are refused with that code, and reading goes on', async () => {
    const full = async () => {
      throw new StorageFullError('full');
    };
    const [working, filled] = [await startRelay(), await startRelay({ openRoom: full, appendBatch: full })];
    const { anouk, roomId } = await openTable(working.origin);
    const client = await TestClient.connect(filled.origin);
    expect(await client.open(new TestPerson(random(16)))).toMatchObject({
      type: 'refused',
      code: 'storage-full',
    });
    expect(await client.attach(anouk)).toMatchObject({ type: 'attached' });
    expect(await client.append(roomId, anouk.write())).toMatchObject({ outcomes: ['storage-full'] });
    await eventually(() => expect(client.entries()).toHaveLength(1));
  });
});
