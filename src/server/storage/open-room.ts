import { sameBytes } from '../same-bytes.ts';
import { timeToDay } from './day.ts';
import { findTombstone } from './erase-room.ts';
import type { Database, Work } from './schema.ts';
import type { Opening, OpenOutcome } from './storage.ts';
import { writeEntries } from './write-entries.ts';

export async function openRoom(db: Database, opening: Opening, nowMs: number): Promise<OpenOutcome> {
  const { roomId, participantId, publicKey, genesis } = opening;
  return await db.transaction().execute(async (work) => {
    const made = await work
      .insertInto('rooms')
      .values({
        room_id: roomId,
        next_seq: 2,
        opened_ms: nowMs,
        last_event_day: timeToDay(nowMs),
        stored_bytes: genesis.bytes.length,
        opener_id: participantId,
        invited: 0,
        joined: 0,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n)
      return (await isSameOpening(work, opening)) ? 'repeated' : 'taken';
    // Only now: whoever was erasing the room has finished, or the insert would still be waiting.
    if ((await findTombstone(work, roomId)) !== null) {
      await work.deleteFrom('rooms').where('room_id', '=', roomId).execute();
      return 'gone';
    }
    await work
      .insertInto('participants')
      .values({ room_id: roomId, participant_id: participantId, public_key: publicKey, has_left: 0 })
      .execute();
    await writeEntries(work, [{ ...genesis, roomId, seq: 1 }]);
    return 'opened';
  });
}

/** A device that lost the answer opens again with the same bytes. */
async function isSameOpening(work: Work, { roomId, genesis }: Opening): Promise<boolean> {
  const first = await work
    .selectFrom('entries')
    .select('hash')
    .where('room_id', '=', roomId)
    .where('seq', '=', 1)
    .executeTakeFirst();
  // The hash covers the header, which names the opener, whose id is a hash of the key.
  return first !== undefined && sameBytes(first.hash, genesis.hash);
}
