import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sitTogether, until } from '../people.ts';
import { startTestServer } from './server.ts';

describe('one card on its way from Bilal to Anouk', () => {
  let server: Awaited<ReturnType<typeof startTestServer>>;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('is sealed, sent, kept, and lies on her table as he laid it', async () => {
    const { anouk, bilal, close } = await sitTogether(server.origin);
    const same = (await until(anouk, (sight) => sight.pictures !== undefined)).pictures;
    expect((await until(bilal, (sight) => sight.pictures !== undefined)).pictures).toEqual(same);
    for (const table of [anouk, bilal]) expect(await table.goOn(true)).toEqual({ ok: true, value: true });
    for (const table of [anouk, bilal]) {
      await until(table, (sight) => sight.view?.shown?.step.id === 'beloftes');
      await table.goOn(true);
    }
    for (const table of [anouk, bilal]) {
      await until(table, (sight) => sight.view?.shown?.step.id === 'oefenen');
    }
    expect(await bilal.lay('drinken', { symbols: ['thee'] })).toEqual({ ok: true, value: true });
    const closed = await until(anouk, (sight) => sight.view?.shown?.spots[0]?.cards.length === 1);
    expect(closed.view?.shown?.spots[0]?.cards[0]).toMatchObject({ face: 'down', content: undefined });
    await anouk.lay('drinken', { symbols: ['koffie'] });
    for (const table of [anouk, bilal]) {
      await until(table, (sight) => sight.view?.shown?.beat === 'omdraaien');
      await table.turn('drinken');
    }
    const turned = await until(anouk, (sight) => sight.view?.shown?.spots[0]?.phase === 'turned');
    expect(turned.view?.shown?.spots[0]?.cards.map((card) => card.content?.symbols)).toEqual([
      ['thee'],
      ['koffie'],
    ]);
    await until(bilal, (sight) => sight.saved === 'server');
    close();
  });
});
