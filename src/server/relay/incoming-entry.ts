// An entry as it came from a device, taken apart as far as a server may know: header, hash, signature.
import { decodeBlankBody } from '#protocol/blank-body.ts';
import type { Entry } from '#protocol/entry.ts';
import { joinStub, splitEnvelope, splitStub } from '#protocol/envelope.ts';
import { FIRST_PREV, type Header } from '#protocol/header.ts';
import { envelopeHashInput, signedEnvelopeBytes } from '#protocol/labels.ts';
import { sameBytes } from '../same-bytes.ts';
import type { NewEntry } from '../storage/storage.ts';
import { isSignedBy, sha256 } from './public-key.ts';

export type IncomingEntry = Readonly<{
  header: Header;
  hash: Bytes;
  signature: Bytes;
  stored: NewEntry;
}>;

/** Null when it is malformed [SRV6]. Whether it is signed by its author is asked apart. */
export function readIncoming(entry: Entry): IncomingEntry | null {
  const parts = entry.form === 'whole' ? readWhole(entry.bytes) : readStub(entry.bytes);
  if (parts === null) return null;
  const { header, headerBytes, bodyHash, signature, body } = parts;
  if (header.seq === 0 && !sameBytes(header.prev, FIRST_PREV)) return null;

  const blanked = header.kind === 'blank' ? decodeBlankBody(body) : { ok: true as const, value: [] };
  if (!blanked.ok) return null;
  const hash = sha256(envelopeHashInput(headerBytes, bodyHash));
  const stored: NewEntry = {
    participantId: header.participantId,
    deviceId: header.deviceId,
    chainSeq: header.seq,
    form: entry.form,
    prev: header.prev,
    hash,
    bytes: entry.bytes,
    keepsRoom: header.kind !== 'blank' && entry.form === 'whole',
    leaves: header.kind === 'leave',
    blanks: blanked.value.map(({ deviceId, seq }) => ({ deviceId, chainSeq: seq })),
  };
  return { header, hash, signature, stored };
}

export async function isSignedByAuthor(
  { hash, signature }: IncomingEntry,
  publicKey: Bytes,
): Promise<boolean> {
  return await isSignedBy(publicKey, signedEnvelopeBytes(hash), signature);
}

/** What a blank leaves of a stored envelope [ENV1]; null for all but events, which alone can be blanked [DEL1]. */
export function envelopeToStub(bytes: Bytes): Bytes | null {
  const split = splitEnvelope(bytes);
  if (!split.ok || split.value.header.kind !== 'event') return null;
  const { headerBytes, body, signature } = split.value;
  return joinStub(headerBytes, sha256(body), signature);
}

function readWhole(bytes: Bytes) {
  const split = splitEnvelope(bytes);
  return split.ok ? { ...split.value, bodyHash: sha256(split.value.body) } : null;
}

function readStub(bytes: Bytes) {
  const split = splitStub(bytes);
  return split.ok ? { ...split.value, body: new Uint8Array(0) } : null;
}
