import { expect, it } from 'vitest';
import type { ErrorCode } from '#protocol/error-codes.ts';
import type { Connection } from './connection.ts';
import { bringRecords } from './endings.ts';
import type { RoomId } from './ids.ts';
import { createMemoryStore } from './memory-store.ts';

const roomIds = ['a', 'b', 'c'].map((letter) => `${letter.repeat(21)}A` as RoomId);

it('[DEL2] brings every record once a connection; what the server has no patience for comes later', async () => {
  const store = createMemoryStore();
  const endings = roomIds.map((roomId, index) => ({
    roomId,
    reason: 'erased' as const,
    record: new Uint8Array([index]),
  }));
  await store.write({ endings });
  const asked: (number | undefined)[] = [];
  const refusals: (ErrorCode | undefined)[] = [undefined, 'rate-limited', undefined, 'not-allowed'];
  const connection: Pick<Connection, 'ask'> = {
    ask: async (question) => {
      if (question.type !== 'erase') throw new Error('only records are brought');
      asked.push(question.record[0]);
      const code = refusals.shift();
      return code ? { type: 'refused', req: 1, code } : { type: 'done', req: 1 };
    },
  };
  const brought = new Set<RoomId>();
  const erased: RoomId[] = [];
  const bring = () => bringRecords(store, connection, brought, (roomId) => erased.push(roomId));
  expect([await bring(), await bring(), await bring()]).toEqual([false, true, true]);
  expect(asked).toEqual([0, 1, 1, 2]);
  expect(erased).toEqual(roomIds.slice(0, 2));
});
