import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nobodyElseCanRead } from './nobody-else-can-read.ts';

nobodyElseCanRead('SQLite', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'slw-canary-'));
  const read = async (isKind: (name: string) => boolean) => {
    const names = (await readdir(folder)).filter(isKind);
    return Promise.all(names.map((name) => readFile(join(folder, name))));
  };
  return {
    env: { DATA_DIR: folder },
    prepare: async () => undefined,
    files: async () => ({
      tables: await read((name) => name.endsWith('.db')),
      'write-ahead log': await read((name) => !name.endsWith('.db')),
    }),
    remove: () => rm(folder, { recursive: true }),
  };
});
