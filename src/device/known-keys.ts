import { sha256 } from '#crypto/hash.ts';
import { verify } from '#crypto/signing-key.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { participantIdInput, signedEnvelopeBytes } from '#protocol/labels.ts';
import { parseChairBody } from './bodies.ts';
import { fromBase64Url, isEqualBytes } from './bytes.ts';
import type { Received } from './entry-seal.ts';
import { toParticipantId } from './ids.ts';

/**
 * Whose signature is whose. A person's key comes from the room's genesis or from their own join; a key is
 * theirs when their id is its hash, so nobody can bring a key for another. Knowing a key seats nobody:
 * that is the roster's.
 */
export type KnownKeys = {
  /** `wait`: the author's key is not known yet. `invalid`: not signed by the author [ENV5]. */
  readonly check: (received: Received) => Promise<'valid' | 'wait' | 'invalid'>;
  /** 65 B; undefined for somebody who has shown no key. */
  readonly publicKeyOf: (id: ParticipantId) => Bytes | undefined;
};

/** @param genesisHash what the room's first envelope must hash to; read late, as its own opener makes it. */
export function createKnownKeys(genesisHash: () => Bytes): KnownKeys {
  const publicKeys = new Map<ParticipantId, Bytes>();

  async function keyFor(received: Received): Promise<Bytes | 'wait' | 'invalid'> {
    const author = toParticipantId(received.header.participantId);
    // A room has one beginning, whoever signs another.
    if (received.header.kind === 'genesis' && !isEqualBytes(received.hash, genesisHash())) return 'invalid';
    const known = publicKeys.get(author);
    if (known) return known;
    const body = received.text === undefined ? undefined : parseChairBody(received.text);
    if (body?.type !== 'genesis' && body?.type !== 'join') return 'wait';
    const publicKey = fromBase64Url(body.publicKey, 65);
    if (!publicKey) return 'invalid';
    const id = (await sha256(participantIdInput(publicKey))).slice(0, 16);
    return isEqualBytes(id, received.header.participantId) ? publicKey : 'invalid';
  }

  return {
    publicKeyOf: (id) => publicKeys.get(id),
    check: async (received) => {
      const key = await keyFor(received);
      if (key === 'wait' || key === 'invalid') return key;
      const isSigned = await verify(key, signedEnvelopeBytes(received.hash), received.signature);
      if (isSigned) publicKeys.set(toParticipantId(received.header.participantId), key);
      return isSigned ? 'valid' : 'invalid';
    },
  };
}
