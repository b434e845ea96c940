import type { Database } from './schema.ts';

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
