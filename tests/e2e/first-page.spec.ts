import { expect } from '@playwright/test';
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
