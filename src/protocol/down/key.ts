import { MAX_BLOB_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Answer to `use-key` [RET1]. */
export type Key = {
  readonly type: 'key';
  readonly req: number;
  /** Sealed keys (slw1/ret-wrap) ≤ 2 KiB. */
  readonly wrap: Bytes;
};

export function encodeKey(message: Key, writer: Writer): Writer {
  return writer.u32(message.req).blob(message.wrap, MAX_BLOB_BYTES);
}

export function decodeKey(reader: Reader): Key {
  return {
    type: 'key',
    req: reader.u32(),
    wrap: reader.blob(MAX_BLOB_BYTES),
  };
}
