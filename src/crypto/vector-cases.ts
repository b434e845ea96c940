/**
 * What stands in vectors.json, and how it is computed: inputs and outputs as hex, so that another
 * implementation can be held to the same bytes. The same cases run in Node and in a browser.
 * A nonce stands among the inputs here; elsewhere it is drawn at random.
 */
import { importAeadKey } from './aead.ts';
import { openBody, sealBody } from './body.ts';
import { type CardPlace, closeCard, deriveCardSecret, openCard } from './card-box.ts';
import { deriveContentKey } from './content-key.ts';
import { openAtRest, sealAtRest } from './device-seal.ts';
import { sha256 } from './hash.ts';
import { hkdf } from './hkdf.ts';
import {
  deriveBindKey,
  deriveInvitationProof,
  isJoinMac,
  macJoin,
  openInvitationContent,
  openInvitationNote,
  sealInvitationContent,
  sealInvitationNote,
} from './invitation.ts';
import { isMac, mac } from './mac.ts';
import { pad, unpad } from './padding.ts';
import { concat } from './parts.ts';
import { choosePictures } from './pictures.ts';
import type { Result } from './result.ts';
import { encodeReturnCode, parseReturnCode } from './return-code.ts';
import {
  deriveReturnAuth,
  deriveReturnId,
  openReturnContent,
  type RoomIdentity,
  sealReturnContent,
} from './return-key.ts';
import {
  requireInvitationSecret,
  requireParticipantSecret,
  requireReturnKey,
  requireRoomKey,
} from './secret.ts';
import { hashShownText } from './shown-text.ts';
import { exportSigningKey, importSigningKey, requireSigningKeyBytes, verify } from './signing-key.ts';

type VectorFields = Readonly<Record<string, string>>;

/** One row of vectors.json: names of values to hex, or to text where the name ends in `Text`. */
export type Vector = { readonly name: string; readonly input: VectorFields; readonly output: VectorFields };

type Case = (input: Input) => Promise<VectorFields>;

const cases: Readonly<Record<string, Case>> = {
  'SHA-256': async (input) => ({ hash: hex(await sha256(input.bytes('message'))) }),
  'HKDF-SHA-256 with a label and a part': async (input) => ({
    derived: hex(await hkdf(input.bytes('secret'), 'slw1/content', [input.bytes('part')], 32)),
  }),
  'HMAC-SHA-256': async (input) => {
    const tag = await mac(input.bytes('key'), input.bytes('message'));
    requireTrue(await isMac(input.bytes('key'), input.bytes('message'), tag));
    return { mac: hex(tag) };
  },
  'padding [ENV2]': async (input) => {
    const padded = requireValue(pad(input.bytes('content')));
    requireSame(requireValue(unpad(padded)), input.bytes('content'));
    return { paddedHash: hex(await sha256(padded)), paddedLengthText: String(padded.length) };
  },
  'envelope body': async (input) => {
    const key = await deriveContentKey(requireRoomKey(input.bytes('roomKey')), input.bytes('roomId'));
    const header = input.bytes('header');
    const body = requireValue(await sealBody(key, header, input.bytes('plaintext'), input.random));
    requireSame(requireValue(await openBody(key, header, body)), input.bytes('plaintext'));
    return { body: hex(body), bodyHash: hex(await sha256(body)) };
  },
  'ECDSA signature over a signed envelope': async (input) => ({
    validText: String(
      await verify(input.bytes('publicKey'), input.bytes('message'), input.bytes('signature')),
    ),
  }),
  'signing key as bytes': async (input) => {
    const key = requireValue(await importSigningKey(requireSigningKeyBytes(input.bytes('signingKey'))));
    return { publicKey: hex(key.publicKey), signingKey: hex(await exportSigningKey(key)) };
  },
  'face-down card [REV1]': async (input) => {
    const place = placeOf(input);
    const secret = requireParticipantSecret(input.bytes('participantSecret'));
    const cardSecret = await deriveCardSecret(secret, place.roomId, place.cardId);
    const closed = requireValue(await closeCard(cardSecret, place, input.bytes('content'), input.random));
    requireSame(requireValue(await openCard(cardSecret, place, closed)), input.bytes('content'));
    return {
      cardSecret: hex(cardSecret),
      boxHash: hex(await sha256(closed.box)),
      commitment: hex(closed.commitment),
    };
  },
  'invitation proof [INV2]': async (input) => {
    const proof = await deriveInvitationProof(requireInvitationSecret(input.bytes('invitation')));
    return { proof: hex(proof), proofHash: hex(await sha256(proof)) };
  },
  'invitation note [INV2]': async (input) => {
    const secret = requireInvitationSecret(input.bytes('invitation'));
    const inviteId = input.bytes('inviteId');
    const sealed = requireValue(
      await sealInvitationNote(secret, inviteId, input.bytes('note'), input.random),
    );
    requireSame(requireValue(await openInvitationNote(secret, inviteId, sealed)), input.bytes('note'));
    return { sealedHash: hex(await sha256(sealed)) };
  },
  'invitation content [INV2]': async (input) => {
    const secret = requireInvitationSecret(input.bytes('invitation'));
    const inviteId = input.bytes('inviteId');
    const content = {
      roomId: input.bytes('roomId'),
      roomKey: requireRoomKey(input.bytes('roomKey')),
      genesisHash: input.bytes('genesisHash'),
    };
    const sealed = await sealInvitationContent(secret, inviteId, content, input.random);
    const opened = requireValue(await openInvitationContent(secret, inviteId, sealed));
    requireSame(
      concat(opened.roomId, opened.roomKey, opened.genesisHash),
      concat(content.roomId, content.roomKey, content.genesisHash),
    );
    return { sealed: hex(sealed) };
  },
  'invitation bind and MAC of a join [INV3]': async (input) => {
    const bindKey = await deriveBindKey(requireInvitationSecret(input.bytes('invitation')));
    const parts = [input.bytes('part1'), input.bytes('part2')];
    const tag = await macJoin(bindKey, parts);
    requireTrue(await isJoinMac(bindKey, parts, tag));
    return { bindKey: hex(bindKey), bindKeyHash: hex(await sha256(bindKey)), mac: hex(tag) };
  },
  'pictures [INV4]': async (input) => {
    const pictures = await choosePictures({
      roomId: input.bytes('roomId'),
      joinHash: input.bytes('joinHash'),
      seatedRandom: input.bytes('seatedRandom'),
      joinRandom: input.bytes('joinRandom'),
    });
    return { picturesText: pictures.join(' ') };
  },
  'return key [RET1]': async (input) => {
    const key = requireReturnKey(input.bytes('returnKey'));
    const code = await encodeReturnCode(key);
    requireSame(requireValue(await parseReturnCode(code)), key);
    return {
      keyId: hex(await deriveReturnId(key)),
      auth: hex(await deriveReturnAuth(key)),
      codeText: code,
    };
  },
  'return content [RET1]': async (input) => {
    const key = requireReturnKey(input.bytes('returnKey'));
    const content = { table: identityOf(input, 'table'), hand: identityOf(input, 'hand') };
    const sealed = await sealReturnContent(key, content, input.random);
    const opened = requireValue(await openReturnContent(key, sealed));
    requireSame(identityBytes(opened.table), identityBytes(content.table));
    requireSame(identityBytes(opened.hand), identityBytes(content.hand));
    return { sealed: hex(sealed) };
  },
  'sealed at rest [KEY2]': async (input) => {
    const key = await importAeadKey(input.bytes('deviceKey'));
    const purpose = input.text('purposeText');
    const id = input.bytes('id');
    const sealed = await sealAtRest(key, purpose, id, input.bytes('secret'), input.random);
    requireSame(requireValue(await openAtRest(key, purpose, id, sealed)), input.bytes('secret'));
    return { sealed: hex(sealed) };
  },
  'text of a consent [CON1]': async (input) => ({
    version: hex(await hashShownText(input.text('linesText').split('\n'))),
  }),
};

export const vectorNames = Object.keys(cases);

/**
 * The outputs of one case; what was sealed is also opened again. Throws for a name without a case, an input that
 * lacks a field, or something that does not open to what went in.
 */
export function computeVector(name: string, fields: VectorFields): Promise<VectorFields> {
  const run = cases[name];
  if (run === undefined) throw new Error(`no case named ${name}`);
  return run(new Input(fields));
}

class Input {
  readonly #fields: VectorFields;

  constructor(fields: VectorFields) {
    this.#fields = fields;
  }

  text(name: string): string {
    const value = this.#fields[name];
    if (value === undefined) throw new Error(`no input ${name}`);
    return value;
  }

  bytes(name: string): Bytes {
    const pairs = this.text(name).match(/../g) ?? [];
    return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  }

  random = (): Bytes => this.bytes('nonce');
}

function placeOf(input: Input): CardPlace {
  return {
    roomId: input.bytes('roomId'),
    participantId: input.bytes('participantId'),
    cardId: input.bytes('cardId'),
    round: Number(input.text('roundText')),
    spot: input.text('spotText'),
  };
}

function identityOf(input: Input, prefix: string): RoomIdentity {
  return {
    roomId: input.bytes(`${prefix}RoomId`),
    signingKey: requireSigningKeyBytes(input.bytes(`${prefix}SigningKey`)),
    participantSecret: requireParticipantSecret(input.bytes(`${prefix}ParticipantSecret`)),
    roomKey: requireRoomKey(input.bytes(`${prefix}RoomKey`)),
    genesisHash: input.bytes(`${prefix}GenesisHash`),
  };
}

function identityBytes(identity: RoomIdentity): Bytes {
  const { roomId, signingKey, participantSecret, roomKey, genesisHash } = identity;
  return concat(roomId, signingKey, participantSecret, roomKey, genesisHash);
}

function requireValue<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

function requireTrue(condition: boolean): void {
  if (!condition) throw new Error('does not verify');
}

function requireSame(actual: Bytes, expected: Bytes): void {
  if (hex(actual) !== hex(expected)) throw new Error('does not open to what was sealed');
}

function hex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
