import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestServer } from '../simulation/server.ts';
import { restoresFromBackup } from './restored-backup.ts';

/** Its file is locked while the server runs, so a copy is made in a stop of a moment. */
restoresFromBackup('SQLite', async () => {
  const server = await startTestServer();
  const copy = await mkdtemp(join(tmpdir(), 'slw-backup-'));
  return {
    server,
    backUp: async () => {
      await server.pause();
      await cp(server.dataDir, copy, { recursive: true });
      await server.resume();
    },
    restore: async () => {
      await rm(server.dataDir, { recursive: true });
      await cp(copy, server.dataDir, { recursive: true });
    },
    remove: async () => {
      await server.stop();
      await rm(copy, { recursive: true });
    },
  };
});
