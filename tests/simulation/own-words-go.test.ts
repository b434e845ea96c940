import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '#device/device.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store } from '#device/store.ts';
import type { Table, TableSight } from '#device/table.ts';
import {
  anouk,
  bilal,
  daan,
  deviceFor,
  inviteTo,
  joinAs,
  openTableFor,
  until,
  workingKeyOf,
} from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { isAt, walkTo } from './walk.ts';

type Seat = { readonly table: Table; readonly device: Device; readonly store: Store };

/** Anouk, Bilal and Daan at one table, at the moment; Bilal also on a tablet. */
type Sitting = Record<'anouk' | 'bilal' | 'daan' | 'tablet', Seat>;

async function sitWithThree({ origin }: TestServer): Promise<Sitting> {
  const newSeat = async (sit: (device: Device) => Promise<Table>): Promise<Seat> => {
    const store = createMemoryStore();
    const device = await deviceFor(origin, store);
    await device.connected();
    return { table: await sit(device), device, store };
  };
  const hers = await newSeat((device) => openTableFor(anouk, device, 'samenleergesprek-kort'));
  const sitDown = async (person: typeof bilal) => {
    const fragment = await inviteTo(hers.table, person.role);
    const seat = await newSeat((device) => joinAs(person, device, fragment));
    await until(seat.table, ({ mySeat }) => mySeat === 'taken');
    return seat;
  };
  // Nobody took part before Daan's chair was set: what Bilal said by then is only who he is [INV3].
  const his = await sitDown(bilal);
  const daans = await sitDown(daan);
  const tables = [hers.table, his.table, daans.table];
  for (const one of tables) {
    one.beHere(true);
    await until(one, ({ view }) => view?.others.length === 2);
  }
  await walkTo('moment', tables);
  const code = await workingKeyOf(his.table);
  const tablet = await newSeat(async (device) => {
    const back = await device.useKey(code);
    if (!back.ok) throw new Error(back.error);
    return back.value;
  });
  await until(tablet.table, isAt('moment'));
  return { anouk: hers, bilal: his, daan: daans, tablet };
}

const cardsIn = ({ view }: TableSight) => view?.shown?.spots.flatMap(({ cards }) => cards) ?? [];
const ownersIn = (sight: TableSight) => cardsIn(sight).map(({ owner }) => owner.picture);

/** What can still be read of somebody there: events that are whole, and are longer than a tap takes. */
async function wholeEvents({ store, table }: Seat, ofWhom: Table): Promise<number> {
  const me = ofWhom.see().view?.me.id ?? '';
  const theirs = (await store.entries(table.roomId)).filter(({ chain }) => chain.startsWith(me));
  return theirs.filter(({ entry }) => entry.form === 'whole').length;
}

/** A device shows first and writes what it forgot in the same turn; this waits for that turn. */
async function untilAsFew(seat: Seat, ofWhom: Seat): Promise<void> {
  const few = await wholeEvents(ofWhom, ofWhom.table);
  while ((await wholeEvents(seat, ofWhom.table)) > few) await new Promise((resolve) => setImmediate(resolve));
  expect(await wholeEvents(seat, ofWhom.table)).toBe(few);
}

const close = (sitting: Sitting) => {
  for (const { device } of Object.values(sitting)) device.close();
};

describe('[DEL2] Bilal, who may not erase a table of three, throws away all that he said', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('it is gone at everybody, with the server and on his tablet; the table stays, and nobody is said to withhold', async () => {
    const sitting = await sitWithThree(server);
    const { anouk: hers, bilal: his, daan: daans, tablet } = sitting;
    expect([hers, his, daans].map(({ table }) => table.see().mayErase)).toEqual([true, false, false]);
    await his.table.lay('strook', { symbols: [], text: 'dat zeg ik liever niet' });
    await his.table.keep({ symbols: ['geld'] });
    await his.table.unlaid.keep([
      { spot: '1.1.strook', id: his.table.unlaid.newId(), card: { symbols: [], text: 'en ook nog' } },
    ]);
    const [going] = his.table.unlaid.list();
    if (going) await tablet.table.unlaid.keep([going]);
    await daans.table.lay('strook', { symbols: ['brief'] });
    await until(
      tablet.table,
      ({ kept, view }) => kept.length === 1 && view?.shown?.spots[0]?.cards.length === 2,
    );
    await his.table.save();
    const before = await wholeEvents(his, his.table);

    expect(await his.table.blankMine()).toEqual({ ok: true, value: true });
    expect(his.table.see().kept).toEqual([]);
    expect(his.table.unlaid.list()).toEqual([]);
    await until(tablet.table, () => tablet.table.unlaid.list().length === 0);
    expect(his.table.copy().pages).toEqual([]);
    expect(await wholeEvents(his, his.table)).toBeLessThan(before);
    await his.table.save();
    for (const seat of [hers, daans, tablet]) {
      await until(seat.table, (sight) => ownersIn(sight).join() === daan.picture);
      const sight = await until(seat.table, ({ missingFrom }) => missingFrom.length === 0);
      expect(sight.brokenBy).toEqual([]);
      expect(isAt('moment')(sight)).toBe(true);
      await untilAsFew(seat, his);
    }
    await until(tablet.table, ({ kept }) => kept.length === 0);
    const bilalThere = hers.table.see().view?.others.find(({ picture }) => picture === bilal.picture);
    expect(bilalThere).toMatchObject({ name: undefined, role: 'resident' });
    expect(daans.table.see().mySeat).toBe('taken');

    // Whoever comes to the server later gets nothing of it either.
    const late = createMemoryStore();
    const phone = await deviceFor(server.origin, late);
    await phone.connected();
    const back = await phone.useKey(await workingKeyOf(daans.table));
    if (!back.ok) throw new Error(back.error);
    const seen = await until(back.value, (sight) => ownersIn(sight).length === 1);
    expect([seen.missingFrom, seen.view?.others.length]).toEqual([[], 2]);
    await untilAsFew({ table: back.value, device: phone, store: late }, his);
    phone.close();
    await walkTo('betekenis', [hers.table, his.table, daans.table]);
    close(sitting);
  });

  it('also without a network, with what his tablet said meanwhile, and at somebody who was away', async () => {
    const away = await startTestServer();
    const sitting = await sitWithThree(away);
    const { anouk: hers, bilal: his, daan: daans, tablet } = sitting;
    await his.table.lay('strook', { symbols: ['brief'] });
    for (const { table } of [hers, daans, tablet]) await until(table, (sight) => cardsIn(sight).length === 1);
    daans.device.close();
    await away.pause();
    for (const { table } of [his, tablet]) await until(table, ({ isConnected }) => !isConnected);
    expect(await tablet.table.lay('strook', { symbols: [], text: 'op de tablet' })).toMatchObject({
      ok: true,
    });
    expect(await his.table.blankMine()).toEqual({ ok: true, value: true });
    expect(cardsIn(his.table.see())).toEqual([]);
    expect(cardsIn(hers.table.see())).toHaveLength(1);
    his.device.close();
    const again = await deviceFor(away.origin, his.store);
    const [reopened] = again.tables();
    if (!reopened) throw new Error('the table is gone');
    expect(cardsIn(reopened.see())).toEqual([]);

    await away.resume();
    for (const device of [hers.device, tablet.device, again]) device.wake();
    const daanAgain = await deviceFor(away.origin, daans.store);
    const [daansTable] = daanAgain.tables();
    if (!daansTable) throw new Error('the table is gone');
    for (const table of [hers.table, tablet.table, daansTable, reopened]) {
      await until(table, (sight) => cardsIn(sight).length === 0 && sight.missingFrom.length === 0);
    }
    for (const table of [tablet.table, reopened]) await until(table, ({ saved }) => saved === 'server');
    for (const seat of [hers, tablet, { ...daans, table: daansTable }]) {
      await untilAsFew(seat, { table: reopened, device: again, store: his.store });
    }
    for (const device of [again, daanAgain]) device.close();
    close(sitting);
    await away.stop();
  });
});
