import { NONCE_BYTES } from '../limits.ts';
import type { Reader, Writer } from '../wire.ts';

/** The first message on a connection. */
export type Hello = {
  readonly type: 'hello';
  readonly version: number;
  /** 32 B, new for each connection; part of every login on it. */
  readonly nonce: Bytes;
  /** Whole days that a room stays after the day of its last event [DEL3]; u16. */
  readonly retentionDays: number;
};

export function encodeHello(message: Hello, writer: Writer): Writer {
  return writer.u8(message.version).fixed(message.nonce, NONCE_BYTES).u16(message.retentionDays);
}

export function decodeHello(reader: Reader): Hello {
  return {
    type: 'hello',
    version: reader.u8(),
    nonce: reader.fixed(NONCE_BYTES),
    retentionDays: reader.u16(),
  };
}
