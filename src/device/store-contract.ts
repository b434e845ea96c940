import { describe, expect, it } from 'vitest';
import { generateDeviceKey, openAtRest, sealAtRest } from '#crypto/device-seal.ts';
import type { ChainKey } from '#domain/events.ts';
import type { DeviceId, ParticipantId } from '#domain/ids.ts';
import type { RoomId } from './ids.ts';
import type { Store } from './store.ts';
import type { ArrivalRecord, Ending, RoomRecord, StoredEntry } from './stored-records.ts';

/** What every store does. `open` gives the same data again under the same name. */
export function storeContract(adapter: string, open: (name: string) => Store): void {
  let count = 0;
  const freshName = () => `contract-${adapter}-${count++}`;

  describe(`the ${adapter} store`, () => {
    it('gives back rooms, entries and arrivals as they were written', async () => {
      const store = open(freshName());
      const change = {
        rooms: [room('a')],
        entries: [entry('a', 0, 1), entry('a', 1, 2)],
        arrivals: [arrival],
      };
      expect(await store.write(change)).toBe('written');
      expect(await store.rooms()).toEqual([room('a')]);
      expect(await store.entries(roomId('a'))).toEqual([entry('a', 0, 1), entry('a', 1, 2)]);
      expect(await store.arrivals()).toEqual([arrival]);
    });

    it('[DEL2] keeps of a room that ended only what ended it, and leaves other rooms alone', async () => {
      const store = open(freshName());
      await store.write({ rooms: [room('a'), room('b')], entries: [entry('a', 0, 1), entry('b', 0, 2)] });
      const ending = { roomId: roomId('a'), reason: 'erased', record: new Uint8Array([7]) } as const;
      expect(await store.write({ endings: [ending] })).toBe('written');
      expect(await store.rooms()).toEqual([room('b')]);
      expect(await store.entries(roomId('a'))).toEqual([]);
      expect(await store.entries(roomId('b'))).toEqual([entry('b', 0, 2)]);
      expect(await store.endings()).toEqual([ending]);
      // Whoever was late writes nothing of it back.
      await store.write({ rooms: [room('a')], entries: [entry('a', 1, 3)] });
      expect(await store.rooms()).toEqual([room('b')]);
      expect(await store.entries(roomId('a'))).toEqual([]);
    });

    it('[DEL1] puts what is left of a blanked envelope in its place', async () => {
      const store = open(freshName());
      await store.write({ entries: [entry('a', 0, 1), entry('a', 1, 2)] });
      const stub = { ...entry('a', 1, 9), entry: { form: 'stub', bytes: new Uint8Array([9]) } } as const;
      expect(await store.write({ settled: [stub] })).toBe('written');
      expect(await store.entries(roomId('a'))).toEqual([entry('a', 0, 1), stub]);
    });

    it('[ENV3] refuses another envelope at a place that is taken, and then writes nothing at all', async () => {
      const store = open(freshName());
      await store.write({ entries: [entry('a', 0, 1)] });
      const change = { rooms: [room('a')], entries: [entry('a', 1, 5), entry('a', 0, 9)] };
      expect(await store.write(change)).toBe('taken');
      expect(await store.entries(roomId('a'))).toEqual([entry('a', 0, 1)]);
      expect(await store.rooms()).toEqual([]);
    });

    it('takes the same envelope twice as one', async () => {
      const store = open(freshName());
      await store.write({ entries: [entry('a', 0, 1)] });
      expect(await store.write({ entries: [entry('a', 0, 1)] })).toBe('written');
      expect(await store.entries(roomId('a'))).toHaveLength(1);
    });

    it('leaves out a damaged record, and keeps all others', async () => {
      const store = open(freshName());
      const ending: Ending = { roomId: roomId('e'), reason: 'expired', record: new Uint8Array(0) };
      await store.write({
        rooms: [room('a'), damaged<RoomRecord>({ ...room('b'), genesisHash: new Uint8Array(31) })],
        entries: [entry('a', 0, 1), damaged<StoredEntry>({ ...entry('a', 1, 2), entry: 'torn' })],
        arrivals: [arrival, damaged<ArrivalRecord>({ inviteId: text('j', 22) })],
        endings: [ending, damaged<Ending>({ ...ending, roomId: roomId('f'), reason: 'moved' })],
      });
      expect(await store.rooms()).toEqual([room('a')]);
      expect(await store.entries(roomId('a'))).toEqual([entry('a', 0, 1)]);
      expect(await store.arrivals()).toEqual([arrival]);
      expect(await store.endings()).toEqual([ending]);
    });

    it('[ENV3] writes nothing new where a damaged envelope lies, until it is known what stood there', async () => {
      const store = open(freshName());
      await store.write({ entries: [damaged<StoredEntry>({ ...entry('a', 0, 1), entry: 'torn' })] });
      expect(await store.write({ entries: [entry('a', 0, 2)] })).toBe('taken');
      expect(await store.write({ settled: [entry('a', 0, 1)] })).toBe('written');
      expect(await store.entries(roomId('a'))).toEqual([entry('a', 0, 1)]);
    });

    it('[TAB1] is empty after everything was taken away, and makes another key', async () => {
      const name = freshName();
      const store = open(name);
      const before = await store.sealingKey(generateDeviceKey);
      await store.write({ rooms: [room('a')], entries: [entry('a', 0, 1)], arrivals: [arrival] });
      await store.destroy();
      const again = open(name);
      for (const kept of [again.rooms(), again.entries(roomId('a')), again.arrivals(), again.endings()]) {
        expect(await kept).toEqual([]);
      }
      expect(await again.sealingKey(generateDeviceKey)).not.toBe(before);
    });

    it('forgets an arrival that has ended', async () => {
      const store = open(freshName());
      await store.write({ arrivals: [arrival] });
      await store.write({ endedArrivals: [arrival.inviteId] });
      expect(await store.arrivals()).toEqual([]);
    });

    it('[KEY2] makes one sealing key, which cannot be taken out', async () => {
      const store = open(freshName());
      const [one, other] = await Promise.all([
        store.sealingKey(generateDeviceKey),
        store.sealingKey(generateDeviceKey),
      ]);
      const id = new Uint8Array(16);
      const sealed = await sealAtRest(
        one,
        'room',
        id,
        new Uint8Array([7]),
        (length) => new Uint8Array(length),
      );
      expect(await openAtRest(other, 'room', id, sealed)).toEqual({ ok: true, value: new Uint8Array([7]) });
      expect(one.extractable).toBe(false);
    });
  });
}

const text = (letter: string, length: number) => `${letter.repeat(length - 1)}A`;
const arrival = { inviteId: text('i', 22), sealed: new Uint8Array([1, 2, 3]) };

function roomId(letter: string): RoomId {
  return text(letter, 22) as RoomId;
}

function room(letter: string): RoomRecord {
  return {
    roomId: roomId(letter),
    kind: 'table',
    participantId: text('p', 22) as ParticipantId,
    deviceId: text('d', 11) as DeviceId,
    sealed: new Uint8Array([4, 5]),
    genesisHash: new Uint8Array(32),
    isOpened: false,
    lastDay: 20_000,
    retentionDays: 180,
    forks: [],
  };
}

function entry(letter: string, seq: number, byte: number): StoredEntry {
  const chain: ChainKey = `${text('p', 22)}/${text('d', 11)}`;
  return { roomId: roomId(letter), chain, seq, entry: { form: 'whole', bytes: new Uint8Array([byte]) } };
}

/** What a disk or an older app may have left in the place of a record. */
function damaged<Value>(record: { readonly [Field in keyof Value]?: unknown }): Value {
  // Only a test writes what no type allows.
  return record as Value;
}
