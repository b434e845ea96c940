import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import type { Device } from '#device/device.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store, StoreChange } from '#device/store.ts';
import type { Table, TableSight } from '#device/table.ts';
import {
  anouk,
  bilal,
  deviceFor,
  inviteTo,
  joinAs,
  openTableFor,
  sitTogether,
  until,
  workingKeyOf,
} from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { walkTo } from './walk.ts';

async function comeBack(device: Device, code: string): Promise<Table> {
  await device.connected();
  const back = await device.useKey(code);
  if (!back.ok) throw new Error(back.error);
  return back.value;
}

/** The first answer to `use-key` never arrives: the socket breaks instead. */
function loseFirstKey(origin: string): (url: string) => WebSocket {
  let isLost = false;
  return (url) => {
    const socket = new WebSocket(url, { origin });
    const emit = socket.emit.bind(socket);
    socket.emit = (name: string | symbol, ...rest: unknown[]) => {
      const [data] = rest;
      // The first byte of a message is its type; 9 is `key`.
      const isKey = name === 'message' && data instanceof ArrayBuffer && new Uint8Array(data)[0] === 9;
      if (!isKey || isLost) return emit(name, ...rest);
      isLost = true;
      socket.terminate();
      return true;
    };
    return socket;
  };
}

/** As when somebody copies a browser profile: the same keys, the same log. */
async function copyOf(store: Store): Promise<Store> {
  const copy = createMemoryStore();
  const key = await store.sealingKey(() => Promise.reject(new Error('nothing to copy')));
  await copy.sealingKey(async () => key);
  for (const room of await store.rooms()) {
    await copy.write({ rooms: [room], entries: await store.entries(room.roomId) });
  }
  return copy;
}

const mineIn = (view: TableSight['view']) =>
  view?.shown?.spots[0]?.cards.find(({ isMine }) => isMine)?.content?.symbols;

describe('coming back with a key', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('[RET1] brings the cards and my own cards to a third device, and the other sees that it is new', async () => {
    const pair = await sitTogether(server.origin);
    await walkTo('betekenis', [pair.anouk, pair.bilal]);
    await pair.bilal.lay('betekenis', { symbols: ['lastig', 'stress'] });
    await pair.bilal.keep({ symbols: ['geld'] });
    await pair.bilal.save();
    const code = await workingKeyOf(pair.bilal);

    const devices = [await deviceFor(server.origin), await deviceFor(server.origin)];
    for (const device of devices) {
      const back = await comeBack(device, code.toLowerCase().replaceAll('-', ' '));
      const sight = await until(back, ({ view, kept }) => mineIn(view) !== undefined && kept.length === 1);
      expect(sight.kept.map(({ content }) => content.symbols)).toEqual([['geld']]);
      expect(mineIn(sight.view)).toEqual(['lastig', 'stress']);
      expect(sight.view?.me).toMatchObject({ name: 'Bilal', picture: 'zon', role: 'resident' });
      const me = sight.view?.me.id;
      const told = await until(pair.anouk, ({ movedDevice }) => movedDevice.length > 0);
      expect(told.movedDevice).toEqual([me]);
      await pair.anouk.meetDevices();
      expect(pair.anouk.see().movedDevice).toEqual([]);
      // The device it left is asked; the new one knows where it came from.
      await until(pair.bilal, ({ movedDevice }) => movedDevice.length > 0);
      await pair.bilal.meetDevices();
      expect(back.see().movedDevice).toEqual([]);
    }
    for (const device of devices) device.close();
    pair.close();
  });

  it('[RET1] what is done on the new device counts: a closed card turns from there', async () => {
    const pair = await sitTogether(server.origin);
    await walkTo('betekenis', [pair.anouk, pair.bilal]);
    await pair.bilal.lay('betekenis', { symbols: ['lastig'] });
    await pair.anouk.lay('betekenis', { symbols: ['fijn'] });
    await pair.bilal.save();
    const phone = await deviceFor(server.origin);
    const back = await comeBack(phone, await workingKeyOf(pair.bilal));
    back.beHere(true);
    for (const table of [back, pair.anouk]) {
      await until(table, ({ view }) => view?.shown?.beat === 'omdraaien');
      await table.turn('betekenis');
    }
    const { view } = await until(pair.anouk, (sight) => sight.view?.shown?.spots[0]?.phase === 'turned');
    expect(view?.shown?.spots[0]?.cards.map((card) => card.content?.symbols)).toContainEqual(['lastig']);
    phone.close();
    pair.close();
  });

  it('[RET1] a reply that got lost costs nothing: the same code works again', async () => {
    const pair = await sitTogether(server.origin);
    const code = await workingKeyOf(pair.bilal);
    const phone = await deviceFor(server.origin, createMemoryStore(), Date.now, loseFirstKey(server.origin));
    await phone.connected();
    expect(await phone.useKey(code)).toEqual({ ok: false, error: 'offline' });
    expect(phone.tables()).toEqual([]);
    const back = await comeBack(phone, code);
    await until(back, ({ view }) => view?.position === 'at');
    expect(phone.tables()).toHaveLength(1);
    phone.close();
    pair.close();
  });

  it('[RET1] a key used twice on one device is one table; it is there again after a restart', async () => {
    const pair = await sitTogether(server.origin);
    const code = await workingKeyOf(pair.bilal);
    const store = createMemoryStore();
    const phone = await deviceFor(server.origin, store);
    await phone.connected();
    const [one, other] = await Promise.all([phone.useKey(code), phone.useKey(code)]);
    expect(one).toEqual(other);
    phone.close();
    const again = await deviceFor(server.origin, store);
    expect(again.tables()).toHaveLength(1);
    again.close();
    pair.close();
  });

  it('[RET1] a slip of the pen is seen without the server; an unknown key gets the same answer from it', async () => {
    const phone = await deviceFor('http://127.0.0.1:9');
    expect(await phone.useKey('50M6-HA79-55MT-KTHA-DANE-PAVB-NFCX')).toEqual({
      ok: false,
      error: 'not-valid',
    });
    expect(await phone.useKey('hallo')).toEqual({ ok: false, error: 'not-valid' });
    phone.close();
    const online = await deviceFor(server.origin);
    await online.connected();
    expect(await online.useKey('50M6-HA79-55MT-KTHA-DANE-PAVB-NFCK')).toEqual({
      ok: false,
      error: 'not-valid',
    });
    online.close();
  });

  it('[RET1] a new key makes the old one useless, and the device that has the old one says so', async () => {
    const pair = await sitTogether(server.origin);
    const old = await workingKeyOf(pair.bilal);
    const phone = await deviceFor(server.origin);
    const back = await comeBack(phone, old);
    await until(back, ({ isConnected }) => isConnected);
    expect(await back.newKey()).toEqual({ ok: true, value: true });
    const fresh = await workingKeyOf(back);
    expect(fresh).not.toBe(old);
    expect(await pair.bilal.key()).toEqual({ code: old, works: 'no' });
    const tablet = await deviceFor(server.origin);
    await tablet.connected();
    expect(await tablet.useKey(old)).toEqual({ ok: false, error: 'not-valid' });
    await until(await comeBack(tablet, fresh), ({ view }) => view?.position === 'at');
    for (const device of [phone, tablet]) device.close();
    pair.close();
  });

  it('[RET1] whoever sits on a device keeps their chair there when another brings a key', async () => {
    const pair = await sitTogether(server.origin);
    const code = await workingKeyOf(pair.bilal);
    const hers = await deviceFor(server.origin);
    await comeBack(hers, await workingKeyOf(pair.anouk));
    expect(await hers.useKey(code)).toEqual({ ok: false, error: 'not-valid' });
    hers.close();
    pair.close();
  });

  it('[RET1] takes no place of what this device keeps under the same ids for somebody else, or as something else', async () => {
    const [herStore, hisStore] = [createMemoryStore(), createMemoryStore()];
    const [hers, his] = [await deviceFor(server.origin, herStore), await deviceFor(server.origin, hisStore)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await until(guest, ({ view }) => view?.position === 'at');
    const code = await workingKeyOf(guest);
    const hersThere = (await herStore.rooms()).find(({ kind }) => kind === 'table');
    const hisHand = (await hisStore.rooms()).find(({ kind }) => kind === 'hand');
    if (!hersThere || !hisHand) throw new Error('both sit there');
    // Neither opens on this device, so neither is among its tables; it is somebody's all the same.
    for (const held of [hersThere, { ...hisHand, kind: 'table' } as const]) {
      const store = createMemoryStore();
      await store.write({ rooms: [held] });
      const phone = await deviceFor(server.origin, store);
      await phone.connected();
      expect(await phone.useKey(code)).toEqual({ ok: false, error: 'not-valid' });
      expect(await store.rooms()).toEqual([held]);
      phone.close();
    }
    for (const device of [hers, his]) device.close();
  });

  it('[RET1] an owner who opened the table comes back as the one who opened it, and can invite', async () => {
    const laptop = await deviceFor(server.origin);
    const table = await openTableFor(anouk, laptop, 'samenleergesprek-kort');
    const code = await workingKeyOf(table);
    laptop.close();
    const other = await deviceFor(server.origin);
    const back = await comeBack(other, code);
    await until(back, ({ iOpened, view }) => iOpened && view?.position === 'waiting');
    const phone = await deviceFor(server.origin);
    const guest = await joinAs(bilal, phone, await inviteTo(back));
    await until(guest, ({ view }) => view?.position === 'at');
    for (const device of [other, phone]) device.close();
  });

  it('[RET1] an owner whose table was damaged on the device comes back to it; the other tables just work', async () => {
    const store = createMemoryStore();
    const laptop = await deviceFor(server.origin, store);
    const [torn, other] = [
      await openTableFor(anouk, laptop, 'samenleergesprek-kort'),
      await openTableFor(anouk, laptop, 'samenleergesprek-kort'),
    ];
    await torn.keep({ symbols: ['geld'] });
    const code = await workingKeyOf(torn);
    await other.sayWhoIAm({ name: 'Anouk B', picture: 'boom' });
    for (const table of [torn, other]) await table.save();
    laptop.close();
    const record = (await store.rooms()).find(({ roomId }) => roomId === torn.roomId);
    const newest = (await store.entries(other.roomId)).at(-1);
    if (!record || !newest) throw new Error('nothing was stored');
    const noBytes = { ...newest, entry: { form: 'whole', bytes: 'torn' } };
    // A disk knows no types.
    const damage = { rooms: [{ ...record, sealed: 'torn' }], settled: [noBytes] } as unknown;
    await store.write(damage as StoreChange);

    const again = await deviceFor(server.origin, store);
    expect(again.tables().map(({ roomId }) => roomId)).toEqual([other.roomId]);
    const [whole] = again.tables();
    if (!whole) throw new Error('the other table is gone too');
    await until(whole, ({ view }) => view?.me.name === 'Anouk B');
    expect(await whole.sayWhoSitsBy('tolk')).toEqual({ ok: true, value: true });
    await until(whole, ({ saved }) => saved === 'server');
    const back = await comeBack(again, code);
    await until(back, ({ kept }) => kept.length === 1);
    again.close();
    const last = await deviceFor('http://127.0.0.1:9', store);
    expect(last.tables()).toHaveLength(2);
    expect(last.table(other.roomId)?.see().view).toMatchObject({ me: { name: 'Anouk B' }, third: 'tolk' });
    last.close();
  });

  it('[RET1] a key made without a network works once the server has it', async () => {
    const away = await startTestServer();
    const laptop = await deviceFor(away.origin);
    await laptop.connected();
    await away.pause();
    const opened = await laptop.openTable({
      role: 'professional',
      formatId: 'samenleergesprek-kort',
      profile: { picture: 'boom' },
    });
    if (!opened.ok) throw new Error(opened.error);
    await until(opened.value, ({ asksToKeepKey }) => asksToKeepKey);
    expect(await opened.value.key()).toMatchObject({ works: 'not-yet' });
    expect(await opened.value.newKey()).toEqual({ ok: false, error: 'offline' });
    await away.resume();
    laptop.wake();
    const code = await workingKeyOf(opened.value);
    const phone = await deviceFor(away.origin);
    await until(await comeBack(phone, code), ({ iOpened }) => iOpened);
    for (const device of [laptop, phone]) device.close();
    await away.stop();
  });

  it('[ENV6] a device of which a copy wrote asks its owner, once, and goes on', async () => {
    const store = createMemoryStore();
    const [laptop, his] = [await deviceFor(server.origin), await deviceFor(server.origin, store)];
    const table = await openTableFor(anouk, laptop, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await until(guest, ({ view }) => view?.position === 'at');
    await guest.save();
    const copied = await deviceFor(server.origin, await copyOf(store));
    await copied.connected();
    const [copy] = copied.tables();
    if (!copy) throw new Error('the copy has no table');
    await until(copy, ({ isConnected }) => isConnected);
    await copy.goOn(true);
    const asked = await until(guest, ({ copyWrote }) => copyWrote);
    expect(asked.copyWrote).toBe(true);
    await guest.meetDevices();
    expect(guest.see().copyWrote).toBe(false);
    expect(await guest.goOn(false)).toEqual({ ok: true, value: true });
    await until(table, ({ movedDevice }) => movedDevice.length > 0);
    for (const device of [laptop, his, copied]) device.close();
  });
});
