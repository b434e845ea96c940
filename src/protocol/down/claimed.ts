import { MAX_BLOB_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Answer to `claim` [INV2]. The room can now be attached to. */
export type Claimed = {
  readonly type: 'claimed';
  readonly req: number;
  /** Sealed room key (slw1/inv-wrap) ≤ 2 KiB. */
  readonly wrap: Bytes;
};

export function encodeClaimed(message: Claimed, writer: Writer): Writer {
  return writer.u32(message.req).blob(message.wrap, MAX_BLOB_BYTES);
}

export function decodeClaimed(reader: Reader): Claimed {
  return {
    type: 'claimed',
    req: reader.u32(),
    wrap: reader.blob(MAX_BLOB_BYTES),
  };
}
