import { expect } from '@playwright/test';
import { arrive, bothGoOn, bothSee, layAndTurn, sitTogether, tap } from './people.ts';
import { test } from './server.ts';

test('Anouk and Bilal walk through a short conversation, he without typing a letter', async ({
  browser,
  server,
}) => {
  const pair = await sitTogether(browser, server.origin);
  const { anouk, bilal } = pair;
  const typed: string[] = [];
  await bilal.exposeFunction('typed', (key: string) => typed.push(key));
  await bilal.evaluate(() =>
    addEventListener('keydown', ({ key }) =>
      (globalThis as never as { typed(key: string): void }).typed(key),
    ),
  );
  await arrive(pair);

  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  for (const step of ['Anouk', 'uitleggen', 'Leg neer']) await tap(bilal, step);
  await expect(anouk.locator('.strip').getByText('uitleggen')).toBeVisible();
  await bothGoOn(pair);

  await bothSee(pair, 'B. Wat deed dit met mij? Waarom was dit goed of lastig?');
  await layAndTurn(pair, ['fijn', 'trots'], ['lastig', 'stress']);
  await expect(anouk.locator('.sides').getByText('stress')).toBeVisible();
  await expect(bilal.locator('.sides').getByText('trots')).toBeVisible();
  await bothGoOn(pair);

  await bothSee(pair, 'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  for (const step of ['Dit doen we anders', 'eerst luisteren', 'Ik', 'volgend gesprek', 'Leg neer']) {
    await tap(anouk, step);
  }
  await tap(bilal, 'De tafel');
  for (const page of [bilal, anouk]) await tap(page, 'Ja, dat doen we');
  await expect(bilal.getByText('Dit doen we.')).toBeVisible();
  await bothGoOn(pair);

  await bothSee(pair, 'Nog iets');
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');
  await expect(bilal.getByText('eerst luisteren', { exact: true })).toBeVisible();
  expect(typed).toEqual([]);
});
