import { entryForms } from '#protocol/entry.ts';
import { bytesToKey } from '../bytes-key.ts';
import type { Work } from './schema.ts';
import type { NewEntry } from './storage.ts';

/** An entry with its place in the log of its room. */
export type LoggedNewEntry = NewEntry & Readonly<{ roomId: Bytes; seq: number }>;

// Nine columns a row; SQLite takes 32,766 values in a statement and PostgreSQL 65,535.
const rowsPerStatement = 500;

/** Adds entries to their logs and moves the heads of their chains. The caller holds the locks of all these rooms. */
export async function writeEntries(work: Work, entries: readonly LoggedNewEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += rowsPerStatement) {
    const part = entries.slice(from, from + rowsPerStatement);
    await work.insertInto('entries').values(part.map(entryToRow)).execute();
    await work
      .insertInto('chains')
      .values(newestOfEachChain(part).map(entryToHead))
      .onConflict((conflict) =>
        conflict.columns(['room_id', 'participant_id', 'device_id']).doUpdateSet(({ ref }) => ({
          head_seq: ref('excluded.head_seq'),
          head_hash: ref('excluded.head_hash'),
        })),
      )
      .execute();
  }
}

function newestOfEachChain(entries: readonly LoggedNewEntry[]): LoggedNewEntry[] {
  const newest = new Map(
    entries.map((entry) => [bytesToKey(entry.roomId, entry.participantId, entry.deviceId), entry]),
  );
  return [...newest.values()];
}

function entryToRow(entry: LoggedNewEntry) {
  return {
    room_id: entry.roomId,
    seq: entry.seq,
    participant_id: entry.participantId,
    device_id: entry.deviceId,
    chain_seq: entry.chainSeq,
    form: entryForms[entry.form],
    hash: entry.hash,
    size: entry.bytes.length,
    bytes: entry.bytes,
  };
}

function entryToHead(entry: LoggedNewEntry) {
  return {
    room_id: entry.roomId,
    participant_id: entry.participantId,
    device_id: entry.deviceId,
    head_seq: entry.chainSeq,
    head_hash: entry.hash,
  };
}
