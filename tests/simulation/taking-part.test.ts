import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store } from '#device/store.ts';
import type { TableSight } from '#device/table.ts';
import { versionOf } from '#device/text-version.ts';
import { EvaBetween } from '../hostile/eva-between.ts';
import {
  anouk,
  asked,
  bilal,
  deviceFor,
  inviteTo,
  joinAs,
  openTableFor,
  sitTogether,
  until,
} from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';

const again = ['Anouk nodigt je uit.', 'Dit gaat niet over je uitkering.'];

describe('[CON1] Bilal', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('takes part by sitting down, in exactly the words that he was shown; Anouk sees it too', async () => {
    const pair = await sitTogether(server.origin);
    const given = { version: await versionOf(asked), given: true };
    await until(pair.bilal, (sight) => mine(sight)?.given === true);
    expect(mine(pair.bilal.see())).toEqual(given);
    await until(pair.anouk, (sight) => his(sight) !== undefined);
    expect(his(pair.anouk.see())).toEqual(given);
    expect(mine(pair.anouk.see())).toBeUndefined();
    pair.close();
  });

  it('takes part in those words, once, also when his phone was closed between the claim and the chair', async () => {
    const hers = await deviceFor(server.origin);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const fragment = await inviteTo(table);
    const store = createMemoryStore();
    const between = new EvaBetween(server.origin);
    // He claims, and hears nothing of the table any more: no chair to sit on yet.
    between.down = (message) => (message.type === 'entries' ? [] : [message]);
    const phone = await deviceFor(server.origin, store, Date.now, between.openSocket);
    await phone.connected();
    const link = await parseFragment(fragment);
    if (!link) throw new Error('not a link');
    const { name, picture } = bilal;
    void phone.join(link, { profile: { name, picture }, shown: asked });
    while ((await store.rooms()).length === 0) await new Promise((resolve) => setImmediate(resolve));
    phone.close();

    const reopened = await deviceFor(server.origin, store);
    await reopened.connected();
    // Whatever the page says now, he said yes to what it said then.
    const joined = await reopened.join(link, { profile: { name, picture }, shown: again });
    if (!joined.ok) throw new Error(joined.error);
    await until(table, (sight) => his(sight) !== undefined);
    expect(his(table.see())).toEqual({ version: await versionOf(asked), given: true });
    for (const device of [hers, reopened]) device.close();
  });

  it('is known by name, and takes part, also when his phone went off just after it asked for the chair', async () => {
    const hers = await deviceFor(server.origin);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const fragment = await inviteTo(table);
    const store = createMemoryStore();
    const { goneOff, ...dying } = goesOffAfterJoin(store);
    const phone = await deviceFor(server.origin, dying);
    void joinAs(bilal, phone, fragment);
    await goneOff;
    phone.close();

    const reopened = await deviceFor(server.origin, store);
    await until(table, (sight) => his(sight) !== undefined);
    expect(table.see().view?.others[0]).toMatchObject({ name: 'Bilal', takingPart: { given: true } });
    for (const device of [hers, reopened]) device.close();
  });

  it('takes it back: his part stops, Anouk sees why, and no conversation begins until he says it again', async () => {
    const pair = await sitTogether(server.origin);
    const both = [pair.anouk, pair.bilal];
    await until(pair.bilal, (sight) => mine(sight)?.given === true);
    expect(await pair.anouk.withdraw()).toEqual({ ok: false, error: 'not-here' });
    expect((await pair.bilal.withdraw()).ok).toBe(true);
    expect(pair.bilal.see().view).toMatchObject({ position: 'ended-stopped', me: { hasStopped: true } });
    await until(
      pair.anouk,
      (sight) => his(sight)?.given === false && sight.view?.position === 'ended-stopped',
    );

    expect(await pair.bilal.wantRound('samenleergesprek-kort')).toEqual({ ok: false, error: 'withdrawn' });
    expect((await pair.anouk.wantRound('samenleergesprek-kort')).ok).toBe(true);
    await until(pair.bilal, ({ view }) => view?.nextRound.length === 1);
    expect(pair.bilal.see().view?.round).toBe(1);

    expect((await pair.bilal.takePartAgain(again)).ok).toBe(true);
    expect(mine(pair.bilal.see())).toEqual({ version: await versionOf(again), given: true });
    expect((await pair.bilal.wantRound('samenleergesprek-kort')).ok).toBe(true);
    for (const one of both) await until(one, ({ view }) => view?.round === 2 && view.position === 'at');
    expect(his(pair.anouk.see())).toEqual({ version: await versionOf(again), given: true });
    pair.close();
  });

  it('stops by himself in a conversation that Anouk began before she could hear of it', async () => {
    const own = await startTestServer();
    const [hers, phone] = [await deviceFor(own.origin), await deviceFor(own.origin)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, phone, await inviteTo(table));
    await until(guest, (sight) => mine(sight)?.given === true);
    await guest.stop();
    await guest.wantRound('samenleergesprek-kort');
    await until(table, ({ view }) => view?.nextRound.length === 1);
    await own.pause();
    for (const one of [table, guest]) await until(one, ({ isConnected }) => !isConnected);
    await guest.withdraw();
    await table.wantRound('samenleergesprek-kort');
    expect(table.see().view?.round).toBe(2);
    await own.resume();
    for (const device of [hers, phone]) device.wake();
    for (const one of [table, guest])
      await until(one, ({ view }) => view?.round === 2 && view.position === 'ended-stopped');
    expect(his(table.see())?.given).toBe(false);
    for (const device of [hers, phone]) device.close();
    await own.stop();
  });

  it('[INV3] has not taken part in the conversation by that alone: Anouk may still invite somebody, and nobody is asked', async () => {
    const pair = await sitTogether(server.origin);
    await until(pair.anouk, (sight) => his(sight) !== undefined);
    await inviteTo(pair.anouk, 'facilitator');
    await pair.anouk.save();
    expect(pair.anouk.see().awaitsHand).toBe(false);
    pair.close();
  });
});

/** The first that a guest writes at a table is the join; after that this store takes nothing more. */
function goesOffAfterJoin(store: Store): Store & { readonly goneOff: Promise<void> } {
  let isOff = false;
  let goOff: (() => void) | undefined;
  const goneOff = new Promise<void>((resolve) => {
    goOff = resolve;
  });
  const never = new Promise<never>(() => undefined);
  return {
    ...store,
    goneOff,
    write: async (change) => {
      if (isOff) return never;
      const outcome = await store.write(change);
      const table = (await store.rooms()).find(({ kind }) => kind === 'table');
      isOff = change.entries?.some(({ roomId }) => roomId === table?.roomId) ?? false;
      if (!isOff) return outcome;
      goOff?.();
      return never;
    },
  };
}

function mine({ view }: TableSight) {
  return view?.me.takingPart;
}

function his({ view }: TableSight) {
  return view?.others[0]?.takingPart;
}
