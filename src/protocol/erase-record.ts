import { ID_BYTES, SIGNATURE_BYTES } from './limits.ts';
import type { Result } from './result.ts';
import { Reader, Writer } from './wire.ts';

/**
 * Somebody's signed wish that a room be gone [DEL2]: all that is kept of an erased room, on the device and with the
 * server. It verifies without the log.
 */
export type EraseRecord = {
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B: who erased. */
  readonly participantId: Bytes;
  /** 64 B, raw r‖s, over `eraseBytes`. */
  readonly signature: Bytes;
};

/** roomId 16 ‖ participantId 16 ‖ signature 64. */
export const ERASE_RECORD_BYTES = ID_BYTES + ID_BYTES + SIGNATURE_BYTES;

export function encodeEraseRecord(record: EraseRecord): Bytes {
  return new Writer()
    .fixed(record.roomId, ID_BYTES)
    .fixed(record.participantId, ID_BYTES)
    .fixed(record.signature, SIGNATURE_BYTES)
    .finish();
}

export function decodeEraseRecord(bytes: Bytes): Result<EraseRecord, 'malformed'> {
  const reader = new Reader(bytes);
  const record = {
    roomId: reader.fixed(ID_BYTES),
    participantId: reader.fixed(ID_BYTES),
    signature: reader.fixed(SIGNATURE_BYTES),
  };
  return reader.isDone ? { ok: true, value: record } : { ok: false, error: 'malformed' };
}
