import { describe, expect, it } from 'vitest';
import type { Device } from '#device/device.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import type { Table } from '#device/table.ts';
import {
  anouk,
  bilal,
  deviceFor,
  inviteTo,
  joinAs,
  nextChange,
  openTableFor,
  until,
  workingKeyOf,
} from '../people.ts';
import type { TestServer } from '../simulation/server.ts';
import { walkTo } from '../simulation/walk.ts';

/** A server as an operator has it: docs/operate.md says how each is backed up and restored. */
export type OperatedServer = {
  readonly server: TestServer;
  readonly backUp: () => Promise<void>;
  /** Puts the backup in the place of all the server has; the server does not run then. */
  readonly restore: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

/** What a restored backup lacks comes back from the devices; what it has too much goes again. */
export function restoresFromBackup(name: string, create: () => Promise<OperatedServer>): void {
  describe(`a backup of ${name}, made in use and restored after more was written`, () => {
    it('[ENV7] [RET1] lacks nothing once the devices were there: a new device gets all of it', async () => {
      const { server, backUp, restore, remove } = await create();
      const { hers, his, table, guest } = await sit(server.origin);
      await walkTo('moment', [table, guest]);
      await backUp();
      wake(hers, his);

      await guest.lay('strook', { symbols: ['luisteren'], text: 'na de back-up' });
      await guest.keep({ symbols: ['blij'] });
      await until(table, ({ view }) => view?.shown?.spots[0]?.cards.length === 1);
      for (const one of [table, guest]) await one.save();
      const code = await workingKeyOf(guest);
      await server.pause();
      await restore();
      await server.resume();

      wake(hers, his);
      for (const one of [table, guest]) await until(one, isSafe);
      expect(await workingKeyOf(guest)).toBe(code);
      for (const device of [hers, his]) device.close();
      const phone = await deviceFor(server.origin);
      await phone.connected();
      const back = await phone.useKey(code);
      if (!back.ok) throw new Error(back.error);
      const { kept, view } = await until(
        back.value,
        (sight) => sight.kept.length === 1 && sight.view?.shown?.spots[0]?.cards.length === 1,
      );
      expect(view?.shown?.spots[0]?.cards[0]?.content?.text).toBe('na de back-up');
      expect(kept[0]?.content.symbols).toEqual(['blij']);
      phone.close();
      await remove();
    });

    it('[DEL2] does not bring back what was thrown away since: the record comes back too', async () => {
      const { server, backUp, restore, remove } = await create();
      const { hers, his, table, guest, store } = await sit(server.origin);
      for (const one of [table, guest]) await one.save();
      hers.close();
      await backUp();
      wake(his);
      await his.connected();
      expect((await guest.erase()).ok).toBe(true);
      await server.pause();
      await restore();
      await server.resume();

      wake(his);
      const again = await deviceFor(server.origin, store);
      while (again.table(table.roomId)) await nextChange(again);
      // She had laid nothing there: her own cards stay hers, for the next table.
      expect((await store.rooms()).filter(({ kind }) => kind === 'table')).toEqual([]);
      for (const device of [again, his]) device.close();
      await remove();
    });
  });
}

async function sit(origin: string) {
  const store = createMemoryStore();
  const hers = await deviceFor(origin, store);
  const his = await deviceFor(origin);
  const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
  const guest = await joinAs(bilal, his, await inviteTo(table));
  for (const one of [table, guest]) one.beHere(true);
  return { hers, his, table, guest, store };
}

function isSafe({ saved, isConnected }: ReturnType<Table['see']>): boolean {
  return saved === 'server' && isConnected;
}

function wake(...devices: Device[]): void {
  for (const device of devices) device.wake();
}
