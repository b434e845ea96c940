import { HASH_BYTES, ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Asks who invites; claims nothing [INV2]. Answer: `shown` or `refused`. */
export type Look = {
  readonly type: 'look';
  readonly req: number;
  /** 16 B. */
  readonly inviteId: Bytes;
  /** 32 B (slw1/inv-auth). */
  readonly proof: Bytes;
};

export function encodeLook(message: Look, writer: Writer): Writer {
  return writer.u32(message.req).fixed(message.inviteId, ID_BYTES).fixed(message.proof, HASH_BYTES);
}

export function decodeLook(reader: Reader): Look {
  return {
    type: 'look',
    req: reader.u32(),
    inviteId: reader.fixed(ID_BYTES),
    proof: reader.fixed(HASH_BYTES),
  };
}
