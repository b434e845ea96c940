import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createStorage } from './create-storage.ts';
import { openPostgres } from './postgres.ts';
import { createTestDatabase } from './postgres-for-test.ts';
import { createChain, scrubWholly, shortenForTest, storageContractSuite } from './storage-contract.ts';
import { type StorageLimits, storageLimits } from './storage-limits.ts';

async function openStorage(url: string, limits: StorageLimits) {
  const opened = await openPostgres(url);
  if (!opened.ok) throw new Error(opened.error);
  return await createStorage({ engine: opened.value, limits, toStub: shortenForTest });
}

storageContractSuite('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const { files, remove } = database;
  return { open: (limits) => openStorage(database.url, limits), files, remove };
});

describe('PostgreSQL', () => {
  it('an address where no database answers is told, not thrown', async () => {
    expect(await openPostgres('postgres://nobody@127.0.0.1:9/none')).toEqual({
      ok: false,
      error: 'unreachable',
    });
  });

  // VACUUM waits for numbered transactions in every database of the server, and for mere looks in its own.
  const others: readonly [string, string | null, string][] = [
    ['holds the table', null, 'lock table entries in access share mode'],
    ['looks at how all was before', null, 'select 1'],
    ['writes in another database', '/postgres', 'select pg_current_xact_id()'],
  ];
  it.each(others)(
    '[DEL2] while somebody %s nothing is scrubbed, and as soon as they are done it is',
    async (_, place, statement) => {
      const database = await createTestDatabase();
      const storage = await openStorage(database.url, storageLimits);
      const roomId = new Uint8Array(16);
      const genesis = createChain(roomId, new Uint8Array(8))({ bytes: Uint8Array.from(randomBytes(600)) });
      const stands = async () =>
        (await database.files()).some((file) => file.includes(Buffer.from(genesis.bytes)));
      await storage.openRoom({ roomId, participantId: roomId, publicKey: roomId, genesis }, 0);
      const connectionString = place === null ? database.url : new URL(place, database.url).href;
      const other = new pg.Client({ connectionString });
      await other.connect();
      await other.query('begin isolation level repeatable read');
      await other.query(statement);
      await storage.eraseRoom(roomId, roomId, new Uint8Array(96));
      expect(await storage.scrub()).toBe(false);
      expect(await stands()).toBe(true);
      await other.query('commit');
      await other.end();
      await scrubWholly(storage);
      expect(await stands()).toBe(false);
      await storage.close();
      await database.remove();
    },
  );

  it('several servers may start on the same empty database at once', async () => {
    const database = await createTestDatabase();
    const servers = await Promise.all([1, 2, 3].map(() => openStorage(database.url, storageLimits)));
    expect(await Promise.all(servers.map((storage) => storage.sweepExpired(0, 1)))).toEqual([[], [], []]);
    for (const storage of servers) await storage.close();
    await database.remove();
  });
});
