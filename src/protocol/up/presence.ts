import { MAX_ENVELOPE_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/**
 * Who is at the table now; relayed, never stored [SRV7]. Answer: `done`, by which a device that only looks on knows that
 * its connection lives.
 */
export type Presence = {
  readonly type: 'presence';
  readonly req: number;
  /** A sealed envelope of kind presence. */
  readonly envelope: Bytes;
};

export function encodePresence(message: Presence, writer: Writer): Writer {
  return writer.u32(message.req).blob(message.envelope, MAX_ENVELOPE_BYTES);
}

export function decodePresence(reader: Reader): Presence {
  return {
    type: 'presence',
    req: reader.u32(),
    envelope: reader.blob(MAX_ENVELOPE_BYTES),
  };
}
