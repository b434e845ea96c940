import { HASH_BYTES, ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Asks for what a return key opens [RET1]. Answer: `key` or `refused`. */
export type UseKey = {
  readonly type: 'use-key';
  readonly req: number;
  /** 16 B (slw1/ret-id). */
  readonly keyId: Bytes;
  /** 32 B (slw1/ret-auth). */
  readonly auth: Bytes;
};

export function encodeUseKey(message: UseKey, writer: Writer): Writer {
  return writer.u32(message.req).fixed(message.keyId, ID_BYTES).fixed(message.auth, HASH_BYTES);
}

export function decodeUseKey(reader: Reader): UseKey {
  return {
    type: 'use-key',
    req: reader.u32(),
    keyId: reader.fixed(ID_BYTES),
    auth: reader.fixed(HASH_BYTES),
  };
}
