import { randomBytes } from 'node:crypto';
import pg from 'pg';

export type TestDatabase = Readonly<{
  url: string;
  /** All files of this database as they are on the disk, whatever of it is in memory still. */
  files(): Promise<Buffer[]>;
  remove(): Promise<void>;
}>;

/** A database of its own for one test, on the server that TEST_DATABASE_URL names. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (serverUrl === undefined) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOnce(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    files: () => readFiles(url.href),
    remove: async () => {
      await runOnce(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function readFiles(url: string): Promise<Buffer[]> {
  // Files of the catalogues have numbers below 16384. A file that goes meanwhile gives null.
  const rows = await runOnce(
    url,
    'checkpoint',
    `select pg_read_binary_file(path, 0, (pg_stat_file(path, true)).size, true) as bytes
     from (select 'base/' || oid as folder from pg_database where datname = current_database()) as place,
       pg_ls_dir(folder) as file, concat(folder, '/', file) as path
     where file ~ '^[0-9]{5}' and file !~ '^1[0-5]'`,
  );
  return rows.flatMap(({ bytes }) => (Buffer.isBuffer(bytes) ? [bytes] : []));
}

/** Gives the rows of the last statement. */
async function runOnce(url: string, ...texts: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: Record<string, unknown>[] = [];
    for (const text of texts) ({ rows } = await client.query(text));
    return rows;
  } finally {
    await client.end();
  }
}
