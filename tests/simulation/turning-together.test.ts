import { expect, it } from 'vitest';
import { sitTogether, until } from '../people.ts';
import { startTestServer } from './server.ts';
import { isAt, walkTo } from './walk.ts';

it('[REV2] a device turns nothing while its owner is not at the table, though everyone is ready', async () => {
  const server = await startTestServer();
  const { anouk, bilal, close } = await sitTogether(server.origin);
  await walkTo('betekenis', [anouk, bilal]);
  for (const one of [anouk, bilal]) await one.lay('betekenis', { symbols: ['fijn'] });
  for (const one of [anouk, bilal]) await until(one, isAt('betekenis', 'omdraaien'));
  bilal.beHere(false);
  for (const one of [anouk, bilal]) await one.turn('betekenis');

  // Each hears a word that the other said after being ready, so Anouk's device has turned and Bilal's knows.
  await bilal.sayWhoSitsBy('tolk');
  await until(anouk, ({ view }) => view?.third === 'tolk');
  await anouk.save();
  await anouk.sayWhoSitsBy('familie');
  await until(bilal, ({ view }) => view?.third === 'familie');
  await bilal.save();
  for (const one of [anouk, bilal]) expect(isAt('betekenis', 'omdraaien')(one.see())).toBe(true);
  expect(anouk.see().view?.shown?.state).toMatchObject({ id: 'turn-waits', who: { name: 'Bilal' } });
  expect(bilal.see().view?.shown?.state.id).not.toBe('turn-asks');

  bilal.beHere(true);
  for (const one of [anouk, bilal]) await until(one, isAt('betekenis', 'praten'));
  close();
  await server.stop();
});
