import { HASH_BYTES, ID_BYTES, MAX_BLOB_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Deposits what a return key opens; the newest of a participant replaces the one before [RET1]. Answer: `done` or `refused`. */
export type KeepKey = {
  readonly type: 'keep-key';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B (slw1/ret-id). */
  readonly keyId: Bytes;
  /** 32 B: SHA-256 of the auth (slw1/ret-auth). */
  readonly authHash: Bytes;
  /** Sealed keys (slw1/ret-wrap) ≤ 2 KiB. */
  readonly wrap: Bytes;
};

export function encodeKeepKey(message: KeepKey, writer: Writer): Writer {
  return writer
    .u32(message.req)
    .fixed(message.roomId, ID_BYTES)
    .fixed(message.keyId, ID_BYTES)
    .fixed(message.authHash, HASH_BYTES)
    .blob(message.wrap, MAX_BLOB_BYTES);
}

export function decodeKeepKey(reader: Reader): KeepKey {
  return {
    type: 'keep-key',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    keyId: reader.fixed(ID_BYTES),
    authHash: reader.fixed(HASH_BYTES),
    wrap: reader.blob(MAX_BLOB_BYTES),
  };
}
