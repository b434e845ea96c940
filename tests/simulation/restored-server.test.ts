import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { anouk, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';
import { walkTo } from './walk.ts';

/** The server comes back with its data as it was when the copy was made. */
async function restore(server: TestServer, copy: string): Promise<void> {
  await rm(server.dataDir, { recursive: true });
  await cp(copy, server.dataDir, { recursive: true });
  await server.resume();
}

async function copyOf(server: TestServer): Promise<string> {
  await server.pause();
  const copy = await mkdtemp(join(tmpdir(), 'slw-copy-'));
  await cp(server.dataDir, copy, { recursive: true });
  await server.resume();
  return copy;
}

/** Anouk and Bilal sit and talk; the copy of the server's data is made when `when` says so. */
async function sitWithCopy(when: 'before the room' | 'before the guest' | 'while they sit') {
  const server = await startTestServer();
  let copy = when === 'before the room' ? await copyOf(server) : '';
  const [hers, his] = [await deviceFor(server.origin), await deviceFor(server.origin)];
  const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
  if (when === 'before the guest') copy = await copyOf(server);
  for (const device of [hers, his]) device.wake();
  await until(table, (sight) => sight.isConnected);
  const guest = await joinAs(bilal, his, await inviteTo(table));
  for (const one of [table, guest]) one.beHere(true);
  await walkTo('oefenen', [table, guest]);
  if (when === 'while they sit') copy = await copyOf(server);
  for (const device of [hers, his]) device.wake();
  await walkTo('moment', [table, guest]);
  await guest.lay('strook', { symbols: ['luisteren'] });
  await until(table, (sight) => sight.view?.shown?.spots[0]?.cards.length === 1);
  return { server, copy, hers, his, table, guest };
}

describe('a server restored from an older copy', () => {
  for (const when of ['while they sit', 'before the guest', 'before the room'] as const) {
    it(`[ENV7] gets back from the devices what it no longer has, from a copy made ${when}`, async () => {
      const { server, copy, hers, his, table, guest } = await sitWithCopy(when);
      await server.pause();
      await restore(server, copy);
      for (const device of [hers, his]) device.wake();
      for (const one of [table, guest])
        await until(one, (sight) => sight.saved === 'server' && sight.isConnected);
      await table.lay('strook', { symbols: ['uitleggen'] });
      const sight = await until(guest, ({ view }) => view?.shown?.spots[0]?.cards.length === 2);
      expect(sight.missingFrom).toEqual([]);
      for (const device of [hers, his]) device.close();
      await server.stop();
      await rm(copy, { recursive: true });
    });
  }
});
