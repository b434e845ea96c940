// Return keys [RET1]: wraps that only their owner can open, found by id together with the hash of a proof.
import { sameBytes } from '../same-bytes.ts';
import type { Engine } from './engine.ts';
import type { Database, Work } from './schema.ts';
import type { KeptKey } from './storage.ts';

export async function putKey(
  db: Database,
  engine: Engine,
  key: KeptKey,
): Promise<'done' | 'taken' | 'no-room'> {
  const { roomId, participantId, keyId, authHash, wrap } = key;
  return await db.transaction().execute(async (work) => {
    const room = await engine
      .lockRows(work.selectFrom('rooms').select('room_id').where('room_id', '=', roomId))
      .executeTakeFirst();
    if (room === undefined) return 'no-room';
    if (await isOfSomebodyElse(work, key)) return 'taken';
    await work
      .deleteFrom('kept_keys')
      .where('room_id', '=', roomId)
      .where('participant_id', '=', participantId)
      .execute();
    const made = await work
      .insertInto('kept_keys')
      .values({ key_id: keyId, room_id: roomId, participant_id: participantId, auth_hash: authHash, wrap })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return made.numInsertedOrUpdatedRows === 0n ? 'taken' : 'done';
  });
}

/** Asked before anything is deleted: who is refused keeps the key they had. */
async function isOfSomebodyElse(work: Work, { roomId, participantId, keyId }: KeptKey): Promise<boolean> {
  const row = await work
    .selectFrom('kept_keys')
    .select(['room_id', 'participant_id'])
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  return (
    row !== undefined && !(sameBytes(row.room_id, roomId) && sameBytes(row.participant_id, participantId))
  );
}

export async function getKey(db: Database, keyId: Bytes, authHash: Bytes): Promise<Bytes | null> {
  const row = await db
    .selectFrom('kept_keys')
    .select(['auth_hash', 'wrap'])
    .where('key_id', '=', keyId)
    .executeTakeFirst();
  return row !== undefined && sameBytes(row.auth_hash, authHash) ? row.wrap : null;
}
