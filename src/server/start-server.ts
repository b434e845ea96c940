import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Config } from './config.ts';
import { createHttpServer, publicOriginOf } from './http/http-server.ts';
import { createMetricsServer } from './http/metrics-server.ts';
import { Metrics } from './metrics.ts';
import type { Fanout, FanoutListener } from './relay/fanout.ts';
import { envelopeToStub } from './relay/incoming-entry.ts';
import { FanoutHub } from './relay/local-fanout.ts';
import { listenToOthers } from './relay/other-servers.ts';
import { createPostgresFanout } from './relay/postgres-fanout.ts';
import { Relay } from './relay/relay.ts';
import { RoomFeeds } from './relay/room-feeds.ts';
import { createStorage } from './storage/create-storage.ts';
import type { EngineError } from './storage/engine.ts';
import { openPostgres } from './storage/postgres.ts';
import { openSqlite } from './storage/sqlite.ts';
import { storageLimits } from './storage/storage-limits.ts';

export type ServerParts = Readonly<{
  config: Config;
  /** Folder of the built web app. */
  webRoot: string;
  now(): number;
  report(error: unknown): void;
}>;

export type RunningServer = Readonly<{
  /** The address people see. */
  origin: string;
  /** Resolves when everything that was acknowledged is on the disk and nothing is open any more. */
  stop(): Promise<void>;
}>;

/** Why a server could not start: its exit code, and the line that says so. */
type StartFailure = Readonly<{ exitCode: 1 | 2 | 3; line: string }>;
export type StartResult = { ok: true; value: RunningServer } | { ok: false; error: StartFailure };

const beatMs = 30_000;
const sweepMs = 60_000;

/** Connects the parts and listens. Nothing else connects anything. */
export async function startServer({ config, webRoot, now, ...parts }: ServerParts): Promise<StartResult> {
  const metrics = new Metrics();
  const report = (error: unknown) => {
    metrics.add('errors');
    parts.report(error);
  };
  const engine =
    config.databaseUrl === null ? openSqlite(config.dataDir) : await openPostgres(config.databaseUrl);
  if (!engine.ok) return { ok: false, error: describeEngineError(engine.error, config.dataDir) };

  const storage = await createStorage({
    engine: engine.value,
    limits: storageLimits,
    toStub: envelopeToStub,
  });
  const feeds = new RoomFeeds();
  const fanout = await joinOthers(config, listenToOthers({ feeds, storage, report }), report);
  const relay = new Relay({
    storage,
    feeds,
    fanout,
    retentionDays: config.retentionDays,
    now,
    randomBytes: (length) => Uint8Array.from(randomBytes(length)),
    count: (counter, by) => metrics.add(counter, by),
    report,
  });
  const app = await createHttpServer({
    config,
    webRoot,
    now,
    checkHealth: () => storage.ping(),
    accept: (socket, visitor) => relay.accept(socket, visitor),
    report,
  });
  // Nobody is let in at a table whose days were over while the server was away [DEL3].
  await relay.sweep().catch(report);
  const metricsServer = createMetricsServer(() => metrics.toText(relay.openSockets));
  const scrub = async () => {
    if (!(await storage.scrub())) metrics.add('scrubs_put_off');
  };
  const timers = [
    setInterval(() => relay.beat(), beatMs),
    setInterval(() => relay.sweep().catch(report), sweepMs),
    setInterval(() => scrub().catch(report), storage.scrubEveryMs),
  ];
  const stop = async () => {
    for (const timer of timers) clearInterval(timer);
    metricsServer.close();
    await app.close();
    await relay.idle();
    await fanout.close();
    await storage.close();
  };

  try {
    await app.listen(config.listen);
    if (config.metrics !== null) await once(metricsServer.listen(config.metrics), 'listening');
  } catch (error) {
    await stop();
    if (!isAddressError(error)) throw error;
    return { ok: false, error: { exitCode: 1, line: `Cannot ${error.message}.` } };
  }
  return { ok: true, value: { origin: publicOriginOf(app, config), stop } };
}

async function joinOthers(
  { databaseUrl }: Config,
  listener: FanoutListener,
  report: (error: unknown) => void,
): Promise<Fanout> {
  if (databaseUrl === null) return new FanoutHub().join(listener);
  return await createPostgresFanout(databaseUrl, listener, report);
}

function describeEngineError(error: EngineError, dataDir: string): StartFailure {
  switch (error) {
    case 'in-use':
      return { exitCode: 3, line: `Another server is using the data in ${dataDir}.` };
    case 'unusable':
      return { exitCode: 2, line: `DATA_DIR must be a folder this server may write in: ${dataDir} is not.` };
    case 'unreachable':
      return { exitCode: 1, line: 'The database that DATABASE_URL names does not answer.' };
  }
}

/** Such as "listen EADDRINUSE: address already in use 127.0.0.1:8080". */
function isAddressError(error: unknown): error is Error {
  const codes = ['EADDRINUSE', 'EADDRNOTAVAIL', 'EACCES', 'ENOTFOUND', 'EAI_AGAIN'];
  return error instanceof Error && 'code' in error && codes.includes(String(error.code));
}
