import { expect } from '@playwright/test';
import { isAccessible } from './is-accessible.ts';
import { bothSee, reads, short, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

test('[CON1] Bilal takes back that he takes part: it stops, and goes on only when he says it again to the words that stand there', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin);
  const { anouk, bilal } = pair;
  await tap(anouk, 'Stop of pauze');
  // She asked; she never said it.
  await expect(anouk.getByText('Jij zei: ik doe mee.')).toHaveCount(0);
  await tap(anouk, 'Sluit');

  await tap(bilal, 'Stop of pauze');
  await reads(bilal, 'Jij zei: ik doe mee.', 'Dat mag je terugnemen.');
  await isAccessible(bilal, 'Dezelfde plaatjes');
  await tap(bilal, 'Ik doe niet meer mee');
  await bothSee(pair, 'Dit gesprek is gestopt. Dat is goed.');
  await reads(anouk, 'Zon doet niet meer mee. Dat is goed.');

  await tap(anouk, short);
  await reads(anouk, 'Jij wilt nog een gesprek. Zon nog niet.');
  await bilal.reload();
  await reads(bilal, 'Je doet niet meer mee. Dat is goed.');
  await reads(bilal, 'Anouk nodigt je uit.', 'Dit gaat niet over je uitkering.');
  await reads(bilal, 'Nee zeggen mag. Anouk belooft: er verandert dan niets.');
  await expect(bilal.getByRole('button', { name: short })).toHaveCount(0);
  await isAccessible(bilal, 'Dit gesprek is gestopt. Dat is goed.');

  await tap(bilal, 'Ik doe weer mee');
  await reads(bilal, 'Anouk wil nog een gesprek. Jij ook?');
  await tap(bilal, short);
  await bothSee(pair, 'De beloftes');
});
