import pg from 'pg';
import { createTestDatabase } from '#server/storage/postgres-for-test.ts';
import { nobodyElseCanRead } from './nobody-else-can-read.ts';

nobodyElseCanRead('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const name = new URL(database.url).pathname.slice(1);
  // What is compressed cannot be searched.
  await client.query(`alter database ${name} set wal_compression = off`);
  // Keeps the log from being used again before it is read, for as long as this connection lasts.
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [name]);
  const place = async () =>
    (await client.query<{ lsn: string }>('select pg_current_wal_lsn() as lsn')).rows[0]?.lsn;
  let readUpTo = await place();
  return {
    env: { DATABASE_URL: database.url },
    prepare: async () => {
      await client.query('alter table entries alter column bytes set storage external');
      await client.query('alter table kept_keys alter column wrap set storage external');
      await client.query(
        'alter table invitations alter column show set storage external, alter column wrap set storage external',
      );
    },
    files: async () => {
      const log = await client.query<{ bytes: Buffer }>(
        `select pg_read_binary_file('pg_wal/' || name) as bytes from pg_ls_waldir()
         where name between pg_walfile_name($1) and pg_walfile_name(pg_current_wal_lsn())`,
        [readUpTo],
      );
      readUpTo = await place();
      // Begins with a checkpoint, which writes to the tables' files all that is in memory.
      return { tables: await database.files(), 'write-ahead log': log.rows.map(({ bytes }) => bytes) };
    },
    remove: async () => {
      await client.end();
      await database.remove();
    },
  };
});
