import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { createTestDatabase } from '#server/storage/postgres-for-test.ts';
import { startTestServer } from '../simulation/server.ts';
import { restoresFromBackup } from './restored-backup.ts';

const run = promisify(execFile);

restoresFromBackup('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const server = await startTestServer({ databaseUrl: database.url });
  const name = new URL(database.url).pathname.slice(1);
  const folder = await mkdtemp(join(tmpdir(), 'slw-backup-'));
  const file = join(folder, 'backup');
  const hasTools = await fitsServer();
  return {
    server,
    backUp: async () => {
      if (hasTools) return void (await run('pg_dump', ['--format=custom', `--file=${file}`, database.url]));
      // The binaries that come from npm have no pg_dump: the server itself copies a database that nobody uses.
      await server.pause();
      await onServer(`create database ${name}_backup template ${name}`);
      await server.resume();
    },
    restore: async () => {
      await onServer(`drop database ${name}`);
      if (!hasTools) return void (await onServer(`alter database ${name}_backup rename to ${name}`));
      await onServer(`create database ${name}`);
      await run('pg_restore', [`--dbname=${database.url}`, file]);
    },
    remove: async () => {
      await server.stop();
      await database.remove();
      await rm(folder, { recursive: true });
    },
  };
});

/** pg_dump copies from servers of its own version and older ones. */
async function fitsServer(): Promise<boolean> {
  const [dump, restore] = ['pg_dump', 'pg_restore'].map((tool) =>
    spawnSync(tool, ['--version'], { encoding: 'utf8' }),
  );
  const version = /(\d+)[.\d]*/.exec(dump?.stdout ?? '')?.[1];
  const [row] = await onServer<{ version: string }>(
    "select current_setting('server_version_num')::int / 10000 as version",
  );
  return restore?.status === 0 && Number(version) >= Number(row?.version);
}

async function onServer<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_URL });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}
