import { openBody, sealBody } from '#crypto/body.ts';
import { sha256 } from '#crypto/hash.ts';
import type { Random } from '#crypto/random.ts';
import { sign } from '#crypto/signing-key.ts';
import { type BlankedPlace, decodeBlankBody, encodeBlankBody } from '#protocol/blank-body.ts';
import type { Entry } from '#protocol/entry.ts';
import { joinEnvelope, joinStub, splitEnvelope, splitStub } from '#protocol/envelope.ts';
import { encodeHeader, type Header } from '#protocol/header.ts';
import { isClearKind } from '#protocol/kinds.ts';
import { envelopeHashInput, signedEnvelopeBytes } from '#protocol/labels.ts';
import { fromUtf8, isEqualBytes, toUtf8 } from './bytes.ts';
import type { RoomKeys } from './room-keys.ts';

/** An entry whose form is right; whether it stands in a chain, and whose it is, is not known yet. */
export type Received = {
  readonly entry: Entry;
  readonly header: Header;
  /** 32 B: what chains and signatures name. */
  readonly hash: Bytes;
  /** 64 B. */
  readonly signature: Bytes;
  /** What the body says; undefined for a stub, for what is not for reading, and for what does not open. */
  readonly text: string | undefined;
  /** With a `blank`: which of its author's own words must go [DEL1]. */
  readonly blanks?: readonly BlankedPlace[];
};

/** Seals and signs one envelope. Throws when the text is larger than an envelope holds: rules stop that before [ENV2]. */
export async function sealEntry(
  keys: RoomKeys,
  header: Header,
  text: string,
  random: Random,
): Promise<Received> {
  const headerBytes = encodeHeader(header);
  const body = await sealBody(keys.contentKey, headerBytes, toUtf8(text), random);
  if (!body.ok) throw new RangeError('an event larger than an envelope');
  return { ...(await signEntry(keys, header, headerBytes, body.value)), text };
}

/** Signs what anyone may read: which own words must go [DEL1]. Throws above 1,024 places. */
export async function sealBlank(
  keys: RoomKeys,
  header: Header,
  places: readonly BlankedPlace[],
): Promise<Received> {
  const signed = await signEntry(keys, header, encodeHeader(header), encodeBlankBody(places));
  return { ...signed, text: undefined, blanks: places };
}

async function signEntry(keys: RoomKeys, header: Header, headerBytes: Bytes, body: Bytes) {
  const hash = await envelopeHash(headerBytes, await sha256(body));
  const signature = await sign(keys.signingKey, signedEnvelopeBytes(hash));
  const entry = { form: 'whole', bytes: joinEnvelope(headerBytes, body, signature) } as const;
  return { entry, header, hash, signature };
}

/** What is left of an envelope whose words are blanked: it still stands in its chain [ENV1]. */
export async function toStub<Place extends Received>(whole: Place): Promise<Place> {
  const split = splitEnvelope(whole.entry.bytes);
  if (!split.ok) throw new Error('what stands in a chain has the form of an envelope');
  const { headerBytes, body, signature } = split.value;
  const bytes = joinStub(headerBytes, await sha256(body), signature);
  return { ...whole, entry: { form: 'stub', bytes }, text: undefined };
}

/** @returns undefined for what anyone could have made: another form, another room [ENV5]. */
export async function openEntry(entry: Entry, keys: RoomKeys): Promise<Received | undefined> {
  return entry.form === 'stub' ? openStub(entry, keys) : openWhole(entry, keys);
}

async function openWhole(entry: Entry, keys: RoomKeys): Promise<Received | undefined> {
  const split = splitEnvelope(entry.bytes);
  if (!split.ok || !isEqualBytes(split.value.header.roomId, keys.roomId)) return undefined;
  const { header, headerBytes, body, signature } = split.value;
  const hash = await envelopeHash(headerBytes, await sha256(body));
  if (isClearKind(header.kind)) {
    const places = decodeBlankBody(body);
    return { entry, header, hash, signature, text: undefined, ...(places.ok && { blanks: places.value }) };
  }
  const opened = await openBody(keys.contentKey, headerBytes, body);
  return { entry, header, hash, signature, text: opened.ok ? fromUtf8(opened.value) : undefined };
}

async function openStub(entry: Entry, keys: RoomKeys): Promise<Received | undefined> {
  const split = splitStub(entry.bytes);
  if (!split.ok || !isEqualBytes(split.value.header.roomId, keys.roomId)) return undefined;
  const { header, headerBytes, bodyHash, signature } = split.value;
  return { entry, header, hash: await envelopeHash(headerBytes, bodyHash), signature, text: undefined };
}

function envelopeHash(headerBytes: Bytes, bodyHash: Bytes): Promise<Bytes> {
  return sha256(envelopeHashInput(headerBytes, bodyHash));
}
