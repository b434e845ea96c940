import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '#device/memory-store.ts';
import type { TableSight } from '#device/table.ts';
import { EvaBetween } from '../hostile/eva-between.ts';
import { anouk, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer } from './server.ts';
import { isAt, walkTo } from './walk.ts';

describe('a device that is cut off', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  /** Both sit, and Bilal's device can be opened again. */
  async function sit() {
    const store = createMemoryStore();
    const [hers, his] = [await deviceFor(server.origin), await deviceFor(server.origin, store)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
    return { store, hers, his, table, guest };
  }

  it('goes on where it was after it was closed in the middle of a closed round', async () => {
    const { store, hers, his, table, guest } = await sit();
    await Promise.all([table, guest].map((one) => until(one, (sight) => sight.view?.position === 'at')));
    await walkTo('betekenis', [table, guest]);
    await guest.lay('betekenis', { symbols: ['lastig', 'stress'] });
    his.close();

    const again = await deviceFor(server.origin, store);
    const [same] = again.tables();
    if (!same) throw new Error('the table is not on the device');
    const mine = (sight: TableSight) => sight.view?.shown?.spots[0]?.cards[0]?.content?.symbols;
    expect(mine(await until(same, (sight) => mine(sight) !== undefined))).toEqual(['lastig', 'stress']);
    same.beHere(true);
    await table.lay('betekenis', { symbols: ['fijn'] });
    for (const one of [table, same]) {
      await until(one, isAt('betekenis', 'omdraaien'));
      await one.turn('betekenis');
    }
    for (const one of [table, same]) await until(one, isAt('betekenis', 'praten'));
    hers.close();
    again.close();
  });

  it('[SRV7] finds out that its connection is dead while its owner only looks on, and hears what it missed', async () => {
    const between = new EvaBetween(server.origin);
    const longWaits = new Set<() => void>();
    /** Long waits pass when the story says so; how long they are does not matter then. */
    const after = (milliseconds: number, run: () => void) => {
      const timer = milliseconds < 10_000 ? setTimeout(run, milliseconds) : undefined;
      if (timer === undefined) longWaits.add(run);
      return () => {
        clearTimeout(timer);
        longWaits.delete(run);
      };
    };
    const passTime = () => {
      const due = [...longWaits];
      longWaits.clear();
      for (const run of due) run();
    };
    const hers = await deviceFor(server.origin);
    const his = await deviceFor(server.origin, createMemoryStore(), Date.now, between.openSocket, { after });
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
    await until(guest, ({ saved, view }) => saved === 'server' && view?.position === 'at');
    between.down = () => [];
    await table.sayWhoSitsBy('tolk');
    await until(table, ({ saved }) => saved === 'server');
    while (guest.see().isConnected) {
      passTime();
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    between.down = (message) => [message];
    his.wake();
    await until(guest, ({ view }) => view?.third === 'tolk');
    for (const device of [hers, his]) device.close();
  });

  it('[OWN2] has laid a card once, also when it was cut off before it knew that nothing is in the making any more', async () => {
    const { store, hers, his, table, guest } = await sit();
    await walkTo('moment', [table, guest]);
    const { unlaid } = guest;
    const begin = (symbol: string) => ({ spot: symbol, id: unlaid.newId(), card: { symbols: [symbol] } });
    const [laid, kept, going] = [begin('haast'), begin('brief'), begin('geld')];
    await guest.keep({ symbols: ['regels'] });
    const fromHand = guest.see().kept[0]?.cardId ?? unlaid.newId();
    const brought = { ...begin('regels'), brings: fromHand };
    await unlaid.keep([laid, kept, brought, going]);
    await guest.lay('strook', laid.card, laid.id);
    await guest.lay('strook', laid.card, laid.id);
    await guest.keep(kept.card, kept.id);
    await guest.layKept(fromHand, 'strook', brought.card);
    his.close();

    const again = await deviceFor(server.origin, store);
    const [same] = again.tables();
    const sight = same && (await until(same, ({ view }) => view?.shown?.spots[0]?.cards.length === 2));
    const faces = sight?.view?.shown?.spots[0]?.cards.map(({ content }) => content?.symbols[0]);
    expect(faces).toEqual(['haast', 'regels']);
    expect(sight?.kept.map(({ content }) => content.symbols)).toEqual([['brief']]);
    expect(same?.unlaid.list()).toEqual([going]);
    for (const device of [hers, again]) device.close();
  });

  it('keeps what is written without a network, and sends it when there is one again', async () => {
    const offline = await startTestServer();
    const [hers, his] = [await deviceFor(offline.origin), await deviceFor(offline.origin)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);
    await offline.pause();
    await until(guest, (sight) => !sight.isConnected);
    expect(await guest.lay('strook', { symbols: ['luisteren'] })).toEqual({ ok: true, value: true });
    expect(guest.see().saved).toBe('device');
    await offline.resume();
    for (const device of [hers, his]) device.wake();
    await until(guest, (sight) => sight.saved === 'server');
    await until(table, (sight) => sight.view?.shown?.spots[0]?.cards.length === 1);
    for (const device of [hers, his]) device.close();
    await offline.stop();
  });
});
