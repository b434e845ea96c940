import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '#server/config.ts';
import { type RunningServer, startServer } from '#server/start-server.ts';

/** The real server, with its data in a folder of its own; it can go away and come back at the same address. */
export type TestServer = {
  readonly origin: string;
  readonly dataDir: string;
  readonly pause: () => Promise<void>;
  readonly resume: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type TestServerOptions = {
  readonly now?: () => number;
  /** PostgreSQL; SQLite in the folder without. */
  readonly databaseUrl?: string;
  /** The built web app; without, there are no pages. */
  readonly webRoot?: string;
};

export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'slw-'));
  let running: RunningServer | undefined = await start('0', dataDir, options);
  const { origin } = running;
  const pause = async () => {
    await running?.stop();
    running = undefined;
  };
  return {
    origin,
    dataDir,
    pause,
    resume: async () => {
      running = await start(new URL(origin).port, dataDir, options);
    },
    stop: async () => {
      await pause();
      await rm(dataDir, { recursive: true });
    },
  };
}

async function start(
  port: string,
  dataDir: string,
  { now = Date.now, databaseUrl = '', webRoot = dataDir }: TestServerOptions,
): Promise<RunningServer> {
  const config = parseConfig({ PORT: port, DATA_DIR: dataDir, DATABASE_URL: databaseUrl });
  if (!config.ok) throw new Error(config.line);
  const report = (error: unknown) => {
    throw error;
  };
  const started = await startServer({ config: config.value, webRoot, now, report });
  if (!started.ok) throw new Error(started.error.line);
  return started.value;
}
