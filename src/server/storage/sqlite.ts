// SQLite in the process. The file is locked for as long as the server runs (the system frees the lock when the
// process dies, however it dies), a commit is on the disk before it returns, and deleted content is overwritten.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteDialect, sql } from 'kysely';
import Libsql from 'libsql';
import type { EngineResult } from './engine.ts';

type Connection = InstanceType<typeof Libsql>;

// The order matters: the lock is taken by the first read after locking_mode, which journal_mode makes.
const settings = [
  'locking_mode = exclusive',
  'journal_mode = wal',
  'synchronous = full',
  'secure_delete = on',
  'foreign_keys = off',
];

export function openSqlite(folder: string): EngineResult {
  const connection = openFile(folder);
  if (connection === null) return { ok: false, error: 'unusable' };
  try {
    for (const setting of settings) connection.prepare(`pragma ${setting}`).all();
    // WAL with an exclusive lock still lets a second reader in until something is written.
    connection.exec('begin immediate; commit');
  } catch (error) {
    connection.close();
    const code = errorCode(error);
    if (code.startsWith('SQLITE_BUSY')) return { ok: false, error: 'in-use' };
    if (code !== '') return { ok: false, error: 'unusable' };
    throw error;
  }
  return {
    ok: true,
    value: {
      dialect: new SqliteDialect({ database: asKyselyDatabase(connection) }),
      bytesType: sql`blob`,
      // There is one connection, and Kysely hands it to one transaction at a time.
      lockRows: (query) => query,
      isFull: (error) => errorCode(error) === 'SQLITE_FULL',
      // In the file itself secure_delete has overwritten it; the log still holds the pages of before.
      scrub: async (db) => {
        const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
        return rows[0]?.busy === 0;
      },
      scrubEveryMs: 60_000,
    },
  };
}

function openFile(folder: string): Connection | null {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return new Libsql(join(folder, 'samenleerwijzer.db'));
  } catch (error) {
    if (errorCode(error) === '') throw error;
    return null;
  }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/**
 * Writes the log back into the one file and gives up the lock, then closes. Closing alone keeps the lock until the
 * last prepared statement is collected as garbage, and a test that opens the same folder again would find it in use.
 */
function closeConnection(connection: Connection): void {
  try {
    for (const setting of ['journal_mode = delete', 'locking_mode = normal', 'user_version']) {
      connection.prepare(`pragma ${setting}`).all();
    }
  } finally {
    connection.close();
  }
}

/** What Kysely asks of a driver, with bytes as Bytes: libsql gives every blob as an ArrayBuffer. */
function asKyselyDatabase(connection: Connection) {
  return {
    close: () => closeConnection(connection),
    prepare(text: string) {
      // SQLite has ended the transaction itself when the disk was full: rolling back again would hide the cause.
      const done = text === 'rollback' && !connection.inTransaction;
      const statement = connection.prepare(done ? 'select 1' : text);
      return {
        reader: statement.reader,
        all: (parameters: readonly unknown[]) => statement.all(parameters).map(rowWithBytes),
        run: (parameters: readonly unknown[]) => statement.run(parameters),
        *iterate(parameters: readonly unknown[]) {
          for (const row of statement.iterate(parameters)) yield rowWithBytes(row);
        },
      };
    },
  };
}

function rowWithBytes(row: unknown): unknown {
  if (typeof row !== 'object' || row === null) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof ArrayBuffer ? new Uint8Array(value) : value,
    ]),
  );
}
