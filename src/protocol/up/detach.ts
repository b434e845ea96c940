import { ID_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** No more of this room on this connection. No answer. */
export type Detach = {
  readonly type: 'detach';
  /** 16 B. */
  readonly roomId: Bytes;
};

export function encodeDetach(message: Detach, writer: Writer): Writer {
  return writer.fixed(message.roomId, ID_BYTES);
}

export function decodeDetach(reader: Reader): Detach {
  return {
    type: 'detach',
    roomId: reader.fixed(ID_BYTES),
  };
}
