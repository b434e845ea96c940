import { expect } from '@playwright/test';
import { short, tap } from './people.ts';
import { organisation, test } from './server.ts';

test('[WEB1] the first page says whose it is, opens with every protecting header, and asks nothing of anyone else', async ({
  page,
  server,
}) => {
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).origin));
  page.on('console', (message) => complaints.push(message.text()));
  const response = await page.goto(server.origin);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Samenleerwijzer');
  for (const words of [organisation.ORGANISATION_NAME, organisation.PRIVACY_CONTACT])
    await expect(page.getByText(words)).toBeVisible();
  const headers = response?.headers() ?? {};
  expect(headers['content-security-policy']).not.toContain('unsafe');
  expect(headers['content-security-policy']).toContain("require-trusted-types-for 'script'");
  expect(headers['referrer-policy']).toBe('no-referrer');
  expect(headers['cross-origin-opener-policy']).toBe('same-origin');
  expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  expect(headers['permissions-policy']).toContain('geolocation=()');
  expect(new Set(asked)).toEqual(new Set([server.origin]));
  expect(await page.context().cookies()).toEqual([]);
  expect(complaints).toEqual([]);
});

test('the browser’s way back leads to the question before, and from the table to the first page', async ({
  page,
  server,
}) => {
  const asks = (question: string) => expect(page.getByRole('heading', { level: 1 })).toHaveText(question);
  await page.goto(server.origin);
  for (const name of ['Begin een gesprek', short, 'Klantmanager']) await tap(page, name);
  await asks('Hoe heet je aan tafel? Een voornaam is genoeg.');
  await page.goBack();
  await asks('Wie ben je?');
  await page.reload();
  await asks('Hoeveel tijd hebben jullie?');
  for (const name of [short, 'Klantmanager', 'Boom', 'Verder']) await tap(page, name);
  await asks('Zit er nog iemand bij?');
  await tap(page, 'Terug');
  await asks('Hoe heet je aan tafel? Een voornaam is genoeg.');
  for (const name of ['Boom', 'Verder', 'Nee', 'Verder']) await tap(page, name);
  await asks('Nodig iemand uit');
  await page.goBack();
  await asks('Samenleerwijzer');
  // Also on a slow phone, where the table is there but not drawn yet.
  for (const name of ['Begin een gesprek', short, 'Klantmanager', 'Boom', 'Verder', 'Nee'])
    await tap(page, name);
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      if (location.pathname !== '/tafel') return;
      observer.disconnect();
      history.back();
    }).observe(document.body, { childList: true, subtree: true });
  });
  await tap(page, 'Verder');
  await expect(page).toHaveURL(`${server.origin}/`);
  await asks('Samenleerwijzer');
});
