import type { Engine } from './engine.ts';
import type { Database, Work } from './schema.ts';
import type { Participant } from './storage.ts';
import type { StorageLimits } from './storage-limits.ts';

export async function participantKey(
  db: Database,
  roomId: Bytes,
  participantId: Bytes,
): Promise<Bytes | null> {
  const row = await db
    .selectFrom('participants')
    .select('public_key')
    .where('room_id', '=', roomId)
    .where('participant_id', '=', participantId)
    .executeTakeFirst();
  return row?.public_key ?? null;
}

type Parts = Readonly<{ db: Database; engine: Engine; limits: StorageLimits }>;

export async function addParticipant(
  { db, engine, limits }: Parts,
  participant: Participant,
): Promise<boolean> {
  return await db.transaction().execute(async (work) => {
    const { roomId } = participant;
    const room = await engine
      .lockRows(work.selectFrom('rooms').select('room_id').where('room_id', '=', roomId))
      .executeTakeFirst();
    return room !== undefined && (await seatParticipant(work, limits, participant));
  });
}

/** Under the room's lock: who left their chair stays known, for what they wrote, and is counted no more. */
export async function noteLeaving(work: Work, roomId: Bytes, participantId: Bytes): Promise<void> {
  await work
    .updateTable('participants')
    .set({ has_left: 1 })
    .where('room_id', '=', roomId)
    .where('participant_id', '=', participantId)
    .execute();
}

/** Under the room's lock. False when the room has all the participants it may have; sitting twice is sitting. */
export async function seatParticipant(
  work: Work,
  limits: StorageLimits,
  { roomId, participantId, publicKey }: Participant,
): Promise<boolean> {
  const seated = await work
    .selectFrom('participants')
    .select('participant_id')
    .where('room_id', '=', roomId)
    .execute();
  if (seated.length >= limits.participants) return false;
  await work
    .insertInto('participants')
    .values({ room_id: roomId, participant_id: participantId, public_key: publicKey, has_left: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await work
    .updateTable('rooms')
    .set({ joined: 1 })
    .where('room_id', '=', roomId)
    .where('joined', '=', 0)
    .execute();
  return true;
}
