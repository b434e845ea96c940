import { expect, type Page } from '@playwright/test';
import { arrive, bothAgree, bothGoOn, bothSee, layAndTurn, sitTogether, tap } from './people.ts';
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
  await bothAgree(pair);
  await bothGoOn(pair);

  await bothSee(pair, 'Nog iets');
  await bothGoOn(pair, 'Nee, klaar');
  await bothSee(pair, 'Dit gesprek is klaar.');
  await expect(bilal.getByText('eerst luisteren', { exact: true })).toBeVisible();
  expect(typed).toEqual([]);
});

test('no button moves away under a finger by what the other does', async ({ browser, server }) => {
  const pair = await sitTogether(browser, server.origin);
  const { anouk, bilal } = pair;
  const staysAt = async (page: Page, button: RegExp, act: () => Promise<void>, sees: string) => {
    const middle = async () => {
      const box = await page.getByRole('button', { name: button }).boundingBox();
      return box && [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)];
    };
    const before = await middle();
    await act();
    await expect(page.getByText(sees, { exact: true }).first()).toBeVisible();
    expect(await middle()).toEqual(before);
  };
  await staysAt(bilal, /^Ja, dezelfde$/, () => tap(anouk, 'Ja, dezelfde'), 'Anouk wil verder. Jij ook?');
  await tap(bilal, 'Ja, dezelfde');
  await bothSee(pair, 'De beloftes');
  await staysAt(anouk, /^(Ja, v|V)erder$/, () => tap(bilal, 'Verder'), 'Zon wil verder. Jij ook?');
  await tap(anouk, 'Ja, verder');
  await bothSee(pair, 'Even oefenen');
  await layAndTurn(pair, ['koffie'], ['thee']);
  await bothGoOn(pair);
  await bothSee(pair, 'A. Wat gebeurde er? Wat werd er gezegd?');
  await bothGoOn(pair);
  await layAndTurn(pair, ['fijn'], ['lastig']);
  await bothGoOn(pair);
  await bothSee(pair, 'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?');
  const proposes = async () => {
    for (const step of ['Dit houden we', 'rustig praten', 'Samen', 'Leg neer']) await tap(anouk, step);
  };
  await staysAt(bilal, /^Verder$/, proposes, 'Ja, dat doen we');
  // On his phone, what he may say yes to is in sight, above the yes.
  const [words, edge] = [bilal.locator('.piles').getByText('rustig praten'), bilal.locator('.my-edge')];
  const bottomOf = async () => ((await words.boundingBox())?.y ?? 0) + 20;
  await expect(words).toBeInViewport({ ratio: 1 });
  await expect.poll(async () => (await bottomOf()) < ((await edge.boundingBox())?.y ?? 0)).toBe(true);
});
