import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Withdraws an invitation. Answer: `done`, also when it was used or is unknown. */
export type Uninvite = {
  readonly type: 'uninvite';
  readonly req: number;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B. */
  readonly inviteId: Bytes;
};

export function encodeUninvite(message: Uninvite, writer: Writer): Writer {
  return writer.u32(message.req).fixed(message.roomId, ID_BYTES).fixed(message.inviteId, ID_BYTES);
}

export function decodeUninvite(reader: Reader): Uninvite {
  return {
    type: 'uninvite',
    req: reader.u32(),
    roomId: reader.fixed(ID_BYTES),
    inviteId: reader.fixed(ID_BYTES),
  };
}
