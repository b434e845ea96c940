import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import { EvaBetween } from '../hostile/eva-between.ts';
import { anouk, asked, bilal, chantal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { walkTo } from './walk.ts';

describe('a chair that is not there at once', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  async function seated() {
    const [hers, his] = [await deviceFor(server.origin), await deviceFor(server.origin)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await until(guest, ({ pictures }) => pictures !== undefined);
    return { table, guest, his, hers };
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

  it('[INV3] is lost when Anouk set another in its place before she heard of Bilal', async () => {
    const hers = await deviceFor(server.origin);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const between = new EvaBetween(server.origin);
    const his = await deviceFor(server.origin, createMemoryStore(), Date.now, between.openSocket);
    between.up = (message) => (message.type === 'append' ? [] : [message]);
    const guest = await joinAs(bilal, his, await inviteTo(table));
    await inviteTo(table);
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

  it('[INV4] is a new one on the same device after the pictures differed, and Bilal’s own cards are still his', async () => {
    const { table, guest, his, hers } = await seated();
    await guest.keep({ symbols: ['koffie'] });
    await guest.rejectPictures();
    await until(table, ({ view }) => view?.others.length === 0);
    const again = await joinAs(bilal, his, await inviteTo(table));
    const theirs = await until(
      again,
      ({ view, pictures }) => view?.position === 'at' && pictures !== undefined,
    );
    const ours = await until(
      table,
      ({ view, pictures }) => view?.position === 'at' && pictures !== undefined,
    );
    expect(theirs.pictures).toEqual(ours.pictures);
    expect(theirs.kept.map(({ content }) => content.symbols)).toEqual([['koffie']]);
    expect(his.tables()).toEqual([again]);
    for (const device of [hers, his]) device.close();
  });

  it('[INV2] is kept, with its keys, from whatever the chair before it still had to write', async () => {
    const store = createMemoryStore();
    const [hers, his] = [await deviceFor(server.origin), await deviceFor(server.origin, store)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const before = await joinAs(bilal, his, await inviteTo(table));
    await until(before, ({ pictures }) => pictures !== undefined);
    await before.rejectPictures();
    await until(table, ({ view }) => view?.others.length === 0);
    const again = await joinAs(bilal, his, await inviteTo(table));
    await until(again, ({ view }) => view?.position === 'at');
    await again.save();

    const late = [
      await before.sayWhoIAm({ name: 'Bilal', picture: 'zon' }),
      await before.newKey(),
      await before.rejectPictures(),
    ];
    expect(late.map(({ ok }) => ok)).toEqual([false, false, false]);
    await before.answerKeyQuestion();
    before.beHere(true);
    await again.save();
    const kept = (await store.rooms()).find(({ roomId }) => roomId === again.roomId);
    expect(kept?.participantId).toBe(again.see().view?.me.id);
    his.close();
    const reopened = await deviceFor(server.origin, store);
    const [same] = reopened.tables();
    expect(same?.see().view?.me.id).toBe(kept?.participantId);
    for (const device of [hers, reopened]) device.close();
  });

  it('[INV3] is not for whoever sits there already: they keep the one they have', async () => {
    const { table, guest, his, hers } = await seated();
    expect(await joinAs(bilal, his, await inviteTo(table))).toBe(guest);
    expect(await joinAs(anouk, hers, await inviteTo(table))).toBe(table);
    await guest.sayWhoSitsBy('tolk');
    const seen = await until(table, ({ view }) => view?.third === 'tolk');
    expect(seen.view?.others.length).toBe(1);
    expect(seen.seatAttempts).toBe(1);
    for (const device of [hers, his]) device.close();
  });
});
