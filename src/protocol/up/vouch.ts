import { ID_BYTES, PUBLIC_KEY_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/**
 * Tells a server that was restored from an older copy of somebody who sits here. It is no power that inviting
 * does not give; the participantId is the key's own hash. Answer: `done` or `refused`.
 */
export type Vouch = {
  readonly type: 'vouch';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 65 B, raw uncompressed P-256 point. */
  readonly publicKey: Bytes;
};

export function encodeVouch(message: Vouch, writer: Writer): Writer {
  return writer.u32(message.req).fixed(message.roomId, ID_BYTES).fixed(message.publicKey, PUBLIC_KEY_BYTES);
}

export function decodeVouch(reader: Reader): Vouch {
  return {
    type: 'vouch',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    publicKey: reader.fixed(PUBLIC_KEY_BYTES),
  };
}
