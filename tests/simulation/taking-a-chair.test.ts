import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store } from '#device/store.ts';
import type { TableSight } from '#device/table.ts';
import { EvaBetween } from '../hostile/eva-between.ts';
import {
  anouk,
  asked,
  beginAnewAt,
  bilal,
  chantal,
  deviceFor,
  eva,
  inviteTo,
  joinAs,
  nextChange,
  openTableFor,
  until,
} from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { walkTo } from './walk.ts';

const keptIn = ({ kept }: TableSight) => kept.map(({ content }) => content.symbols);

describe('a chair that is not there at once', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  async function seated() {
    const hisStore = createMemoryStore();
    const [hers, his] = [await deviceFor(server.origin), await deviceFor(server.origin, hisStore)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await until(guest, ({ pictures }) => pictures !== undefined);
    return { table, guest, his, hers, hisStore };
  }

  it('[INV3] waits for Anouk, who answers when her device is back', async () => {
    const store = createMemoryStore();
    const before = await deviceFor(server.origin, store);
    const fragment = await inviteTo(await openTableFor(anouk, before, 'samenleergesprek-kort'));
    before.close();
    const his = await deviceFor(server.origin);
    const guest = await joinAs(bilal, his, fragment);
    expect(guest.see().mySeat).toBe('asked');
    const hers = await deviceFor(server.origin, store);
    await until(guest, ({ mySeat }) => mySeat === 'taken');
    for (const device of [hers, his]) device.close();
  });

  it('is set also after one that her device could not keep', async () => {
    const base = createMemoryStore();
    let isBroken = false;
    const write: Store['write'] = async (change) => {
      if (isBroken) throw new Error('the disk fails');
      return base.write(change);
    };
    const hers = await deviceFor(server.origin, { ...base, write });
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    await table.save();
    isBroken = true;
    await expect(table.invite('resident', 'screen')).rejects.toThrow('the disk fails');
    isBroken = false;
    const his = await deviceFor(server.origin);
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await until(guest, ({ mySeat }) => mySeat === 'taken');
    for (const device of [hers, his]) device.close();
  });

  it('[INV3] is lost when Anouk set another in its place before she heard of Bilal', async () => {
    const hers = await deviceFor(server.origin);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const between = new EvaBetween(server.origin);
    const his = await deviceFor(server.origin, createMemoryStore(), Date.now, between.openSocket);
    between.up = (message) => (message.type === 'append' ? [] : [message]);
    const guest = await joinAs(bilal, his, await inviteTo(table));
    expect(await table.invite('resident', 'screen')).toEqual({ ok: false, error: 'refused' });
    between.up = (message) => [message];
    between.cut();
    await until(guest, ({ mySeat }) => mySeat === 'lost');
    for (const device of [hers, his]) device.close();
  });

  it('[INV3] waits, once they talk, for Bilal, who lets Chantal sit down with them', async () => {
    const { table, guest, his, hers } = await seated();
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);
    const fragment = await inviteTo(table, 'facilitator');
    const { asksMyHand } = await until(guest, (sight) => sight.asksMyHand.length > 0);
    expect(asksMyHand).toMatchObject([{ role: 'facilitator', setBy: table.see().view?.me.id }]);
    const device = await deviceFor(server.origin);
    const third = await joinAs(chantal, device, fragment);
    await until(table, ({ seatAttempts }) => seatAttempts === 1);
    await table.save();
    expect(table.see()).toMatchObject({ awaitsHand: true, view: { others: [{ name: 'Bilal' }] } });
    expect(third.see().mySeat).toBe('asked');
    for (const { seat } of asksMyHand) await guest.admit(seat);
    await until(third, ({ mySeat }) => mySeat === 'taken');
    for (const one of [table, guest]) await until(one, ({ view }) => view?.others.length === 2);
    for (const one of [device, hers, his]) one.close();
  });

  it('[INV2] is offered by no invitation that the server never got, and the one before it opens nothing any more', async () => {
    const between = new EvaBetween(server.origin);
    const hers = await deviceFor(server.origin, createMemoryStore(), Date.now, between.openSocket);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const first = await inviteTo(table);
    expect((await table.openInvitation())?.fragment).toBe(first);
    between.up = (message) => {
      if (message.type !== 'invite') return [message];
      between.cut();
      return [];
    };
    expect(await table.invite('resident', 'screen')).toEqual({ ok: false, error: 'offline' });
    expect(await table.openInvitation()).toBeUndefined();
    between.up = (message) => [message];
    await until(table, ({ isConnected }) => isConnected);
    const his = await deviceFor(server.origin);
    await his.connected();
    const link = await parseFragment(first);
    if (!link) throw new Error('not a link');
    // What the server answers before this it does before this.
    await inviteTo(table);
    const joined = await his.join(link, { profile: { picture: 'zon' }, shown: asked });
    expect(joined).toEqual({ ok: false, error: 'not-valid' });
    for (const device of [hers, his]) device.close();
  });

  it('[INV4] is at a fresh table after the pictures differed, and both have their own cards there', async () => {
    const { table, guest, his, hers } = await seated();
    await table.sayWhoSitsBy('tolk');
    await table.keep({ symbols: ['brief'] });
    await guest.keep({ symbols: ['koffie'] });
    const making = [];
    for (const { unlaidOwn } of [table, guest]) {
      if (!unlaidOwn) throw new Error('each has own cards');
      const begun = { spot: '1.1.mijn-kaarten', id: unlaidOwn.newId(), card: { symbols: ['haast'] } };
      await unlaidOwn.keep([begun]);
      making.push([begun]);
    }
    await guest.rejectPictures();
    await until(table, ({ mustBeginAnew }) => mustBeginAnew);
    expect(await table.invite('resident', 'screen')).toEqual({ ok: false, error: 'refused' });
    const fresh = await beginAnewAt(table, hers);
    expect(fresh.see()).toMatchObject({ mustBeginAnew: false, view: { third: 'tolk', me: anouk } });
    const again = await joinAs(bilal, his, await inviteTo(fresh));
    const [ours, theirs] = await Promise.all(
      [fresh, again].map((one) =>
        until(one, ({ view, pictures }) => view?.position === 'at' && pictures !== undefined),
      ),
    );
    expect(theirs?.pictures).toEqual(ours?.pictures);
    expect(ours && keptIn(ours)).toEqual([['brief']]);
    expect(theirs && keptIn(theirs)).toEqual([['koffie']]);
    expect([fresh, again].map(({ unlaidOwn }) => unlaidOwn?.list())).toEqual(making);
    expect([his, hers].map((device) => device.tables())).toEqual([[again], [fresh]]);
    for (const device of [hers, his]) device.close();
  });

  it('[INV4] leaves Bilal his own cards when his device was away meanwhile, also when that starts anew', async () => {
    const { table, his, hers, hisStore } = await seated();
    const [guest] = his.tables();
    await guest?.keep({ symbols: ['koffie'] });
    await guest?.save();
    his.close();
    await table.rejectPictures();
    const fresh = await beginAnewAt(table, hers);
    const back = await deviceFor(server.origin, hisStore);
    while (back.table(table.roomId)) await nextChange(back);
    expect(back.ended()).toMatchObject([{ roomId: table.roomId, leavesHand: true }]);
    expect(back.ended()[0]?.farewell).toBeUndefined();
    back.close();
    const again = await deviceFor(server.origin, hisStore);
    expect(again.tables()).toEqual([]);
    const seat = await joinAs(bilal, again, await inviteTo(fresh));
    expect(keptIn(await until(seat, ({ mySeat }) => mySeat === 'taken'))).toEqual([['koffie']]);
    for (const device of [again, hers]) device.close();
  });

  it('[INV4] is not thrown away by the other device of Anouk, to which her own cards went with the old table', async () => {
    const { table, his, hers } = await seated();
    await table.keep({ symbols: ['brief'] });
    await table.save();
    const key = await until(table, ({ hasKey }) => hasKey).then(() => table.key());
    if (!key) throw new Error('Anouk has a key');
    const laptop = await deviceFor(server.origin);
    await laptop.connected();
    while (!(await laptop.useKey(key.code)).ok) await table.save();
    await table.rejectPictures();
    const fresh = await beginAnewAt(table, hers);
    while (laptop.tables().length > 0) await nextChange(laptop);
    await fresh.keep({ symbols: ['koffie'] });
    const sight = await until(fresh, ({ saved, kept }) => saved === 'server' && kept.length === 2);
    expect(keptIn(sight)).toEqual([['brief'], ['koffie']]);
    for (const device of [laptop, hers, his]) device.close();
  });

  /** Two talk; Chantal comes, refuses the pictures, and comes again at that same table. */
  async function seatedTwice() {
    const { table, guest, his, hers } = await seated();
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);
    await guest.lay('strook', { symbols: ['brief'] });
    await until(table, ({ view }) => view?.shown?.spots[0]?.cards.length === 1);
    const store = createMemoryStore();
    const chantals = await deviceFor(server.origin, store);
    const inviteThird = async () => {
      const fragment = await inviteTo(table, 'facilitator');
      const { asksMyHand } = await until(guest, (sight) => sight.asksMyHand.length > 0);
      for (const { seat } of asksMyHand) await guest.admit(seat);
      return fragment;
    };
    const before = await joinAs(chantal, chantals, await inviteThird());
    await until(before, ({ mySeat }) => mySeat === 'taken');
    await before.keep({ symbols: ['koffie'] });
    await before.rejectPictures();
    await until(table, ({ view }) => view?.others.length === 1);
    const again = await joinAs(chantal, chantals, await inviteThird());
    await until(again, ({ mySeat }) => mySeat === 'taken');
    const close = () => {
      for (const one of [chantals, hers, his]) one.close();
    };
    return { table, before, again, chantals, store, close };
  }

  it('[INV4] stays at that table once words of another lie there, and brings own cards to the next chair', async () => {
    const { table, again, chantals, close } = await seatedTwice();
    expect(table.see()).toMatchObject({ mayBeginAnew: false, mustBeginAnew: false });
    expect(await table.beginAnew()).toEqual({ ok: false, error: 'not-here' });
    expect(keptIn(again.see())).toEqual([['koffie']]);
    expect(chantals.tables()).toEqual([again]);
    close();
  });

  it('[INV4] goes to a fresh table also when the stranger tapped on before Anouk said no', async () => {
    const { table, guest, his, hers } = await seated();
    await guest.goOn(true);
    await until(table, ({ view }) => (view?.shown?.goOn?.wanting.length ?? 0) > 0);
    await table.rejectPictures();
    expect(table.see()).toMatchObject({ isChairRevoked: true, mustBeginAnew: true });
    const fresh = await beginAnewAt(table, hers);
    expect(fresh.see().view?.others).toEqual([]);
    while (his.tables().length > 0) await nextChange(his);
    for (const device of [hers, his]) device.close();
  });

  it('[INV3] [INV4] is for nobody at a table where somebody came to a chair that was replaced by then', async () => {
    let now = Date.now();
    const hers = await deviceFor(server.origin, createMemoryStore(), () => now);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const between = new EvaBetween(server.origin);
    const evas = await deviceFor(server.origin, createMemoryStore(), Date.now, between.openSocket);
    between.up = (message) => (message.type === 'append' ? [] : [message]);
    await joinAs(eva, evas, await inviteTo(table));
    const his = await deviceFor(server.origin);
    // Too old to ask the server about.
    now += 16 * 60_000;
    const fragment = await inviteTo(table);
    between.up = (message) => [message];
    between.cut();
    await until(table, ({ mustBeginAnew }) => mustBeginAnew);
    const guest = await joinAs(bilal, his, fragment);
    await until(table, ({ seatAttempts }) => seatAttempts > 0);
    await table.save();
    expect(guest.see().mySeat).toBe('asked');
    const fresh = await beginAnewAt(table, hers);
    const again = await joinAs(bilal, his, await inviteTo(fresh));
    await until(again, ({ mySeat }) => mySeat === 'taken');
    for (const device of [hers, evas, his]) device.close();
  });

  it('[INV4] asked for twice is one fresh table; a full device stays where it is, and loses nothing', async () => {
    const store = createMemoryStore();
    let isFull = false;
    const hers = await deviceFor(server.origin, {
      ...store,
      write: async (change) => (isFull ? 'full' : store.write(change)),
    });
    const his = await deviceFor(server.origin);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    await table.keep({ symbols: ['brief'] });
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await until(guest, ({ mySeat }) => mySeat === 'taken');
    isFull = true;
    expect(await table.beginAnew()).toEqual({ ok: false, error: 'full' });
    expect(keptIn(table.see())).toEqual([['brief']]);
    isFull = false;
    const [one, other] = await Promise.all([table.beginAnew(), table.beginAnew()]);
    expect([one?.ok, other]).toEqual([true, { ok: false, error: 'not-here' }]);
    hers.close();
    const again = await deviceFor(server.origin, store);
    expect(again.tables().map((one) => keptIn(one.see()))).toEqual([[['brief']]]);
    for (const device of [again, his]) device.close();
  });

  it('[INV2] is kept, with its keys, from whatever the chair before it still had to write', async () => {
    const { before, again, chantals, store, close } = await seatedTwice();
    await again.save();

    const late = [
      await before.sayWhoIAm({ name: 'Chantal', picture: 'berg' }),
      await before.newKey(),
      await before.rejectPictures(),
    ];
    expect(late.map(({ ok }) => ok)).toEqual([false, false, false]);
    await before.answerKeyQuestion();
    before.beHere(true);
    await again.save();
    const kept = (await store.rooms()).find(({ roomId }) => roomId === again.roomId);
    expect(kept?.participantId).toBe(again.see().view?.me.id);
    chantals.close();
    const reopened = await deviceFor(server.origin, store);
    const [same] = reopened.tables();
    expect(same?.see().view?.me.id).toBe(kept?.participantId);
    reopened.close();
    close();
  });

  it('[INV3] is not for whoever sits there already: they keep the one they have', async () => {
    const { table, guest, his, hers } = await seated();
    expect(await joinAs(bilal, his, await inviteTo(table))).toBe(guest);
    expect(await joinAs(anouk, hers, await inviteTo(table, 'facilitator'))).toBe(table);
    await guest.sayWhoSitsBy('tolk');
    const seen = await until(table, ({ view }) => view?.third === 'tolk');
    expect(seen.view?.others.length).toBe(1);
    expect(seen.seatAttempts).toBe(1);
    for (const device of [hers, his]) device.close();
  });
});
