import { describe, expect, it } from 'vitest';
import { createStorage } from './create-storage.ts';
import { openPostgres } from './postgres.ts';
import { createTestDatabase } from './postgres-for-test.ts';
import { shortenForTest, storageContractSuite } from './storage-contract.ts';
import { type StorageLimits, storageLimits } from './storage-limits.ts';

async function openStorage(url: string, limits: StorageLimits) {
  const opened = await openPostgres(url);
  if (!opened.ok) throw new Error(opened.error);
  return await createStorage({ engine: opened.value, limits, toStub: shortenForTest });
}

storageContractSuite('PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { open: (limits) => openStorage(database.url, limits), remove: database.remove };
});

describe('PostgreSQL', () => {
  it('an address where no database answers is told, not thrown', async () => {
    expect(await openPostgres('postgres://nobody@127.0.0.1:9/none')).toEqual({
      ok: false,
      error: 'unreachable',
    });
  });

  it('several servers may start on the same empty database at once', async () => {
    const database = await createTestDatabase();
    const servers = await Promise.all([1, 2, 3].map(() => openStorage(database.url, storageLimits)));
    expect(await Promise.all(servers.map((storage) => storage.sweepExpired(0, 1)))).toEqual([[], [], []]);
    for (const storage of servers) await storage.close();
    await database.remove();
  });
});
