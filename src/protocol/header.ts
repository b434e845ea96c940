/**
 * The header of an envelope: all that a server, or anyone without the room key, may know of it.
 * It is hashed and signed as received; nothing is encoded again to be checked.
 */
import { type Head, readHead, writeHead } from './head.ts';
import { type EnvelopeKind, envelopeKinds } from './kinds.ts';
import { DEVICE_ID_BYTES, HASH_BYTES, ID_BYTES, MAX_SEEN } from './limits.ts';
import type { Result } from './result.ts';
import { ENVELOPE_VERSION } from './version.ts';
import { Reader, Writer } from './wire.ts';

/** A foreign chain head that moved since the author's previous envelope, with its envelope hash (32 B). */
export type SeenHead = Head & { readonly hash: Bytes };

export type Header = {
  readonly kind: EnvelopeKind;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B. */
  readonly participantId: Bytes;
  /** 8 B. */
  readonly deviceId: Bytes;
  /** u32, from 0, +1 each [ENV3]. */
  readonly seq: number;
  /** 32 B: envelope hash of this chain's previous envelope; `FIRST_PREV` at seq 0 [ENV3]. */
  readonly prev: Bytes;
  /** At most 32. */
  readonly seen: readonly SeenHead[];
};

/** The `prev` of the first envelope of a chain: 32 zeros. */
export const FIRST_PREV: Bytes = new Uint8Array(HASH_BYTES);

/**
 * version u8 ‖ kind u8 ‖ roomId 16 ‖ participantId 16 ‖ deviceId 8 ‖ seq u32 ‖ prev 32 ‖ count u8 ×
 * (participantId 16 ‖ deviceId 8 ‖ seq u32 ‖ hash 32), big-endian: 79 to 1,999 B.
 * Throws a RangeError when a field has another length or `seen` is longer than 32.
 */
export function encodeHeader(header: Header): Bytes {
  const writer = new Writer()
    .u8(ENVELOPE_VERSION)
    .u8(envelopeKinds[header.kind])
    .fixed(header.roomId, ID_BYTES)
    .fixed(header.participantId, ID_BYTES)
    .fixed(header.deviceId, DEVICE_ID_BYTES)
    .u32(header.seq)
    .fixed(header.prev, HASH_BYTES);
  if (header.seen.length > MAX_SEEN) throw new RangeError(`at most ${MAX_SEEN} seen heads`);
  writer.u8(header.seen.length);
  for (const seen of header.seen) {
    writeHead(seen, writer);
    writer.fixed(seen.hash, HASH_BYTES);
  }
  return writer.finish();
}

/** A header and nothing after it. `malformed`: another version, an unknown kind, too short, too long. */
export function decodeHeader(bytes: Bytes): Result<Header, 'malformed'> {
  const reader = new Reader(bytes);
  const header = readHeader(reader);
  return reader.isDone ? { ok: true, value: header } : { ok: false, error: 'malformed' };
}

/** Reads a header from the start of an envelope. */
export function readHeader(reader: Reader): Header {
  if (reader.u8() !== ENVELOPE_VERSION) reader.fail();
  return {
    kind: reader.choice(envelopeKinds),
    roomId: reader.fixed(ID_BYTES),
    participantId: reader.fixed(ID_BYTES),
    deviceId: reader.fixed(DEVICE_ID_BYTES),
    seq: reader.u32(),
    prev: reader.fixed(HASH_BYTES),
    seen: reader.items(reader.u8(), MAX_SEEN, readSeenHead),
  };
}

function readSeenHead(reader: Reader): SeenHead {
  return { ...readHead(reader), hash: reader.fixed(HASH_BYTES) };
}
