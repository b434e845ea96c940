// Numbered migrations, run at every start. A migration that has been released is never changed.
import { type Kysely, type Migration, Migrator } from 'kysely';
import type { Engine } from './engine.ts';
import { createFirstTables } from './migrations/0001-rooms.ts';
import type { Database } from './schema.ts';

const migrationByNumber: Readonly<Record<string, (db: Kysely<unknown>, engine: Engine) => Promise<void>>> = {
  '0001': createFirstTables,
};

export async function migrate(db: Database, engine: Engine): Promise<void> {
  const migrations = Object.entries(migrationByNumber).map(([number, up]): [string, Migration] => [
    number,
    { up: (work) => up(work, engine) },
  ]);
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => Object.fromEntries(migrations) },
  });
  const { error } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
}
