import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base } from '@playwright/test';

/** The built server, as it is installed anywhere: a process of its own, on a free port, with its own data. */
export type BuiltServer = { readonly origin: string; readonly stop: () => Promise<void> };

/** Whose server it is. */
export const organisation = {
  ORGANISATION_NAME: 'Gemeente Voorbeeld',
  PRIVACY_CONTACT: 'privacy@voorbeeld.example',
  SUPPORT_TEXT: 'Bel Sociaal Raadslieden: 079 000 00 00.',
};

export const test = base.extend<{ readonly leavingPages: undefined }, { readonly server: BuiltServer }>({
  // A context that a story opens lives as long as its browser: without this, every page of every story before.
  leavingPages: [
    async ({ browser }, use) => {
      await use(undefined);
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
  server: [
    // biome-ignore lint/correctness/noEmptyPattern: the runner reads the parameter's pattern, which names no other fixture here
    async ({}, use) => {
      const server = await startBuiltServer();
      await use(server);
      await server.stop();
    },
    { scope: 'worker' },
  ],
});

/** The folder of the built web app, for stories that run a server inside the test: its clock or its files are theirs. */
export function builtWeb(): string {
  return join(dirname(dirname(requireEntry())), 'web');
}

function requireEntry(): string {
  const entry = process.env.SERVER_ENTRY;
  if (!entry) throw new Error('SERVER_ENTRY names the built server; npm test sets it');
  return entry;
}

async function startBuiltServer(): Promise<BuiltServer> {
  const entry = requireEntry();
  const dataDir = await mkdtemp(join(tmpdir(), 'slw-e2e-'));
  const child = spawn(process.execPath, [entry], {
    // No setting of whoever runs the tests: their DATABASE_URL is nothing to play with.
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, ...organisation },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  // One line when it listens; a server that cannot start ends instead.
  const failed = once(child, 'close').then(() => {
    throw new Error('the server ended before it listened');
  });
  const [line] = (await Promise.race([once(child.stdout, 'data'), failed])) as [Buffer];
  const origin = /https?:\S+/.exec(line.toString())?.[0];
  if (!origin) throw new Error(`the server said: ${line}`);
  return {
    origin,
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
      await rm(dataDir, { recursive: true });
    },
  };
}
