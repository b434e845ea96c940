import { ERASE_RECORD_BYTES } from '../erase-record.ts';
import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

export const goneReasons = { expired: 1, erased: 2 } as const;
export type GoneReason = keyof typeof goneReasons;

/** The room is no longer here [DEL2] [DEL3]; also sent in answer to an `attach`, by its room. */
export type Gone = {
  readonly type: 'gone';
  /** 16 B. */
  readonly roomId: Bytes;
  readonly reason: GoneReason;
  /** An erase record (`ERASE_RECORD_BYTES`) when erased, empty when expired. */
  readonly record: Bytes;
};

export function encodeGone(message: Gone, writer: Writer): Writer {
  return writer
    .fixed(message.roomId, ID_BYTES)
    .u8(goneReasons[message.reason])
    .blob(message.record, ERASE_RECORD_BYTES);
}

export function decodeGone(reader: Reader): Gone {
  return {
    type: 'gone',
    roomId: reader.fixed(ID_BYTES),
    reason: reader.choice(goneReasons),
    record: reader.blob(ERASE_RECORD_BYTES),
  };
}
