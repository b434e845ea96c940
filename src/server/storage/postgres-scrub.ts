// VACUUM alone gives the room of deleted rows free and leaves their bytes standing in it; only VACUUM FULL writes the
// table anew and lets go of the old file. It keeps others from the table meanwhile, so it is done once in a while, and
// only to tables that lost something. What somebody else (a backup, an analyze) may still look at it would write anew
// too; so it is not done while somebody has a look from before, or holds a table: then the next time.
import { sql } from 'kysely';
import pg from 'pg';
import type { Database } from './schema.ts';

const lockNotAvailable = '55P03';

type Table = Readonly<{ name: string; changes: number; now: string }>;

/** One a server: it remembers what it has scrubbed. After a start everything is scrubbed once. */
export function createScrub(): (db: Database) => Promise<boolean> {
  const scrubbed = new Map<string, number>();
  return (db) =>
    db.connection().execute(async (connection) => {
      const { rows } = await sql<Table>`
        select relname as name, n_tup_upd + n_tup_del as changes,
          pg_snapshot_xmax(pg_current_snapshot())::text as now
        from pg_stat_user_tables
        where relid in ('entries'::regclass, 'chains'::regclass, 'participants'::regclass,
          'invitations'::regclass, 'kept_keys'::regclass, 'rooms'::regclass)`.execute(connection);
      const due = rows.filter(({ name, changes }) => scrubbed.get(name) !== changes);
      if (due[0] === undefined) return true;
      if (!(await nobodyLooksBack(connection, due[0].now))) return false;
      let all = true;
      await sql`set lock_timeout = '2s'`.execute(connection);
      try {
        for (const { name, changes } of due) {
          if (await rewrite(connection, name)) scrubbed.set(name, changes);
          else all = false;
        }
      } finally {
        await sql`reset lock_timeout`.execute(connection);
      }
      return all;
    });
}

/**
 * Waits two seconds at most until every transaction that began before `now`, a transaction's number, is over: VACUUM
 * keeps what was deleted since then. One with a number of its own counts in every database of the server, as it does
 * for VACUUM's own snapshot; one that only reads counts in this database, and so does a standby that tells what it reads.
 */
async function nobodyLooksBack(db: Database, now: string): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    const { rows } = await sql<Readonly<{ looks: boolean }>>`
      select pg_snapshot_xmin(pg_current_snapshot()) < ${now}::text::xid8 or exists (
        select from (
          select backend_xmin as oldest from pg_stat_activity
          where pid <> pg_backend_pid() and (datname = current_database() or datname is null)
          union all select xmin from pg_replication_slots
        ) as others
        where age(oldest) > age(${now}::text::xid8::xid)
      ) as looks`.execute(db);
    if (rows[0]?.looks === false) return true;
    await sql`select pg_sleep(0.1)`.execute(db);
  }
  return false;
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
