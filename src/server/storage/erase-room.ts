// A room ends in one of two ways: erased by someone who may [DEL2], or past its days [DEL3]. Either way all that
// belongs to it goes in one transaction, and a tombstone answers whoever names it.

import { sameBytes } from '../same-bytes.ts';
import { timeToDay } from './day.ts';
import type { Engine } from './engine.ts';
import { deletePastInvitations } from './invitations.ts';
import type { Database, Work } from './schema.ts';
import type { EraseOutcome, Tombstone } from './storage.ts';

const unjoinedMs = 8 * 86_400_000;
const roomsPerRound = 100;

export async function eraseRoom(
  db: Database,
  engine: Engine,
  roomId: Bytes,
  participantId: Bytes,
  record: Bytes,
): Promise<EraseOutcome> {
  return await db.transaction().execute(async (work) => {
    const room = await engine
      .lockRows(work.selectFrom('rooms').select('opener_id').where('room_id', '=', roomId))
      .executeTakeFirst();
    if (room === undefined) return 'no-room';
    const seated = await work
      .selectFrom('participants')
      .select('participant_id')
      .where('room_id', '=', roomId)
      .where('has_left', '=', 0)
      .execute();
    const known = seated.some((one) => sameBytes(one.participant_id, participantId));
    if (!known || (seated.length > 2 && !sameBytes(room.opener_id, participantId))) return 'not-allowed';
    await deleteRoom(work, roomId, { reason: 'erased', record });
    return 'erased';
  });
}

export async function findTombstone(work: Database | Work, roomId: Bytes): Promise<Tombstone | null> {
  const row = await work
    .selectFrom('tombstones')
    .select(['reason', 'record'])
    .where('room_id', '=', roomId)
    .executeTakeFirst();
  return row ?? null;
}

export async function sweepExpired(
  db: Database,
  engine: Engine,
  nowMs: number,
  retentionDays: number,
): Promise<Bytes[]> {
  await deletePastInvitations(db, nowMs);
  const swept: Bytes[] = [];
  for (;;) {
    const round = await sweepRound(db, engine, nowMs, retentionDays);
    swept.push(...round);
    if (round.length < roomsPerRound) return swept;
  }
}

async function sweepRound(
  db: Database,
  engine: Engine,
  nowMs: number,
  retentionDays: number,
): Promise<Bytes[]> {
  return await db.transaction().execute(async (work) => {
    const due = work
      .selectFrom('rooms')
      .select('room_id')
      .where((where) =>
        where.or([
          where('last_event_day', '<', timeToDay(nowMs) - retentionDays),
          where.and([
            where('invited', '=', 1),
            where('joined', '=', 0),
            where('opened_ms', '<', nowMs - unjoinedMs),
          ]),
        ]),
      )
      .orderBy('room_id')
      .limit(roomsPerRound);
    const rooms = (await engine.lockRows(due).execute()).map((row) => row.room_id);
    for (const roomId of rooms)
      await deleteRoom(work, roomId, { reason: 'expired', record: new Uint8Array() });
    return rooms;
  });
}

async function deleteRoom(work: Work, roomId: Bytes, { reason, record }: Tombstone): Promise<void> {
  for (const table of ['entries', 'chains', 'participants', 'invitations', 'kept_keys', 'rooms'] as const) {
    await work.deleteFrom(table).where('room_id', '=', roomId).execute();
  }
  await work
    .insertInto('tombstones')
    .values({ room_id: roomId, reason, record })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
