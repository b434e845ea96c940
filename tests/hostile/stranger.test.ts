import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idBytes, toRoomId } from '#device/ids.ts';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store } from '#device/store.ts';
import type { Table } from '#device/table.ts';
import { type DownMessage, encodeDown } from '#protocol/down.ts';
import {
  anouk,
  asked,
  beginAnewAt,
  bilal,
  deviceFor,
  eva,
  inviteTo,
  joinAs,
  openTableFor,
  until,
} from '../people.ts';
import { startTestServer, type TestServer } from '../simulation/server.ts';
import { walkTo } from '../simulation/walk.ts';
import { EvaBetween } from './eva-between.ts';
import { shows } from './seen.ts';

describe('a stranger who scans the invitation first', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('[INV4] keeps her key and her chain, and gets nothing more than that the table is gone', async () => {
    const { origin } = server;
    const [hers, his] = [await deviceFor(origin), await deviceFor(origin)];
    const first = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const early = await joinAs(bilal, his, await inviteTo(first));
    await early.keep({ symbols: ['koffie'] });
    await until(early, ({ pictures }) => pictures !== undefined);
    await early.rejectPictures();
    await until(first, ({ mustBeginAnew }) => mustBeginAnew);
    const table = await beginAnewAt(first, hers);

    const fragment = await inviteTo(table);
    const [store, between] = [storeThatForgetsNothing(), new EvaBetween(origin)];
    const evas = await deviceFor(origin, store, Date.now, between.openSocket);
    const stranger = await joinAs(eva, evas, fragment);
    await until(stranger, ({ pictures }) => pictures !== undefined);
    const link = await parseFragment(fragment);
    if (!link) throw new Error('not a link');
    expect(await his.join(link, { profile: bilal, shown: asked })).toEqual({ ok: false, error: 'not-valid' });
    await table.rejectPictures();
    await until(stranger, ({ isChairRevoked }) => isChairRevoked);

    const heard = between.saidDown.length;
    const fresh = await beginAnewAt(table, hers);
    await between.until(() => between.saidDown.slice(heard).some(isGone(table)));
    const guest = await joinAs(bilal, his, await inviteTo(fresh));
    for (const one of [fresh, guest]) one.beHere(true);
    await walkTo('moment', [fresh, guest]);
    await fresh.lay('strook', { symbols: ['uitleggen'] });
    const [kept] = guest.see().kept;
    expect(kept?.content.symbols).toEqual(['koffie']);
    await guest.lay('strook', { symbols: ['brief'] });
    for (const one of [fresh, guest]) await until(one, (sight) => shows(sight).cards?.length === 2);
    expect(fresh.see().view?.others).toMatchObject([{ name: 'Bilal' }]);

    evas.close();
    const again = new EvaBetween(origin);
    const back = await deviceFor(origin, store, Date.now, again.openSocket);
    expect(back.table(table.roomId)).toBeDefined();
    await again.until(() => again.saidDown.some(isGone(table)));
    const told = [...between.saidDown.slice(heard), ...again.saidDown];
    expect(told.filter((message) => isOf(table)(message) && message.type !== 'gone')).toEqual([]);
    const id = Buffer.from(idBytes(fresh.roomId));
    expect(told.some((message) => Buffer.from(encodeDown(message)).includes(id))).toBe(false);
    expect((await store.rooms()).some(({ roomId }) => roomId === fresh.roomId)).toBe(false);
    for (const device of [hers, his, back]) device.close();
  });

  it('[INV4] is known by her use of it when she never sits down, also after a restart', async () => {
    const { origin } = server;
    const store = createMemoryStore();
    const [hers, his] = [await deviceFor(origin, store), await deviceFor(origin)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const between = new EvaBetween(origin);
    const evas = await deviceFor(origin, createMemoryStore(), Date.now, between.openSocket);
    between.up = (message) => (message.type === 'append' ? [] : [message]);
    await joinAs(eva, evas, await inviteTo(table));
    expect(table.see()).toMatchObject({ seatAttempts: 0, mustBeginAnew: false });
    expect(await table.invite('resident', 'sent')).toEqual({ ok: false, error: 'refused' });
    expect(table.see().mustBeginAnew).toBe(true);

    hers.close();
    const back = await deviceFor(origin, store);
    const same = back.table(table.roomId);
    if (!same) throw new Error('the table is there');
    await until(same, ({ isConnected }) => isConnected);
    expect(await same.invite('resident', 'screen')).toEqual({ ok: false, error: 'refused' });
    const fresh = await beginAnewAt(same, back);
    const guest = await joinAs(bilal, his, await inviteTo(fresh));
    await until(guest, ({ mySeat }) => mySeat === 'taken');
    expect(fresh.see().mustBeginAnew).toBe(false);
    for (const device of [back, evas, his]) device.close();
  });
});

/** Eva's altered app keeps what an honest one throws away. */
function storeThatForgetsNothing(): Store {
  const store = createMemoryStore();
  return { ...store, write: ({ endings: _forgotten, ...change }) => store.write(change) };
}

function isOf({ roomId }: Table) {
  return (message: DownMessage) => 'roomId' in message && toRoomId(message.roomId) === roomId;
}

function isGone(table: Table) {
  return (message: DownMessage) => message.type === 'gone' && isOf(table)(message);
}
