/**
 * An envelope: header ‖ body ‖ signature 64. The body of a sealed kind is nonce 12 ‖ ciphertext with tag;
 * that of a clear kind (blank) can be read by all. Here it is opaque bytes, hashed as received.
 */
import { type Header, readHeader } from './header.ts';
import { type EnvelopeKind, isClearKind } from './kinds.ts';
import {
  HASH_BYTES,
  MAX_BODY_BYTES,
  MAX_ENVELOPE_BYTES,
  SEALED_OVERHEAD_BYTES,
  SIGNATURE_BYTES,
} from './limits.ts';
import type { Result } from './result.ts';
import { Reader, Writer } from './wire.ts';

export type Envelope = {
  readonly header: Header;
  /** The header as received: AAD of the body and part of the envelope hash. */
  readonly headerBytes: Bytes;
  /** nonce 12 ‖ ciphertext for sealed kinds, the clear body for a blank. Its SHA-256 is bodyHash. */
  readonly body: Bytes;
  /** 64 B, raw r‖s, over `signedEnvelopeBytes`. */
  readonly signature: Bytes;
};

/** What stays of a blanked envelope; it still verifies [ENV1]. */
export type Stub = {
  readonly header: Header;
  readonly headerBytes: Bytes;
  /** 32 B. */
  readonly bodyHash: Bytes;
  /** 64 B. */
  readonly signature: Bytes;
};

/** Header ‖ body ‖ signature. Throws a RangeError above `MAX_BODY_BYTES` or at another signature length. */
export function joinEnvelope(headerBytes: Bytes, body: Bytes, signature: Bytes): Bytes {
  if (body.length > MAX_BODY_BYTES) throw new RangeError(`a body has at most ${MAX_BODY_BYTES} bytes`);
  return new Writer()
    .fixed(headerBytes, headerBytes.length)
    .fixed(body, body.length)
    .fixed(signature, SIGNATURE_BYTES)
    .finish();
}

/** `malformed`: no valid header, a body that cannot be one of its kind, or larger than an envelope can be. */
export function splitEnvelope(bytes: Bytes): Result<Envelope, 'malformed'> {
  if (bytes.length > MAX_ENVELOPE_BYTES) return { ok: false, error: 'malformed' };
  const reader = new Reader(bytes);
  const header = readHeader(reader);
  const headerBytes = bytes.slice(0, reader.offset);
  const bodyLength = reader.remaining - SIGNATURE_BYTES;
  if (bodyLength < minBodyLength(header.kind) || bodyLength > MAX_BODY_BYTES) {
    return { ok: false, error: 'malformed' };
  }
  const body = reader.fixed(bodyLength);
  const signature = reader.fixed(SIGNATURE_BYTES);
  if (!reader.isDone) return { ok: false, error: 'malformed' };
  return { ok: true, value: { header, headerBytes, body, signature } };
}

/** header ‖ bodyHash 32 ‖ signature 64. */
export function joinStub(headerBytes: Bytes, bodyHash: Bytes, signature: Bytes): Bytes {
  return new Writer()
    .fixed(headerBytes, headerBytes.length)
    .fixed(bodyHash, HASH_BYTES)
    .fixed(signature, SIGNATURE_BYTES)
    .finish();
}

/** `malformed` also for any kind but event: nothing else can be blanked [DEL1]. */
export function splitStub(bytes: Bytes): Result<Stub, 'malformed'> {
  const reader = new Reader(bytes);
  const header = readHeader(reader);
  const headerBytes = bytes.slice(0, reader.offset);
  const bodyHash = reader.fixed(HASH_BYTES);
  const signature = reader.fixed(SIGNATURE_BYTES);
  if (!reader.isDone || header.kind !== 'event') return { ok: false, error: 'malformed' };
  return { ok: true, value: { header, headerBytes, bodyHash, signature } };
}

function minBodyLength(kind: EnvelopeKind): number {
  return isClearKind(kind) ? 0 : SEALED_OVERHEAD_BYTES;
}
