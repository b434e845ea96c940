/**
 * What stands in vectors.json, and how it is computed: inputs and outputs as hex, so that another
 * implementation can be held to the same bytes. The same cases run in Node and in a browser.
 */
import { joinEnvelope, joinStub } from './envelope.ts';
import { encodeHeader, type SeenHead } from './header.ts';
import type { EnvelopeKind } from './kinds.ts';
import {
  envelopeHashInput,
  eraseBytes,
  loginBytes,
  participantIdInput,
  signedEnvelopeBytes,
} from './labels.ts';

export type VectorInput = Readonly<Record<string, string | number>>;

/** One row of vectors.json. */
export type Vector = { readonly name: string; readonly input: VectorInput; readonly output: string };

const compute: Readonly<Record<string, (field: Fields) => Bytes>> = {
  'header, first of its chain': (field) => encodeHeader(headerOf(field, [])),
  'header with one seen head': (field) =>
    encodeHeader(
      headerOf(field, [
        {
          participantId: field.bytes('seenParticipantId'),
          deviceId: field.bytes('seenDeviceId'),
          seq: field.number('seenSeq'),
          hash: field.bytes('seenHash'),
        },
      ]),
    ),
  envelope: (field) => joinEnvelope(field.bytes('header'), field.bytes('body'), field.bytes('signature')),
  stub: (field) => joinStub(field.bytes('header'), field.bytes('bodyHash'), field.bytes('signature')),
  'participant id input': (field) => participantIdInput(field.bytes('publicKey')),
  'login bytes': (field) =>
    loginBytes({
      nonce: field.bytes('nonce'),
      host: field.text('host'),
      roomId: field.bytes('roomId'),
      participantId: field.bytes('participantId'),
      deviceId: field.bytes('deviceId'),
    }),
  'envelope hash input': (field) => envelopeHashInput(field.bytes('header'), field.bytes('bodyHash')),
  'signed envelope bytes': (field) => signedEnvelopeBytes(field.bytes('envelopeHash')),
  'erase bytes': (field) => eraseBytes(field.bytes('roomId'), field.bytes('participantId')),
};

export const vectorNames = Object.keys(compute);

/** The output of one case as hex. Throws for a name without a case or an input that lacks a field. */
export function computeVector(name: string, input: VectorInput): string {
  const run = compute[name];
  if (run === undefined) throw new Error(`no case named ${name}`);
  return toHex(run(new Fields(input)));
}

function headerOf(field: Fields, seen: SeenHead[]) {
  return {
    // The vectors are ours, and encodeHeader throws for a kind that does not exist.
    kind: field.text('kind') as EnvelopeKind,
    roomId: field.bytes('roomId'),
    participantId: field.bytes('participantId'),
    deviceId: field.bytes('deviceId'),
    seq: field.number('seq'),
    prev: field.bytes('prev'),
    seen,
  };
}

class Fields {
  readonly #input: VectorInput;

  constructor(input: VectorInput) {
    this.#input = input;
  }

  text(name: string): string {
    const value = this.#input[name];
    if (typeof value !== 'string') throw new Error(`${name} is not a string`);
    return value;
  }

  number(name: string): number {
    const value = this.#input[name];
    if (typeof value !== 'number') throw new Error(`${name} is not a number`);
    return value;
  }

  bytes(name: string): Bytes {
    const pairs = this.text(name).match(/../g) ?? [];
    return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
  }
}

function toHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
