import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createStorage } from './create-storage.ts';
import type { Engine } from './engine.ts';
import { openSqlite } from './sqlite.ts';
import { StorageFullError } from './storage.ts';
import { createChain, shortenForTest, storageContractSuite } from './storage-contract.ts';
import { storageLimits } from './storage-limits.ts';

function openOrThrow(folder: string): Engine {
  const opened = openSqlite(folder);
  if (!opened.ok) throw new Error(opened.error);
  return opened.value;
}

storageContractSuite('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'samenleerwijzer-'));
  return {
    open: (limits) => createStorage({ engine: openOrThrow(folder), limits, toStub: shortenForTest }),
    files: async () => readdirSync(folder).map((name) => readFileSync(join(folder, name))),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

/** Another process that holds the data as a server does. */
async function holdElsewhere(folder: string): Promise<{ kill(): Promise<void> }> {
  const text = `
    const Libsql = require(${JSON.stringify(createRequire(import.meta.url).resolve('libsql'))});
    const connection = new Libsql(${JSON.stringify(join(folder, 'samenleerwijzer.db'))});
    for (const setting of ['locking_mode = exclusive', 'journal_mode = wal']) connection.prepare('pragma ' + setting).all();
    connection.exec('create table if not exists held (one integer); insert into held values (1)');
    console.log('held');
    setInterval(() => connection.open, 1000);`;
  const other = spawn(process.execPath, ['--eval', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(other.stdout, 'data');
  return {
    kill: async () => {
      const ended = once(other, 'exit');
      other.kill('SIGKILL');
      await ended;
    },
  };
}

describe('SQLite', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'samenleerwijzer-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('data that another server uses is told to be in use, until that server is gone, even by kill -9', async () => {
    const other = await holdElsewhere(folder);
    expect(openSqlite(folder)).toEqual({ ok: false, error: 'in-use' });
    await other.kill();
    const storage = await createStorage({
      engine: openOrThrow(folder),
      limits: storageLimits,
      toStub: shortenForTest,
    });
    await storage.close();
  });

  it('commits reach the disk before they return, and what is deleted is overwritten', async () => {
    const db = new Kysely({ dialect: openOrThrow(folder).dialect });
    const settings = ['journal_mode', 'synchronous', 'secure_delete', 'locking_mode'];
    const values = [];
    for (const setting of settings) values.push((await sql.raw(`pragma ${setting}`).execute(db)).rows[0]);
    expect(values).toEqual([
      { journal_mode: 'wal' },
      { synchronous: 2 },
      { secure_delete: 1 },
      { locking_mode: 'exclusive' },
    ]);
    await db.destroy();
  });

  it('a full disk refuses with its own error, keeps what it has, and goes on when there is room again', async () => {
    const engine = openOrThrow(folder);
    const storage = await createStorage({ engine, limits: storageLimits, toStub: shortenForTest });
    const db = new Kysely({ dialect: engine.dialect });
    const next = createChain(new Uint8Array(16), new Uint8Array(8), 16_000);
    const roomId = new Uint8Array(16);
    await storage.openRoom({ roomId, participantId: roomId, publicKey: roomId, genesis: next() }, 0);
    const used = (await sql<{ page_count: number }>`pragma page_count`.execute(db)).rows[0]?.page_count ?? 0;
    await sql.raw(`pragma max_page_count = ${used + 1}`).execute(db);

    const entry = next();
    await expect(storage.appendBatch([{ roomId, entries: [entry] }], 0)).rejects.toThrow(StorageFullError);
    expect(await storage.roomTip(roomId)).toMatchObject({ lastSeq: 1 });
    await sql.raw(`pragma max_page_count = ${used + 100}`).execute(db);
    expect(await storage.appendBatch([{ roomId, entries: [entry] }], 0)).toEqual([
      [{ code: 'stored', seq: 2 }],
    ]);
    await storage.close();
  });
});
