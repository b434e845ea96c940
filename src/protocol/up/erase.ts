import { ERASE_RECORD_BYTES } from '../erase-record.ts';
import type { Reader, Writer } from '../wire.ts';

/**
 * Brings somebody's signed wish that a room be gone [DEL2]. It proves itself, so whoever holds it may bring it,
 * again and again: also to a server that was restored from a copy of before. Answer: `done` or `refused`.
 */
export type Erase = {
  readonly type: 'erase';
  readonly req: number;
  /** `ERASE_RECORD_BYTES`; parsed by `decodeEraseRecord`. */
  readonly record: Bytes;
};

export function encodeErase(message: Erase, writer: Writer): Writer {
  return writer.u32(message.req).fixed(message.record, ERASE_RECORD_BYTES);
}

export function decodeErase(reader: Reader): Erase {
  return { type: 'erase', req: reader.u32(), record: reader.fixed(ERASE_RECORD_BYTES) };
}
