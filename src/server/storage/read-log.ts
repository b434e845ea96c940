import type { ExpressionBuilder } from 'kysely';
import { entryForms } from '#protocol/entry.ts';
import type { Head } from '#protocol/head.ts';
import type { Database, Tables } from './schema.ts';
import type { LoggedEntry, PageQuery, RoomTip } from './storage.ts';

export async function roomTip(db: Database, roomId: Bytes): Promise<RoomTip | null> {
  // The room first: chains read later can only be further, so nothing up to lastSeq is missed.
  const room = await db
    .selectFrom('rooms')
    .select(['next_seq', 'last_event_day'])
    .where('room_id', '=', roomId)
    .executeTakeFirst();
  if (room === undefined) return null;
  const chains = await db
    .selectFrom('chains')
    .select(['participant_id', 'device_id', 'head_seq'])
    .where('room_id', '=', roomId)
    .orderBy('participant_id')
    .orderBy('device_id')
    .execute();
  const heads = chains.map((chain) => ({
    participantId: chain.participant_id,
    deviceId: chain.device_id,
    seq: chain.head_seq,
  }));
  return { lastSeq: room.next_seq - 1, lastDay: room.last_event_day, heads };
}

export async function readPage(db: Database, query: PageQuery): Promise<LoggedEntry[]> {
  const { roomId, afterSeq, lagging, maxEntries, maxBytes } = query;
  if (lagging !== null && lagging.beyond.length === 0) return [];
  let wanted = db.selectFrom('entries').where('room_id', '=', roomId).where('seq', '>', afterSeq);
  if (lagging !== null)
    wanted = wanted.where('seq', '<=', lagging.throughSeq).where(isBeyond(lagging.beyond));

  const sizes = await wanted.select(['seq', 'size']).orderBy('seq').limit(maxEntries).execute();
  const last = lastThatFits(sizes, maxBytes);
  if (last === null) return [];
  const rows = await wanted
    .select(['seq', 'participant_id', 'device_id', 'chain_seq', 'form', 'bytes'])
    .where('seq', '<=', last)
    .orderBy('seq')
    .execute();
  return rows.map((row) => ({
    seq: row.seq,
    participantId: row.participant_id,
    deviceId: row.device_id,
    chainSeq: row.chain_seq,
    form: row.form === entryForms.stub ? 'stub' : 'whole',
    bytes: row.bytes,
  }));
}

function isBeyond(beyond: readonly Head[]) {
  return (where: ExpressionBuilder<Tables, 'entries'>) =>
    where.or(
      beyond.map(({ participantId, deviceId, seq }) =>
        where.and([
          where('participant_id', '=', participantId),
          where('device_id', '=', deviceId),
          where('chain_seq', '>', seq),
        ]),
      ),
    );
}

function lastThatFits(sizes: readonly { seq: number; size: number }[], maxBytes: number): number | null {
  let total = 0;
  let last: number | null = null;
  for (const { seq, size } of sizes) {
    total += size;
    if (last !== null && total > maxBytes) break;
    last = seq;
  }
  return last;
}
