import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '#device/device.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store } from '#device/store.ts';
import type { Table } from '#device/table.ts';
import { anouk, bilal, deviceFor, inviteTo, joinAs, nextChange, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { walkTo } from './walk.ts';

const day = 86_400_000;

type Sitting = {
  readonly hers: Device;
  readonly his: Device;
  readonly table: Table;
  readonly guest: Table;
  readonly store: Store;
  readonly hisStore: Store;
};

/** Both laid one card at the moment; both keep one card for themselves. */
async function sitWithCards(origin: string, now: () => number = Date.now): Promise<Sitting> {
  const [store, hisStore] = [createMemoryStore(), createMemoryStore()];
  const hers = await deviceFor(origin, store, now);
  const his = await deviceFor(origin, hisStore, now);
  const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
  const guest = await joinAs(bilal, his, await inviteTo(table));
  for (const one of [table, guest]) one.beHere(true);
  await walkTo('moment', [table, guest]);
  await table.lay('strook', { symbols: ['uitleggen'] });
  await guest.lay('strook', { symbols: ['brief'] });
  await guest.keep({ symbols: ['blij'] });
  for (const one of [table, guest]) {
    await until(one, ({ view }) => view?.shown?.spots[0]?.cards.length === 2);
    await one.save();
  }
  return { hers, his, table, guest, store, hisStore };
}

/** The device has nothing left of any room but what ended it. */
async function expectNothingLeft(device: Device, store: Store, { roomId }: Table): Promise<void> {
  while (device.table(roomId)) await nextChange(device);
  expect(await store.rooms()).toEqual([]);
  expect(await store.entries(roomId)).toEqual([]);
}

describe('[DEL2] throwing everything away', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('wipes both devices and the server; the other may keep own cards, and nothing of mine', async () => {
    const { hers, his, table, guest, store, hisStore } = await sitWithCards(server.origin);
    expect(await guest.erase()).toEqual({ ok: true, value: true });
    await expectNothingLeft(his, hisStore, guest);
    await expectNothingLeft(hers, store, table);
    const [ended] = hers.ended().filter(({ roomId }) => roomId === table.roomId);
    expect(ended?.farewell).toMatchObject({ by: { name: 'Bilal', picture: 'zon' } });
    const cards = ended?.farewell?.copy.pages
      .filter(({ chapter }) => chapter === 'a')
      .flatMap((page) => page.cards);
    expect(cards).toMatchObject([{ symbols: ['uitleggen'] }]);
    expect(his.ended().every(({ farewell }) => farewell === undefined)).toBe(true);
    await hers.dropFarewell(table.roomId);
    expect(hers.ended().every(({ farewell }) => farewell === undefined)).toBe(true);
    for (const device of [hers, his]) device.close();
  });

  it('works without a network, and reaches the other as soon as there is one', async () => {
    const away = await startTestServer();
    const { hers, his, table, guest, store, hisStore } = await sitWithCards(away.origin);
    await away.pause();
    await until(guest, ({ isConnected }) => !isConnected);
    expect((await guest.erase()).ok).toBe(true);
    await expectNothingLeft(his, hisStore, guest);
    expect(hers.table(table.roomId)).toBeDefined();
    await away.resume();
    for (const device of [hers, his]) device.wake();
    await expectNothingLeft(hers, store, table);
    for (const device of [hers, his]) device.close();
    await away.stop();
  });

  it('cannot be undone by a device that was away: it wipes itself when it comes back', async () => {
    const { hers, his, table, guest, store } = await sitWithCards(server.origin);
    hers.close();
    await guest.erase();
    const again = await deviceFor(server.origin, store);
    await expectNothingLeft(again, store, table);
    for (const device of [again, his]) device.close();
  });

  it('cannot be undone by a server that is restored from a copy of before', async () => {
    const restored = await startTestServer();
    const { hers, his, table, guest, store } = await sitWithCards(restored.origin);
    hers.close();
    await restored.pause();
    const copy = await mkdtemp(join(tmpdir(), 'slw-copy-'));
    await cp(restored.dataDir, copy, { recursive: true });
    await restored.resume();
    his.wake();
    await his.connected();
    await guest.erase();
    await restored.pause();
    await cp(copy, restored.dataDir, { recursive: true });
    await restored.resume();
    const again = await deviceFor(restored.origin, store);
    his.wake();
    await expectNothingLeft(again, store, table);
    for (const device of [again, his]) device.close();
    await restored.stop();
    await rm(copy, { recursive: true });
  });
});

describe('[DEL3] a table whose days are over', () => {
  it('says beforehand when, and is gone on every device that asks after that day', async () => {
    let now = Date.now();
    const server = await startTestServer({ now: () => now });
    const { hers, his, table, store, hisStore } = await sitWithCards(server.origin, () => now);
    const { leavesOn } = table.see();
    expect(new Date(leavesOn).getTime()).toBe((Math.floor(now / day) + 181) * day);
    for (const device of [hers, his]) device.close();
    await server.pause();
    now = leavesOn;
    await server.resume();
    const again = await deviceFor(server.origin, store, () => now);
    expect(again.table(table.roomId)?.see().isPast).toBe(true);
    await expectNothingLeft(again, store, table);
    expect(again.ended().every(({ farewell }) => farewell === undefined)).toBe(true);
    const slow = await deviceFor(server.origin, hisStore, () => leavesOn - day);
    await slow.connected();
    expect(slow.table(table.roomId)).toBeDefined();
    for (const device of [again, slow]) device.close();
    await server.stop();
  });

  it('takes nobody’s own cards before it goes itself: as long as people come back there, those stay too', async () => {
    let now = Date.now();
    const server = await startTestServer({ now: () => now });
    const { hers, his, table, guest, hisStore } = await sitWithCards(server.origin, () => now);
    now += 100 * day;
    await table.sayWhoSitsBy('tolk');
    const leavesOn = (Math.floor(now / day) + 181) * day;
    await until(guest, (sight) => sight.leavesOn === leavesOn);
    await guest.save();
    await until(guest, ({ saved }) => saved === 'server');
    for (const device of [hers, his]) device.close();
    await server.pause();
    now += 100 * day;
    await server.resume();
    const again = await deviceFor(server.origin, hisStore, () => now);
    const [same] = again.tables();
    if (!same) throw new Error('the table is not on the device');
    await until(same, ({ isConnected }) => isConnected);
    expect((await same.keep({ symbols: ['thee'] })).ok).toBe(true);
    const { kept } = await until(same, ({ saved }) => saved === 'server');
    expect(kept.map(({ content }) => content.symbols)).toEqual([['blij'], ['thee']]);
    expect((await hisStore.rooms()).map(({ kind }) => kind).toSorted()).toEqual(['hand', 'table']);
    again.close();
    await server.stop();
  });
});
