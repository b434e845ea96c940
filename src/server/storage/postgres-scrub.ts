// VACUUM alone gives the room of deleted rows free and leaves their bytes standing in it; only VACUUM FULL writes the
// table anew and lets go of the old file. It keeps others from the table meanwhile, so it is done once in a while,
// only to tables that lost something, and not at all while somebody else (a backup) holds one: then the next time.
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

const lockNotAvailable = '55P03';

type Table = Readonly<{ name: string; changes: number }>;

/** One a server: it remembers what it has scrubbed. After a start everything is scrubbed once. */
export function createScrub(): (db: Database) => Promise<void> {
  const scrubbed = new Map<string, number>();
  return (db) =>
    db.connection().execute(async (connection) => {
      const { rows } = await sql<Table>`
        select relname as name, n_tup_upd + n_tup_del as changes
        from pg_stat_user_tables
        where relid in ('entries'::regclass, 'chains'::regclass, 'participants'::regclass,
          'invitations'::regclass, 'kept_keys'::regclass, 'rooms'::regclass)`.execute(connection);
      await sql`set lock_timeout = '2s'`.execute(connection);
      try {
        for (const { name, changes } of rows) {
          if (scrubbed.get(name) === changes || !(await rewrite(connection, name))) continue;
          scrubbed.set(name, changes);
        }
      } finally {
        await sql`reset lock_timeout`.execute(connection);
      }
    });
}

async function rewrite(db: Database, table: string): Promise<boolean> {
  try {
    await sql`vacuum (full) ${sql.table(table)}`.execute(db);
    return true;
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === lockNotAvailable) return false;
    throw error;
  }
}
