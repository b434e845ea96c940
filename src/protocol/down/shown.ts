import { MAX_BLOB_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Answer to `look` [INV2]. */
export type Shown = {
  readonly type: 'shown';
  readonly req: number;
  /** Sealed name and role of the inviter (slw1/inv-show) ≤ 2 KiB. */
  readonly show: Bytes;
};

export function encodeShown(message: Shown, writer: Writer): Writer {
  return writer.u32(message.req).blob(message.show, MAX_BLOB_BYTES);
}

export function decodeShown(reader: Reader): Shown {
  return {
    type: 'shown',
    req: reader.u32(),
    show: reader.blob(MAX_BLOB_BYTES),
  };
}
