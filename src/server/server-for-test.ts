import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Config, parseConfig } from './config.ts';
import { type RunningServer, startServer } from './start-server.ts';

export type TestServer = RunningServer & Readonly<{ folder: string; setTime(nowMs: number): void }>;

/** A whole server on a free port, with data of its own and a web app of three files. Errors inside fail the test. */
export async function startTestServer(
  env: Record<string, string> = {},
  folder = mkdtempSync(join(tmpdir(), 'samenleerwijzer-')),
): Promise<TestServer> {
  const webRoot = writeWebApp(folder);
  let nowMs = Date.UTC(2026, 10, 23, 12);
  const reported: unknown[] = [];
  const started = await startServer({
    config: testConfig({ PORT: '0', DATA_DIR: join(folder, 'data'), ...env }),
    webRoot,
    now: () => nowMs,
    report: (error) => reported.push(error),
  });
  if (!started.ok) throw new Error(started.error.line);
  const { origin, stop } = started.value;
  return {
    origin,
    folder,
    setTime: (time) => {
      nowMs = time;
    },
    stop: async () => {
      await stop();
      expect(reported).toEqual([]);
    },
  };
}

export function removeFolder({ folder }: TestServer): void {
  rmSync(folder, { recursive: true });
}

function testConfig(env: Record<string, string>): Config {
  const parsed = parseConfig(env);
  if (!parsed.ok) throw new Error(parsed.line);
  return parsed.value;
}

function writeWebApp(folder: string): string {
  const root = join(folder, 'web');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<!doctype html><title>Samenleerwijzer</title>');
  writeFileSync(join(root, 'sw.js'), '');
  writeFileSync(join(root, 'assets', 'app-1a2b3c.js'), 'export {};');
  return root;
}
