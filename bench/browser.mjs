/** What the measurements share: the built server, and two people who sit down at it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { chromiumOptions } from '../scripts/chromium.mjs';
import { build } from '../scripts/project.mjs';

export async function startServer() {
  const folder = await build();
  const dataDir = mkdtempSync(join(tmpdir(), 'slw-bench-'));
  const child = spawn(process.execPath, [join(folder, 'server', 'main.js')], {
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const origin = await new Promise((resolve) => {
    child.stdout.once('data', (line) => resolve(/https?:\S+/.exec(String(line))?.[0]));
  });
  // Also when what it was started for fails.
  process.once('exit', () => child.kill());
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true });
  };
  return { origin, stop };
}

export function openBrowser() {
  return chromium.launch(chromiumOptions());
}

export function tap(page, name) {
  return page.getByRole('button', { name, exact: true }).first().click();
}

/** Anouk opens a table; the link that Bilal gets. */
export async function openTable(page, origin, format = 'Kort gesprek: ongeveer 10 minuten') {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(origin);
  for (const name of ['Begin een gesprek', format, 'Klantmanager', 'Boom']) await tap(page, name);
  for (const name of ['Verder', 'Nee', 'Verder', 'Stuur een link']) await tap(page, name);
  await page.getByText('De link is gekopieerd.').waitFor();
  return page.evaluate(() => navigator.clipboard.readText());
}

export async function joinTable(page, link) {
  await page.goto(link);
  for (const name of ['Ik doe mee', 'Zon', 'Ga zitten']) await tap(page, name);
}

/** Both tap to go on. */
export async function goOn(first, second, name = 'Verder') {
  await tap(first, name);
  await second.getByRole('button', { name: /^(Verder|Ja, verder|Ja, dezelfde|Nee, klaar)$/ }).click();
}

/** Both lay a card face down and turn. */
export async function layAndTurn(first, second, card, other = card) {
  for (const [page, name] of [
    [first, card],
    [second, other],
  ]) {
    await tap(page, name);
    await tap(page, 'Leg dicht neer');
  }
  for (const page of [first, second]) await tap(page, 'Samen omdraaien');
}
