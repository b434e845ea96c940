import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createMemoryStore } from '#device/memory-store.ts';
import type { TableSight } from '#device/table.ts';
import { anouk, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer } from './server.ts';
import { isAt, walkTo } from './walk.ts';

describe('a device that is cut off', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('goes on where it was after it was closed in the middle of a closed round', async () => {
    const store = createMemoryStore();
    const [hers, his] = [await deviceFor(server.origin), await deviceFor(server.origin, store)];
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
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
