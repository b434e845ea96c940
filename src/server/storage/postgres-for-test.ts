import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own for one test, on the server that TEST_DATABASE_URL names. */
export async function createTestDatabase(): Promise<{ url: string; remove(): Promise<void> }> {
  const serverUrl = process.env.TEST_DATABASE_URL;
  if (serverUrl === undefined) throw new Error('TEST_DATABASE_URL names no PostgreSQL server');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await runOnce(serverUrl, `create database ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => runOnce(serverUrl, `drop database ${name} with (force)`) };
}

async function runOnce(url: string, text: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(text);
  } finally {
    await client.end();
  }
}
