import pg from 'pg';
import { describe, expect, it, vi } from 'vitest';
import { eventually } from '../eventually-for-test.ts';
import { createTestDatabase } from '../storage/postgres-for-test.ts';
import { fanoutContractSuite } from './fanout-contract.ts';
import { createPostgresFanout } from './postgres-fanout.ts';

function unexpected(error: unknown): void {
  throw error;
}

fanoutContractSuite('PostgreSQL', async () => {
  const database = await createTestDatabase();
  return {
    join: (listener) => createPostgresFanout(database.url, listener, unexpected),
    remove: database.remove,
  };
});

describe('fan-out by PostgreSQL', () => {
  it('a lost connection is made again, and everyone is told to read the log', async () => {
    const database = await createTestDatabase();
    const [lostHere, lostThere, hear] = [vi.fn(), vi.fn(), vi.fn()];
    const here = await createPostgresFanout(database.url, { hear: vi.fn(), lost: lostHere }, unexpected);
    const admin = new pg.Client({ connectionString: database.url });
    await admin.connect();
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and datname = current_database()`,
    );
    await eventually(() => expect(lostHere).toHaveBeenCalledOnce());

    const there = await createPostgresFanout(database.url, { hear, lost: lostThere }, unexpected);
    const roomId = new Uint8Array(16);
    here.publish({ kind: 'gone', roomId });
    await eventually(() => expect(hear).toHaveBeenCalledWith({ kind: 'gone', roomId }));
    await admin.end();
    await here.close();
    await there.close();
    await database.remove();
  });
});
