import { HASH_BYTES, ID_BYTES, PUBLIC_KEY_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Takes the invitation: once, but the same key may repeat it for 10 minutes [INV2]. Answer: `claimed` or `refused`. */
export type Claim = {
  readonly type: 'claim';
  readonly req: number;
  /** 16 B. */
  readonly inviteId: Bytes;
  /** 32 B (slw1/inv-auth). */
  readonly proof: Bytes;
  /** 65 B, raw uncompressed P-256 point. */
  readonly publicKey: Bytes;
};

export function encodeClaim(message: Claim, writer: Writer): Writer {
  return writer
    .u32(message.req)
    .fixed(message.inviteId, ID_BYTES)
    .fixed(message.proof, HASH_BYTES)
    .fixed(message.publicKey, PUBLIC_KEY_BYTES);
}

export function decodeClaim(reader: Reader): Claim {
  return {
    type: 'claim',
    req: reader.u32(),
    inviteId: reader.fixed(ID_BYTES),
    proof: reader.fixed(HASH_BYTES),
    publicKey: reader.fixed(PUBLIC_KEY_BYTES),
  };
}
