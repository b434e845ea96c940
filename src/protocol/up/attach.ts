import { type Head, readHeads, writeHeads } from '../head.ts';
import { DEVICE_ID_BYTES, ID_BYTES, SIGNATURE_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Login [SRV1], subscription and catch-up [SRV4] in one. Answer: `attached`, then `entries`; or `refused`, or `gone`. */
export type Attach = {
  readonly type: 'attach';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B. */
  readonly participantId: Bytes;
  /** 8 B. */
  readonly deviceId: Bytes;
  /** 64 B over `loginBytes` with the nonce of this connection. */
  readonly signature: Bytes;
  /** What this device holds, one head a chain; the server sends what lies beyond. */
  readonly heads: readonly Head[];
};

export function encodeAttach(message: Attach, writer: Writer): Writer {
  writer
    .u32(message.req)
    .fixed(message.roomId, ID_BYTES)
    .fixed(message.participantId, ID_BYTES)
    .fixed(message.deviceId, DEVICE_ID_BYTES)
    .fixed(message.signature, SIGNATURE_BYTES);
  return writeHeads(message.heads, writer);
}

export function decodeAttach(reader: Reader): Attach {
  return {
    type: 'attach',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    participantId: reader.fixed(ID_BYTES),
    deviceId: reader.fixed(DEVICE_ID_BYTES),
    signature: reader.fixed(SIGNATURE_BYTES),
    heads: readHeads(reader),
  };
}
