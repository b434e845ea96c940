import { expect } from '@playwright/test';
import { isAccessible } from './is-accessible.ts';
import { bothAgree, bothGoOn, bothSee, layAndTurn, seesChosen, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

test('a second conversation at the same table looks back on what they agreed', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin, { arrives: true });
  const { anouk, bilal } = pair;
  await bothGoOn(pair);
  await layAndTurn(pair, ['fijn'], ['lastig']);
  await bothGoOn(pair);
  for (const step of ['Dit doen we anders', 'rustig praten', 'Ik', 'Leg neer']) await tap(anouk, step);
  await tap(bilal, 'De tafel');
  await bothAgree(pair);
  await bothGoOn(pair);
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');

  await expect(anouk.getByText('Zeg ook hardop dank je wel.')).toBeVisible();
  await expect(bilal.getByText('Verder over dit moment?')).toBeVisible();
  await tap(bilal, 'Rustig gesprek: een half uur of meer');
  await expect(bilal.getByText('Jij wilt nog een gesprek. Anouk nog niet.')).toBeVisible();
  await expect(anouk.getByText('Zon wil nog een gesprek. Jij ook?')).toBeVisible();
  await tap(anouk, 'Kort gesprek: ongeveer 10 minuten');
  await expect(bilal.getByText('Anouk wil nog een gesprek. Jij ook?')).toBeVisible();
  await tap(bilal, 'Kort gesprek: ongeveer 10 minuten');
  await bothSee(pair, 'De beloftes');
  await expect(bilal.getByText('Onze beloftes blijven hetzelfde.')).toBeVisible();
  await expect(bilal.getByText('Ik zet dit niet in je dossier. — Anouk')).toBeVisible();
  await expect(anouk.getByRole('button', { name: 'Ik beloof dit' })).toHaveCount(0);
  await expect(bilal.getByText('Anouk belooft: ik zet dit er niet in.')).toHaveCount(0);
  await tap(bilal, 'Lees ze nog eens');
  await expect(bilal.getByText('Anouk belooft: ik zet dit er niet in.')).toBeVisible();
  await bothGoOn(pair);
  await bothSee(pair, 'Terugkijken');
  await expect(bilal.locator('.earlier').getByText('rustig praten')).toBeVisible();
  for (const page of [anouk, bilal]) await isAccessible(page, 'Terugkijken');
  await anouk.getByRole('button', { name: /rustig praten/ }).click();
  for (const step of ['gelukt', 'Leg neer']) await tap(anouk, step);
  await expect(bilal.locator('.side-theirs').getByText('gelukt')).toBeVisible();
  // It is one choice for the two of them: whoever taps last has said how it goes on.
  for (const [page, other, choice] of [
    [anouk, bilal, 'We doen het anders'],
    [bilal, anouk, 'Klaar'],
    [anouk, bilal, 'Zo doorgaan'],
  ] as const) {
    await tap(page, choice);
    await seesChosen(other, choice);
  }
  await bothGoOn(pair);
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
});

test('an interpreter without a device is named on both screens', async ({ browser, server }) => {
  const { anouk, bilal } = await sitTogether(browser, server.origin, { third: 'Tolk' });
  await expect(anouk.getByText('De tolk zit erbij. De tolk heeft geen eigen kaarten.')).toBeVisible();
  await expect(bilal.getByText('De tolk zit erbij. De tolk heeft geen eigen kaarten.')).toBeVisible();
  await expect(bilal.getByText('De tolk helpt. Jij kiest zelf.')).toBeVisible();
  await bothGoOn({ anouk, bilal }, 'Ja, dezelfde');
  await expect(bilal.getByText('Alleen jij, Anouk en de tolk lezen dit.')).toBeVisible();
  for (const step of ['Stop of pauze', 'Familie of vriend']) await tap(bilal, step);
  await expect(anouk.getByText('Familie of een vriend zit erbij.')).toBeVisible();
  for (const step of ['Stop of pauze', 'Nee']) await tap(bilal, step);
  await expect(anouk.getByText('zit erbij.')).toHaveCount(0);
});
