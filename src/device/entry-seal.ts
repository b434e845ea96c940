import { openBody, sealBody } from '#crypto/body.ts';
import { sha256 } from '#crypto/hash.ts';
import type { Random } from '#crypto/random.ts';
import { sign } from '#crypto/signing-key.ts';
import type { Entry } from '#protocol/entry.ts';
import { joinEnvelope, splitEnvelope, splitStub } from '#protocol/envelope.ts';
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
  const hash = await envelopeHash(headerBytes, await sha256(body.value));
  const signature = await sign(keys.signingKey, signedEnvelopeBytes(hash));
  return {
    entry: { form: 'whole', bytes: joinEnvelope(headerBytes, body.value, signature) },
    header,
    hash,
    signature,
    text,
  };
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
  if (isClearKind(header.kind)) return { entry, header, hash, signature, text: undefined };
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
