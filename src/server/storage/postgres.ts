// PostgreSQL, for several servers on one database. Nothing is kept in the process.
import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { EngineResult } from './engine.ts';
import { createScrub } from './postgres-scrub.ts';

const diskFull = '53100';
const connectTimeoutMs = 5_000;

export async function openPostgres(url: string): Promise<EngineResult> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: connectTimeoutMs,
    types: createTypes(),
  });
  // A lost idle connection is no event: the pool makes a new one for the next query.
  pool.on('error', () => undefined);
  try {
    await pool.query('select 1');
  } catch {
    await pool.end();
    return { ok: false, error: 'unreachable' };
  }
  return {
    ok: true,
    value: {
      dialect: new PostgresDialect({ pool }),
      bytesType: sql`bytea`,
      lockRows: (query) => query.forUpdate(),
      isFull: (error) => error instanceof pg.DatabaseError && error.code === diskFull,
      scrub: createScrub(),
      scrubEveryMs: 3_600_000,
    },
  };
}

/** Bytes as Bytes (not Buffer) and int8 as a number: times and counts stay far below 2^53. */
function createTypes(): pg.TypeOverrides {
  const types = new pg.TypeOverrides();
  const parseBytea: (value: string) => Buffer = pg.types.getTypeParser(pg.types.builtins.BYTEA);
  types.setTypeParser(pg.types.builtins.BYTEA, (value: string) => Uint8Array.from(parseBytea(value)));
  types.setTypeParser(pg.types.builtins.INT8, Number);
  return types;
}
