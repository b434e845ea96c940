import { getRandomValues } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateDeviceKey } from '#crypto/device-seal.ts';
import type { TableEvent } from '#domain/events.ts';
import { samenleergesprekKort } from '#domain/formats/samenleergesprek-kort.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { openEntry, sealEntry, toStub } from './entry-seal.ts';
import { createMemoryStore } from './memory-store.ts';
import { openNewRoom } from './new-room.ts';
import { loadRoom, type Room, type Writing } from './room.ts';
import type { Store } from './store.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));
let sealingKey: CryptoKey;

beforeAll(async () => {
  sealingKey = await generateDeviceKey();
});

/** Anouk opens a table on a device with this store. */
async function openRoom(store: Store = createMemoryStore()): Promise<Room> {
  const ports = { store, random, sealingKey, now: Date.now };
  const room = await openNewRoom('table', 'professional', samenleergesprekKort, ports);
  if (!room) throw new Error('the device is full');
  return room;
}

/** The same room again, from what the store holds. */
async function loadAgain(room: Room, store: Store): Promise<Room> {
  const [record] = await store.rooms();
  if (!record) throw new Error('the store holds no room');
  return loadRoom(record, room.keys(), { store, random });
}

async function copyOf(store: Store, room: Room): Promise<Store> {
  const copy = createMemoryStore();
  await copy.write({ rooms: await store.rooms(), entries: await store.entries(room.record().roomId) });
  return copy;
}

function named(name: string): Writing {
  return { kind: 'event', body: { type: 'profile', name, picture: 'boom' } satisfies TableEvent };
}

const nameIn = (room: Room) => room.state().profiles.get(room.me)?.name;
const placesIn = (room: Room) =>
  room.log.placed().map(({ chain, header }) => `${chain.split('/')[1]} ${header.seq}`);
const entriesOf = (room: Room) => room.log.placed().map(({ entry }) => entry);

describe('writing in a room', () => {
  it('[ENV3] gives two who write at once the next place and the one after it', async () => {
    const room = await openRoom();
    const outcomes = await Promise.all([room.write(named('one')), room.write(named('two'))]);
    expect(outcomes).toEqual(['written', 'written']);
    expect(room.log.placed().map(({ header }) => header.seq)).toEqual([0, 1, 2]);
    expect(nameIn(room)).toBe('two');
  });

  it('[ENV7] shows nothing that the device has no room for, and goes on from the same place later', async () => {
    const store = createMemoryStore();
    let isFull = false;
    const room = await openRoom({
      ...store,
      write: async (change) => (isFull ? 'full' : store.write(change)),
    });
    await room.write(named('before'));
    let changes = 0;
    room.subscribe(() => {
      changes += 1;
    });
    isFull = true;
    expect(await room.write(named('lost'))).toBe('full');
    expect(await room.update(async () => ({ record: { isOpened: true } }))).toBe('full');
    expect(nameIn(room)).toBe('before');
    expect(room.record().isOpened).toBe(false);
    expect(changes).toBe(0);
    isFull = false;
    expect(await room.write(named('after'))).toBe('written');
    expect(room.log.placed().map(({ header }) => header.seq)).toEqual([0, 1, 2]);
    expect(nameIn(await loadAgain(room, store))).toBe('after');
  });

  it('opens no room at all on a device that is full', async () => {
    const store: Store = { ...createMemoryStore(), write: async () => 'full' };
    const ports = { store, random, sealingKey, now: Date.now };
    expect(await openNewRoom('table', 'professional', samenleergesprekKort, ports)).toBeUndefined();
  });

  it('goes on after a write that failed: the one after it is not lost', async () => {
    const store = createMemoryStore();
    let fails = false;
    const room = await openRoom({
      ...store,
      write: async (change) => {
        if (!fails) return store.write(change);
        fails = false;
        throw new Error('the disk is gone');
      },
    });
    fails = true;
    const [lost, kept] = await Promise.allSettled([room.write(named('lost')), room.write(named('kept'))]);
    expect(lost.status).toBe('rejected');
    expect(kept).toEqual({ status: 'fulfilled', value: 'written' });
    expect(nameIn(room)).toBe('kept');
  });
});

describe('[ENV6] a copy of a device', () => {
  it('that wrote where I did not yet: I take its words, and go on under a new device id', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    const { deviceId } = room.record();
    const copy = await loadAgain(room, await copyOf(store, room));
    await copy.write(named('by the copy'));
    await room.receive(entriesOf(copy));
    expect(nameIn(room)).toBe('by the copy');
    expect(room.log.forks().size).toBe(0);
    expect(room.record().deviceId).not.toBe(deviceId);
    await room.write(named('by me'));
    expect(placesIn(room)).toEqual([`${deviceId} 0`, `${deviceId} 1`, `${room.record().deviceId} 0`]);
    await copy.receive(entriesOf(room));
    expect(nameIn(copy)).toBe('by me');
    expect((await loadAgain(room, store)).record().deviceId).toBe(room.record().deviceId);
  });

  it('that wrote where I wrote too: nothing counts from there on, and I go on under a new device id', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    await room.write(named('before'));
    const { deviceId } = room.record();
    const copy = await loadAgain(room, await copyOf(store, room));
    await Promise.all([room.write(named('mine')), copy.write(named('of the copy'))]);
    await room.receive(entriesOf(copy));
    expect(nameIn(room)).toBe('before');
    expect([...room.log.forks().values()]).toEqual([2]);
    expect(room.record().deviceId).not.toBe(deviceId);
    await room.write(named('again'));
    expect(nameIn(room)).toBe('again');
    expect(nameIn(await loadAgain(room, store))).toBe('again');
    expect((await loadAgain(room, store)).log.forks()).toEqual(room.log.forks());
  });

  it('that turns out to have written earlier than was known: nothing counts from that earlier place on', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    await room.write(named('before'));
    const early = await loadAgain(room, await copyOf(store, room));
    await room.write(named('between'));
    const late = await loadAgain(room, await copyOf(store, room));
    await Promise.all([room.write(named('mine')), late.write(named('late')), early.write(named('early'))]);
    await room.receive(entriesOf(late));
    expect(nameIn(room)).toBe('between');
    await room.receive(entriesOf(early));
    expect(nameIn(room)).toBe('before');
    expect(nameIn(await loadAgain(room, store))).toBe('before');
  });

  it('in another tab, with the same store: what I write comes to lie in a chain of my own', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    const tab = await loadAgain(room, store);
    expect(await room.write(named('here'))).toBe('written');
    expect(await tab.write(named('there'))).toBe('written');
    expect(tab.record().deviceId).not.toBe(room.record().deviceId);
    await room.receive(entriesOf(tab));
    expect(room.log.forks().size).toBe(0);
    expect(room.log.placed()).toHaveLength(3);
  });
});

describe('what comes from outside', () => {
  it('is stored before anybody is told how it turned out, and is there again after a reload', async () => {
    const [store, other] = [createMemoryStore(), createMemoryStore()];
    const room = await openRoom(store);
    const tablet = await loadAgain(room, await copyOf(store, room));
    await tablet.write(named('elsewhere'));
    await other.write({ rooms: await store.rooms() });
    const reader = await loadAgain(room, other);
    await reader.receive(entriesOf(tablet));
    expect(nameIn(await loadAgain(room, other))).toBe('elsewhere');
  });

  it('[ENV5] changes nothing when a bit of it is turned, wherever', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    const copy = await loadAgain(room, await copyOf(store, room));
    await copy.write(named('by the copy'));
    const [, entry] = entriesOf(copy);
    if (!entry) throw new Error('nothing was written');
    for (let at = 0; at < entry.bytes.length; at += 7) {
      const bytes = entry.bytes.slice();
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      expect(await room.receive([{ ...entry, bytes }])).toEqual([]);
    }
    expect(nameIn(room)).toBeUndefined();
    expect(room.log.missingFrom()).toEqual([]);
    expect(await room.receive([entry])).toHaveLength(1);
  });

  it('[ENV5] of another room with the same people changes nothing', async () => {
    const [room, other] = [await openRoom(), await openRoom()];
    await other.write(named('elsewhere'));
    expect(await room.receive(entriesOf(other))).toEqual([]);
    expect(room.log.placed()).toHaveLength(1);
  });

  it('[ENV1] is whole without the words that were blanked: what is left of them still verifies', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    const empty = createMemoryStore();
    await empty.write({ rooms: await store.rooms() });
    for (const name of ['first', 'second']) await room.write(named(name));
    const [genesis, first, second] = await Promise.all(
      entriesOf(room).map((entry) => openEntry(entry, room.keys())),
    );
    if (!genesis || !first || !second) throw new Error('nothing was written');
    const { entry: stub } = await toStub(first);
    // The last byte of the body's hash, which stands before the signature.
    const other = { ...stub, bytes: stub.bytes.slice() };
    other.bytes[stub.bytes.length - 65] = (stub.bytes.at(-65) ?? 0) ^ 1;
    const reader = await loadAgain(room, empty);
    expect(await reader.receive([genesis.entry, second.entry, other])).toHaveLength(1);
    expect(await reader.receive([stub])).toHaveLength(2);
    expect(reader.log.placed().map(({ text }) => text)).toEqual([genesis.text, undefined, second.text]);
    expect(nameIn(reader)).toBe('second');
  });

  it('[DEL1] lacks words of somebody, and says of whom, until they say themselves which of theirs must go', async () => {
    const store = createMemoryStore();
    const room = await openRoom(store);
    const empty = createMemoryStore();
    await empty.write({ rooms: await store.rooms() });
    await room.write(named('gone'));
    const [genesis, word] = room.log.placed();
    if (!genesis || !word) throw new Error('nothing was written');
    const reader = await loadAgain(room, empty);
    await reader.receive([genesis.entry, (await toStub(word)).entry]);
    expect(reader.withheldFrom()).toEqual([room.me]);
    // Whatever it said: who withholds it does not take a chair away with it [INV4].
    expect(reader.acts()).toEqual([{ by: room.me, chain: word.chain, seq: word.header.seq }]);
    await room.write({ kind: 'blank', places: [{ chain: word.chain, seq: word.header.seq }] });
    await reader.receive(entriesOf(room));
    for (const one of [reader, room]) {
      expect(one.withheldFrom()).toEqual([]);
      expect(one.acts()).toEqual([]);
    }
  });

  it('[INV3] is no second beginning, also when the opener signs it', async () => {
    const room = await openRoom();
    const [genesis] = room.log.placed();
    const opened = genesis && (await openEntry(genesis.entry, room.keys()));
    if (!opened?.text) throw new Error('no genesis');
    const header = { ...opened.header, deviceId: random(8), seq: 0, prev: FIRST_PREV };
    const again = await sealEntry(room.keys(), header, opened.text, random);
    expect(await room.receive([again.entry])).toEqual([]);
    expect(room.log.placed()).toHaveLength(1);
  });
});
