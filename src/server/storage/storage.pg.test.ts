import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { createStorage } from './create-storage.ts';
import { openPostgres } from './postgres.ts';
import { createTestDatabase } from './postgres-for-test.ts';
import { createChain, shortenForTest, storageContractSuite } from './storage-contract.ts';
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

  // The first holds the table, the second only a look at how all was before.
  it.each(['lock table entries in access share mode', 'select 1'])(
    '[DEL2] what a backup still reads is not scrubbed before it is done, and then it is: %s',
    async (reading) => {
      const database = await createTestDatabase();
      const storage = await openStorage(database.url, storageLimits);
      const roomId = new Uint8Array(16);
      const genesis = createChain(roomId, new Uint8Array(8))({ bytes: Uint8Array.from(randomBytes(600)) });
      const stands = async () =>
        (await database.files()).some((file) => file.includes(Buffer.from(genesis.bytes)));
      await storage.openRoom({ roomId, participantId: roomId, publicKey: roomId, genesis }, 0);
      const backup = new pg.Client({ connectionString: database.url });
      await backup.connect();
      await backup.query('begin isolation level repeatable read');
      await backup.query(reading);
      await storage.eraseRoom(roomId, roomId, new Uint8Array(96));
      await storage.scrub();
      expect(await stands()).toBe(true);
      await backup.query('commit');
      await backup.end();
      await storage.scrub();
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
