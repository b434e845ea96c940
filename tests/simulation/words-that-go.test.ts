import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Store } from '#device/store.ts';
import type { Table } from '#device/table.ts';
import { anouk, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer } from './server.ts';
import { walkTo } from './walk.ts';

describe('[DEL1] what Bilal takes back', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('is gone on both devices and with the server, and the table goes on as it was', async () => {
    const stores = { hers: createMemoryStore(), his: createMemoryStore() };
    const [hers, his] = [
      await deviceFor(server.origin, stores.hers),
      await deviceFor(server.origin, stores.his),
    ];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);

    await guest.lay('strook', { symbols: [], text: 'dat zeg ik liever niet' });
    const laid = await until(table, ({ view }) => view?.shown?.spots[0]?.cards.length === 1);
    const [card] = laid.view?.shown?.spots[0]?.cards ?? [];
    if (!card) throw new Error('no card');
    expect(await stubsIn(stores.hers, table)).toBe(0);

    expect((await guest.takeBack(card.cardId)).ok).toBe(true);
    await until(table, ({ view }) => view?.shown?.spots[0]?.cards.length === 0);
    await guest.save();
    await until(table, ({ missingFrom }) => missingFrom.length === 0);
    await untilStubs(stores.hers, table, 1);
    expect(await stubsIn(stores.his, guest)).toBe(1);

    await walkTo('betekenis', [table, guest]);
    for (const device of [hers, his]) device.close();
  });
});

async function stubsIn(store: Store, { roomId }: Table): Promise<number> {
  return (await store.entries(roomId)).filter(({ entry }) => entry.form === 'stub').length;
}

/** A device shows first and writes what it forgot in the same turn; this waits for that turn. */
async function untilStubs(store: Store, table: Table, count: number): Promise<void> {
  while ((await stubsIn(store, table)) < count) await new Promise((resolve) => setImmediate(resolve));
}
