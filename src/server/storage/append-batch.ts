// Appends of many rooms in one commit. All rooms are locked first, in one order for every server, so that
// "next in its chain" and the room's own sequence are decided while nobody else can add to them [SRV3] [SRV4].
import type { Insertable, Selectable } from 'kysely';
import { bytesToKey } from '../bytes-key.ts';
import { sameBytes } from '../same-bytes.ts';
import { blankEntries, type ToStub } from './blank-entries.ts';
import { timeToDay } from './day.ts';
import type { Engine } from './engine.ts';
import { noteLeaving } from './participants.ts';
import type { Database, Tables, Work } from './schema.ts';
import type { AppendOutcome, NewEntry, RoomAppend } from './storage.ts';
import type { StorageLimits } from './storage-limits.ts';
import { type LoggedNewEntry, writeEntries } from './write-entries.ts';

type ChainHead = Readonly<{ seq: number; hash: Bytes }>;

/** A locked room while a batch is placed in it. */
type LockedRoom = {
  readonly row: Selectable<Tables['rooms']>;
  readonly headByChain: Map<string, ChainHead>;
  readonly fresh: LoggedNewEntry[];
  storedBytes: number;
  lastEventDay: number;
};

export type AppendParts = Readonly<{ db: Database; engine: Engine; limits: StorageLimits; toStub: ToStub }>;

export async function appendBatch(
  { db, engine, limits, toStub }: AppendParts,
  appends: readonly RoomAppend[],
  nowMs: number,
): Promise<AppendOutcome[][]> {
  if (appends.length === 0) return [];
  return await db.transaction().execute(async (work) => {
    const roomByKey = await lockRooms(work, engine, appends);
    const outcomes: AppendOutcome[][] = [];
    for (const { roomId, entries } of appends) {
      const room = roomByKey.get(bytesToKey(roomId));
      const placed: AppendOutcome[] = [];
      for (const entry of entries) {
        placed.push(
          room === undefined ? { code: 'no-room' } : await placeEntry(work, room, entry, limits, nowMs),
        );
      }
      outcomes.push(placed);
    }
    const touched = [...roomByKey.values()].filter((room) => room.fresh.length > 0);
    await writeEntries(
      work,
      touched.flatMap((room) => room.fresh),
    );
    for (const room of touched) {
      for (const entry of room.fresh) {
        room.storedBytes -= await blankEntries(work, entry, toStub);
        if (entry.leaves) await noteLeaving(work, entry.roomId, entry.participantId);
      }
    }
    await updateRooms(work, touched);
    return outcomes;
  });
}

async function lockRooms(
  work: Work,
  engine: Engine,
  appends: readonly RoomAppend[],
): Promise<Map<string, LockedRoom>> {
  const roomIds = [...new Map(appends.map(({ roomId }) => [bytesToKey(roomId), roomId])).values()];
  const rows = await engine
    .lockRows(work.selectFrom('rooms').selectAll().where('room_id', 'in', roomIds).orderBy('room_id'))
    .execute();
  const roomByKey = new Map(
    rows.map((row): [string, LockedRoom] => [
      bytesToKey(row.room_id),
      {
        row,
        headByChain: new Map(),
        fresh: [],
        storedBytes: row.stored_bytes,
        lastEventDay: row.last_event_day,
      },
    ]),
  );
  const chains = await work.selectFrom('chains').selectAll().where('room_id', 'in', roomIds).execute();
  for (const chain of chains) {
    const head = { seq: chain.head_seq, hash: chain.head_hash };
    roomByKey
      .get(bytesToKey(chain.room_id))
      ?.headByChain.set(bytesToKey(chain.participant_id, chain.device_id), head);
  }
  return roomByKey;
}

async function placeEntry(
  work: Work,
  room: LockedRoom,
  entry: NewEntry,
  limits: StorageLimits,
  nowMs: number,
): Promise<AppendOutcome> {
  const chain = bytesToKey(entry.participantId, entry.deviceId);
  const head = room.headByChain.get(chain);
  const next = head === undefined ? 0 : head.seq + 1;
  if (entry.chainSeq > next) return { code: 'gap' };
  if (entry.chainSeq < next) {
    const held = await hashAt(work, room, entry);
    return { code: held !== null && sameBytes(held, entry.hash) ? 'repeated' : 'fork' };
  }
  if (head !== undefined && !sameBytes(head.hash, entry.prev)) return { code: 'fork' };
  if (isOverQuota(room, entry, head === undefined, limits)) return { code: 'room-full' };

  const seq = room.row.next_seq + room.fresh.length;
  room.fresh.push({ ...entry, roomId: room.row.room_id, seq });
  room.headByChain.set(chain, { seq: entry.chainSeq, hash: entry.hash });
  room.storedBytes += entry.bytes.length;
  if (entry.keepsRoom) room.lastEventDay = Math.max(room.lastEventDay, timeToDay(nowMs));
  return { code: 'stored', seq };
}

function isOverQuota(room: LockedRoom, entry: NewEntry, newChain: boolean, limits: StorageLimits): boolean {
  if (newChain && room.headByChain.size >= limits.roomChains) return true;
  // What frees room must still fit in a full one.
  const most = entry.blanks.length > 0 ? limits.roomBytes + limits.roomBytesForBlanks : limits.roomBytes;
  return room.storedBytes + entry.bytes.length > most;
}

async function hashAt(work: Work, room: LockedRoom, entry: NewEntry): Promise<Bytes | null> {
  const fresh = room.fresh.find(
    (other) =>
      other.chainSeq === entry.chainSeq &&
      sameBytes(other.deviceId, entry.deviceId) &&
      sameBytes(other.participantId, entry.participantId),
  );
  if (fresh !== undefined) return fresh.hash;
  const row = await work
    .selectFrom('entries')
    .select('hash')
    .where('room_id', '=', room.row.room_id)
    .where('participant_id', '=', entry.participantId)
    .where('device_id', '=', entry.deviceId)
    .where('chain_seq', '=', entry.chainSeq)
    .executeTakeFirst();
  return row?.hash ?? null;
}

/** One statement for all: the rows are there and locked, so every insert becomes an update. */
async function updateRooms(work: Work, rooms: readonly LockedRoom[]): Promise<void> {
  if (rooms.length === 0) return;
  const rows = rooms.map(
    (room): Insertable<Tables['rooms']> => ({
      ...room.row,
      next_seq: room.row.next_seq + room.fresh.length,
      stored_bytes: room.storedBytes,
      last_event_day: room.lastEventDay,
    }),
  );
  await work
    .insertInto('rooms')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('room_id').doUpdateSet(({ ref }) => ({
        next_seq: ref('excluded.next_seq'),
        stored_bytes: ref('excluded.stored_bytes'),
        last_event_day: ref('excluded.last_event_day'),
      })),
    )
    .execute();
}
