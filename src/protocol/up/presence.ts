import { MAX_ENVELOPE_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** Who is at the table now; relayed, never stored [SRV7]. No answer. */
export type Presence = {
  readonly type: 'presence';
  /** A sealed envelope of kind presence. */
  readonly envelope: Bytes;
};

export function encodePresence(message: Presence, writer: Writer): Writer {
  return writer.blob(message.envelope, MAX_ENVELOPE_BYTES);
}

export function decodePresence(reader: Reader): Presence {
  return {
    type: 'presence',
    envelope: reader.blob(MAX_ENVELOPE_BYTES),
  };
}
