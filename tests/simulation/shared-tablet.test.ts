import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Device } from '#device/device.ts';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Tablet } from '#device/shared-tablet.ts';
import type { Store } from '#device/store.ts';
import type { Table, TableSight } from '#device/table.ts';
import {
  anouk,
  asked,
  bilal,
  daan,
  deviceFor,
  inviteTo,
  joinAs,
  openTableFor,
  tabletFor,
  until,
} from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { isAt, walkTo } from './walk.ts';

let server: TestServer;
const open: Device[] = [];
const hourMs = 60 * 60 * 1000;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  for (const device of open) device.close();
  await server.stop();
});

type AtTablet = {
  readonly tablet: Tablet;
  readonly hers: Table;
  readonly his: Table;
  readonly store: Store;
  readonly guestStore: Store;
};

/** Anouk's tablet lies between them; Bilal sits down on it with her invitation. */
async function sitAtTablet(guestStore: Store = createMemoryStore()): Promise<AtTablet> {
  const store = createMemoryStore();
  const tablet = await tabletFor(server.origin, { store, guestStore });
  open.push(tablet);
  const hers = await openTableFor(anouk, tablet, 'samenleergesprek-kort');
  await sitDown(tablet, hers);
  const his = tablet.guest.at(hers.roomId);
  if (!his) throw new Error('nobody sits opposite');
  for (const table of [hers, his]) {
    await until(table, ({ view }) => view?.position === 'at');
    table.beHere(true);
  }
  return { tablet, hers, his, store, guestStore };
}

async function sitDown(tablet: Tablet, hers: Table) {
  const link = await parseFragment(await inviteTo(hers));
  if (!link) throw new Error('not a link');
  const { name, picture } = bilal;
  const sat = await tablet.guest.sit(hers.roomId, link, { profile: { name, picture }, shown: asked });
  if (!sat.ok) throw new Error(sat.error);
}

const isOver = ({ view }: TableSight) => view?.position === 'ended-finished';

/** All the way to the end, with one card of Bilal's at A, one at B, and one thing that both do. */
async function talk({ hers, his }: Pick<AtTablet, 'hers' | 'his'>): Promise<void> {
  const both = [hers, his];
  await walkTo('moment', both);
  expect(await his.lay('strook', { symbols: ['luisteren'], who: 'iemand-anders', place: 0 })).toMatchObject({
    ok: true,
  });
  await walkTo('betekenis', both);
  for (const one of both)
    expect(await one.lay('betekenis', { symbols: ['fijn'] })).toMatchObject({ ok: true });
  await walkTo('afspraak', both);
  const plan = { symbols: ['rustig-praten'], pile: 'houden', who: 'samen' } as const;
  expect(await his.lay('dit-doen-we', plan)).toMatchObject({ ok: true });
  const { view } = await until(hers, ({ view }) => view?.shown?.spots[0]?.cards.length === 1);
  const key = view?.shown?.spots[0]?.cards[0]?.key;
  if (!key) throw new Error('nothing lies there');
  for (const one of both) expect(await one.agree(key, true)).toMatchObject({ ok: true });
  for (const one of both) await until(one, ({ view }) => view?.agreements.length === 1);
  await finish(both);
}

async function finish(both: readonly Table[]): Promise<void> {
  await walkTo('nog-iets', both);
  while (!both.every((one) => isOver(one.see()))) {
    for (const one of both) await one.goOn(true);
    await Promise.all(both.map((one) => until(one, (sight) => isOver(sight) || isAt('meenemen')(sight))));
  }
}

describe('[TAB1] a guest at a shared tablet', () => {
  it('has keys of their own, and neither own cards nor a return key', async () => {
    const { hers, his } = await sitAtTablet();
    expect(his.see()).toMatchObject({ hasKey: false, ownSpot: undefined, kept: [], sharesTablet: true });
    expect(await his.key()).toBeUndefined();
    expect(await his.keep({ symbols: ['blij'] })).toMatchObject({ ok: false });
    expect(hers.see().view?.others).toMatchObject([{ name: 'Bilal', isGuest: true }]);
    expect(his.see().view?.others).toMatchObject([{ name: 'Anouk', isGuest: false }]);
    expect(hers.see().here).toEqual(hers.see().view?.others.map(({ id }) => id));
    await talk({ hers, his });
  });

  it('lays closed and turns with its owner while there is no network; the server hears it later', async () => {
    const { hers, his } = await sitAtTablet();
    await walkTo('betekenis', [hers, his]);
    await server.pause();
    await Promise.all([hers, his].map((one) => until(one, ({ isConnected }) => !isConnected)));
    expect(await hers.lay('betekenis', { symbols: ['fijn'] })).toMatchObject({ ok: true });
    expect(await his.lay('betekenis', { symbols: ['lastig'] })).toMatchObject({ ok: true });
    for (const one of [hers, his]) await until(one, isAt('betekenis', 'omdraaien'));
    const [seen] =
      hers.see().view?.shown?.spots.flatMap(({ cards }) => cards.filter(({ isMine }) => !isMine)) ?? [];
    expect(seen).toMatchObject({ face: 'down', content: undefined });
    for (const one of [his, hers]) expect(await one.turn('betekenis')).toMatchObject({ ok: true });
    for (const one of [hers, his]) await until(one, isAt('betekenis', 'praten'));
    await server.resume();
    for (const one of [hers, his])
      await until(one, ({ saved, isConnected }) => isConnected && saved === 'server');
  });

  it('leaves: the keys go, what was laid stays, and nobody else comes to the table where it lies', async () => {
    const { tablet, hers, his, guestStore } = await sitAtTablet();
    await talk({ hers, his });
    await tablet.guest.letGo();
    expect(tablet.guest.at(hers.roomId)).toBeUndefined();
    for (const kept of [guestStore.rooms(), guestStore.arrivals(), guestStore.endings()])
      expect(await kept).toEqual([]);
    const { view } = await until(hers, ({ view }) => view?.others[0]?.hasStopped === true);
    expect(view).toMatchObject({ position: 'ended-finished', agreements: [{ content: { who: 'samen' } }] });
    expect(await hers.wantRound('samenleergesprek-kort')).toEqual({ ok: false, error: 'not-here' });
    expect(hers.see().view).toMatchObject({ isAlone: true, nextRound: [], round: 1 });
  });

  it('leaves also when their store has no room for saying so, or fails', async () => {
    for (const trouble of ['full', 'fails'] as const) {
      const base = createMemoryStore();
      let isTroubled = false;
      const write: Store['write'] = async (change) => {
        if (!isTroubled) return base.write(change);
        isTroubled = trouble === 'full';
        if (trouble === 'fails') throw new Error('the disk fails');
        return 'full';
      };
      const { tablet, hers, his } = await sitAtTablet({ ...base, write });
      await until(his, ({ pictures }) => pictures !== undefined);
      isTroubled = true;
      await tablet.guest.letGo();
      expect(tablet.guest.at(hers.roomId)).toBeUndefined();
      expect(await base.rooms()).toEqual([]);
      await until(hers, ({ view }) => view?.isAlone === true);
    }
  });

  it('who never came to the chair is gone at the next start', async () => {
    const [store, guestStore] = [createMemoryStore(), createMemoryStore()];
    const tablet = await tabletFor(server.origin, { store, guestStore });
    const hers = await openTableFor(anouk, tablet, 'samenleergesprek-kort');
    const link = await parseFragment(await inviteTo(hers));
    if (!link) throw new Error('not a link');
    await server.pause();
    await until(hers, ({ isConnected }) => !isConnected);
    const { name, picture } = bilal;
    const joining = { profile: { name, picture }, shown: ['Dit toestel is van Anouk.'] };
    expect(await tablet.guest.sit(hers.roomId, link, joining)).toEqual({ ok: false, error: 'offline' });
    expect(await guestStore.arrivals()).toHaveLength(1);
    tablet.close();
    open.push(await tabletFor(server.origin, { store, guestStore }));
    expect(await guestStore.arrivals()).toEqual([]);
    await server.resume();
  });

  it('what was read and said last counts, when the way to the chair was cut off', async () => {
    const tablet = await tabletFor(server.origin);
    open.push(tablet);
    const hers = await openTableFor(anouk, tablet, 'samenleergesprek-kort');
    const link = await parseFragment(await inviteTo(hers));
    if (!link) throw new Error('not a link');
    await server.pause();
    await until(hers, ({ isConnected }) => !isConnected);
    const sit = (name: string, shown: string) =>
      tablet.guest.sit(hers.roomId, link, { profile: { name, picture: 'zon' }, shown: [shown] });
    expect(await sit('Een', 'a')).toEqual({ ok: false, error: 'offline' });
    await server.resume();
    await until(hers, ({ isConnected }) => isConnected);
    let sat = await sit('Twee', 'b');
    while (!sat.ok) sat = await sit('Twee', 'b');
    const { view } = await until(hers, ({ view }) => view?.others[0]?.takingPart !== undefined);
    expect(view?.others).toMatchObject([{ name: 'Twee' }]);
  });

  it('goes after twelve hours, also when the tablet was shut', async () => {
    const { tablet, hers, store, guestStore } = await sitAtTablet();
    tablet.close();
    const early = await tabletFor(server.origin, { store, guestStore, now: () => Date.now() + 11 * hourMs });
    expect(early.guest.at(hers.roomId)?.see().view?.me.name).toBe('Bilal');
    early.close();
    const late = await tabletFor(server.origin, { store, guestStore, now: () => Date.now() + 13 * hourMs });
    open.push(late);
    expect(late.guest.at(hers.roomId)).toBeUndefined();
    expect(await guestStore.rooms()).toEqual([]);
    const table = late.table(hers.roomId);
    expect(table?.see().view?.others).toMatchObject([]);
  });

  it('has a quarter of an hour after the end', async () => {
    const { tablet, hers, his, store, guestStore } = await sitAtTablet();
    const before = tablet.guest.at(hers.roomId)?.until() ?? 0;
    expect(before).toBeGreaterThan(Date.now() + 11 * hourMs);
    await talk({ hers, his });
    await hers.save();
    tablet.close();
    const later = await tabletFor(server.origin, { store, guestStore, now: () => Date.now() + hourMs / 2 });
    open.push(later);
    expect(later.guest.at(hers.roomId)).toBeUndefined();
    expect(await guestStore.rooms()).toEqual([]);
  });

  it('is off the tablet at once when the pictures differ', async () => {
    const { tablet, hers, his, guestStore } = await sitAtTablet();
    expect(await his.rejectPictures()).toMatchObject({ ok: true });
    while (tablet.guest.at(hers.roomId)) await new Promise((resolve) => setImmediate(resolve));
    await tablet.guest.letGo();
    expect(await guestStore.rooms()).toEqual([]);
  });

  it('[DEL2] throws everything away: its owner keeps only her own copy', async () => {
    const { tablet, hers, his, guestStore } = await sitAtTablet();
    await walkTo('moment', [hers, his]);
    expect(await his.erase()).toMatchObject({ ok: true });
    expect(tablet.table(hers.roomId)).toBeUndefined();
    expect(tablet.guest.at(hers.roomId)).toBeUndefined();
    expect(tablet.ended()[0]).toMatchObject({ reason: 'erased', farewell: { by: { name: 'Bilal' } } });
    expect(await guestStore.rooms()).toEqual([]);
  });
});

describe('[TAB1] taking the table home', () => {
  async function takeHome() {
    const at = await sitAtTablet();
    await talk(at);
    const phone = await deviceFor(server.origin);
    open.push(phone);
    const fragment = await inviteTo(at.his);
    const [asked] = (await until(at.hers, ({ asksMyHand }) => asksMyHand.length > 0)).asksMyHand;
    expect(await at.hers.admit(asked?.seat ?? '')).toMatchObject({ ok: true });
    const home = await joinAs(bilal, phone, fragment);
    await until(home, ({ mySeat, fromTablet }) => mySeat === 'taken' && fromTablet.length > 0);
    return { ...at, home, phone };
  }

  it('asks of each card whether it is mine, and lays it again in my own name', async () => {
    const { tablet, hers, home } = await takeHome();
    await until(home, isOver);
    await tablet.guest.letGo();
    await until(hers, ({ view }) => view?.others.length === 1 && view.others[0]?.isGuest === false);
    const waiting = home.see().fromTablet;
    const symbols = waiting.map(({ content, isAgreed }) => [content.symbols[0], isAgreed]);
    expect(symbols).toEqual(
      expect.arrayContaining([
        ['luisteren', false],
        ['fijn', false],
        ['rustig-praten', true],
      ]),
    );
    expect(home.copy()).toMatchObject({ agreements: [] });
    const isPractice = ({ content }: (typeof waiting)[number]) => content.symbols[0] === 'ik-weet-het-niet';
    for (const one of waiting) {
      const answer = isPractice(one) ? home.disown : home.layAgain;
      expect(await answer(one.key)).toMatchObject({ ok: true });
    }
    expect(home.see().fromTablet).toEqual([]);
    const { pages, agreements } = home.copy();
    expect(pages.filter(({ chapter }) => chapter !== 'begin')).toMatchObject([
      { chapter: 'a', cards: [{ symbols: ['luisteren'] }] },
      { chapter: 'b', cards: [{ symbols: ['fijn'] }] },
    ]);
    expect(agreements).toMatchObject([{ content: { symbols: ['rustig-praten'], who: 'samen' } }]);
    await home.save();
    const cards = () => cardsOf(hers, 'strook');
    await until(hers, () => cards().some(({ owner }) => !owner.isGuest));
    // It lies once, and it is his, in the colour that it had.
    expect(cards()).toMatchObject([{ owner: { name: 'Bilal', isGuest: false, chair: 1 } }]);
  });

  it('goes on as any table: another conversation, and an end that each of two may make', async () => {
    const { tablet, hers, home, phone } = await takeHome();
    await tablet.guest.letGo();
    await until(hers, ({ view }) => view?.others.length === 1);
    for (const one of [home, hers])
      expect(await one.wantRound('samenleergesprek')).toMatchObject({ ok: true });
    for (const one of [home, hers])
      await until(one, ({ view }) => view?.round === 2 && view.position === 'at');
    expect(home.see().mayErase).toBe(true);
    expect(await home.erase()).toMatchObject({ ok: true });
    await new Promise<void>((resolve) => {
      tablet.subscribe(() => tablet.ended().length > 0 && resolve());
    });
    expect(tablet.ended()[0]?.farewell?.by.name).toBe('Bilal');
    expect(phone.tables()).toEqual([]);
  });

  it('throws away with all own words also what was said at the tablet', async () => {
    const { tablet, hers, home } = await takeHome();
    await tablet.guest.letGo();
    for (const { key } of home.see().fromTablet) await home.layAgain(key);
    expect(await home.blankMine()).toMatchObject({ ok: true });
    await home.save();
    const { view } = await until(hers, ({ view }) => view?.agreements.length === 0);
    expect(view?.others[0]?.name).toBeUndefined();
    expect(cardsOf(hers, 'strook')).toEqual([]);
    expect(home.see().fromTablet).toEqual([]);
  });

  it('lets go on at home although the tablet was shut before its chair was left', async () => {
    const { tablet, hers, home } = await takeHome();
    await until(hers, ({ view }) => view?.others.length === 1);
    await hers.save();
    tablet.close();
    expect(home.see().fromTablet.length).toBeGreaterThan(0);
    expect(home.see()).toMatchObject({ tabletSeat: 'open', mayErase: true });
    expect(await home.wantRound('samenleergesprek')).toMatchObject({ ok: true });
  });

  it('an invitation home that nobody used opens nothing any more once its guest has left', async () => {
    const at = await sitAtTablet();
    await talk(at);
    const fragment = await inviteTo(at.his);
    await at.tablet.guest.letGo();
    const phone = await deviceFor(server.origin);
    open.push(phone);
    await expect(joinAs(bilal, phone, fragment)).rejects.toThrow('not-valid');
    expect(at.hers.see().asksMyHand).toEqual([]);
  });

  it('is not what any other chair brings: who sits beside a guest, or is invited by somebody at home', async () => {
    const { hers, home } = await takeHome();
    const daans = await deviceFor(server.origin);
    open.push(daans);
    const fragment = await inviteTo(home, 'professional');
    for (const table of [hers]) {
      const [asked] = (await until(table, ({ asksMyHand }) => asksMyHand.length > 0)).asksMyHand;
      await table.admit(asked?.seat ?? '');
    }
    const table = await joinAs(daan, daans, fragment);
    expect(table.see().fromTablet).toEqual([]);
  });
});

/** What lies at a spot behind us, on somebody's own screen. */
function cardsOf(table: Table, spot: string) {
  const { view } = table.see();
  const at = view?.past.find(({ step }) => step === 'moment');
  table.lookAt(at);
  const seen = table.see().view?.shown?.spots.find((one) => one.spot.id === spot)?.cards ?? [];
  table.lookAt(undefined);
  return seen;
}
