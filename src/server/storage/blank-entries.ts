import { entryForms } from '#protocol/entry.ts';
import { bytesToKey } from '../bytes-key.ts';
import type { Work } from './schema.ts';
import type { ChainPlace } from './storage.ts';
import type { LoggedNewEntry } from './write-entries.ts';

/** What a blank leaves of an envelope [ENV1]; null when this kind of envelope may not be blanked [DEL1]. */
export type ToStub = (envelope: Bytes) => Bytes | null;

/** Replaces the author's own entries named by this one with their stubs [DEL1]. Gives the bytes that became free. */
export async function blankEntries(work: Work, by: LoggedNewEntry, toStub: ToStub): Promise<number> {
  let freed = 0;
  for (const { deviceId, seqs } of placesByDevice(by.blanks)) {
    const rows = await work
      .selectFrom('entries')
      .select(['seq', 'bytes'])
      .where('room_id', '=', by.roomId)
      .where('participant_id', '=', by.participantId)
      .where('device_id', '=', deviceId)
      .where('chain_seq', 'in', seqs)
      .where('form', '=', entryForms.whole)
      .execute();
    for (const { seq, bytes } of rows) {
      const stub = toStub(bytes);
      if (stub === null) continue;
      await work
        .updateTable('entries')
        .set({ form: entryForms.stub, bytes: stub, size: stub.length })
        .where('room_id', '=', by.roomId)
        .where('seq', '=', seq)
        .execute();
      freed += bytes.length - stub.length;
    }
  }
  return freed;
}

function placesByDevice(places: readonly ChainPlace[]): { deviceId: Bytes; seqs: number[] }[] {
  const byDevice = new Map<string, { deviceId: Bytes; seqs: number[] }>();
  for (const { deviceId, chainSeq } of places) {
    const key = bytesToKey(deviceId);
    const found = byDevice.get(key) ?? { deviceId, seqs: [] };
    found.seqs.push(chainSeq);
    byDevice.set(key, found);
  }
  return [...byDevice.values()];
}
