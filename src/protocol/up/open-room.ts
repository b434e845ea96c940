import { MAX_ENVELOPE_BYTES, PUBLIC_KEY_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Opens a room with its first envelope. Answer: `done` or `refused`. A repeat of the same is `done`. */
export type OpenRoom = {
  readonly type: 'open-room';
  readonly req: number;
  /** 65 B, raw uncompressed P-256 point; its participantId stands in the genesis. */
  readonly publicKey: Bytes;
  /** A whole envelope of kind genesis. */
  readonly genesis: Bytes;
};

export function encodeOpenRoom(message: OpenRoom, writer: Writer): Writer {
  return writer
    .u32(message.req)
    .fixed(message.publicKey, PUBLIC_KEY_BYTES)
    .blob(message.genesis, MAX_ENVELOPE_BYTES);
}

export function decodeOpenRoom(reader: Reader): OpenRoom {
  return {
    type: 'open-room',
    req: reader.u32(),
    publicKey: reader.fixed(PUBLIC_KEY_BYTES),
    genesis: reader.blob(MAX_ENVELOPE_BYTES),
  };
}
