import { type Entry, readEntries, writeEntries } from '../entry.ts';
import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Part of a room, from the log or live; together at most `MAX_PAGE_BYTES` [SRV4]. */
export type Entries = {
  readonly type: 'entries';
  /** 16 B. */
  readonly roomId: Bytes;
  readonly entries: readonly Entry[];
};

export function encodeEntries(message: Entries, writer: Writer): Writer {
  writer.fixed(message.roomId, ID_BYTES);
  return writeEntries(message.entries, writer);
}

export function decodeEntries(reader: Reader): Entries {
  return {
    type: 'entries',
    roomId: reader.fixed(ID_BYTES),
    entries: readEntries(reader),
  };
}
