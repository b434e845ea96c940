import { type Head, readHeads, writeHeads } from '../head.ts';
import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Answer to `attach`: logged in and subscribed. `entries` follow. */
export type Attached = {
  readonly type: 'attached';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** What the server holds; the device sends it what lies beyond. */
  readonly heads: readonly Head[];
};

export function encodeAttached(message: Attached, writer: Writer): Writer {
  writer.u32(message.req).fixed(message.roomId, ID_BYTES);
  return writeHeads(message.heads, writer);
}

export function decodeAttached(reader: Reader): Attached {
  return {
    type: 'attached',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    heads: readHeads(reader),
  };
}
