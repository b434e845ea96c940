import { type Head, readHeads, writeHeads } from '../head.ts';
import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Answer to `attach`: logged in and subscribed. `entries` follow. */
export type Attached = {
  readonly type: 'attached';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** The day of the last event, in whole days since 1970 UTC [DEL3]; u32. */
  readonly lastDay: number;
  /** What the server holds; the device sends it what lies beyond. */
  readonly heads: readonly Head[];
};

export function encodeAttached(message: Attached, writer: Writer): Writer {
  writer.u32(message.req).fixed(message.roomId, ID_BYTES).u32(message.lastDay);
  return writeHeads(message.heads, writer);
}

export function decodeAttached(reader: Reader): Attached {
  return {
    type: 'attached',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    lastDay: reader.u32(),
    heads: readHeads(reader),
  };
}
