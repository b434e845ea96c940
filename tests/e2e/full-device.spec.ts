import { expect } from '@playwright/test';
import { setDiskFull } from './full-disk.ts';
import { bothSee, reads, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

test('on a full phone Bilal reads what to do, and his words are still there to lay', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin, { arrives: true });
  const { anouk, bilal } = pair;
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  for (const step of ['Ik', 'Zelf schrijven']) await tap(bilal, step);
  await setDiskFull(bilal, true);
  await bilal.getByLabel('Jouw woorden').fill('Ik durfde');
  await reads(bilal, 'Je toestel is vol.', 'Je tekst staat hier nog.');
  await setDiskFull(bilal, false);
  await bilal.getByLabel('Jouw woorden').fill('Ik durfde niets te zeggen. 👨‍👩‍👧‍👦');
  await expect(bilal.getByText('Je toestel is vol.')).toHaveCount(0);

  await setDiskFull(bilal, true);
  await tap(bilal, 'Leg neer');
  await reads(bilal, 'Je toestel is vol.', 'Je tekst staat hier nog.', 'Maak ruimte en tik opnieuw.');
  await expect(bilal.getByLabel('Jouw woorden')).toHaveValue('Ik durfde niets te zeggen. 👨‍👩‍👧‍👦');
  await expect(anouk.locator('.strip .card')).toHaveCount(0);

  await setDiskFull(bilal, false);
  await tap(bilal, 'Leg neer');
  await expect(anouk.locator('.strip').getByText('Ik durfde niets te zeggen. 👨‍👩‍👧‍👦')).toBeVisible();

  // Whatever else was tapped did not happen either, and is not shown as if it had.
  await setDiskFull(bilal, true);
  for (const name of ['De tafel', 'Stop of pauze']) await tap(bilal, name);
  await expect(bilal.getByText('Je toestel is vol.')).toHaveCount(0);
  await tap(bilal, 'Stoppen. Bewaar mijn kaarten.');
  await expect(bilal.getByRole('dialog').getByText('Je toestel is vol.')).toBeVisible();
  await tap(bilal, 'Sluit');
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await bilal.getByRole('button', { name: /^Neem terug: / }).click();
  await expect(bilal.getByRole('alert').getByText('Je toestel is vol.')).toBeVisible();
  await setDiskFull(bilal, false);
  await bilal.getByRole('button', { name: /^Neem terug: / }).click();
  await expect(anouk.locator('.strip .card')).toHaveCount(0);
  await expect(bilal.getByText('Je toestel is vol.')).toHaveCount(0);
});
