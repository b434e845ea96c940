import { type Entry, readEntries, writeEntries } from '../entry.ts';
import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/**
 * Brings entries of any chain of the room [SRV3]; together at most `MAX_PAGE_BYTES`. Answer: `appended`, or `refused` for all.
 * Stubs are brought to a server that was restored from an older copy.
 */
export type Append = {
  readonly type: 'append';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  readonly entries: readonly Entry[];
};

export function encodeAppend(message: Append, writer: Writer): Writer {
  writer.u32(message.req).fixed(message.roomId, ID_BYTES);
  return writeEntries(message.entries, writer);
}

export function decodeAppend(reader: Reader): Append {
  return {
    type: 'append',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    entries: readEntries(reader),
  };
}
