/**
 * A face-down card [REV1]: its content in a box, and a commitment, so that it can be turned by publishing its
 * secret and cannot be changed before. c = HKDF(PS, "slw1/card" ‖ roomId ‖ cardId), the same on all own devices.
 */
import { importAeadKey, open, seal } from './aead.ts';
import { hkdf } from './hkdf.ts';
import { labelled } from './label.ts';
import { isMac, mac } from './mac.ts';
import { padTo, unpad } from './padding.ts';
import { concat, fixed, lengthPrefixed, u32, utf8 } from './parts.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';
import { type ParticipantSecret, requireSecret, type Secret } from './secret.ts';

const ID_BYTES = 16;
const CARD_SECRET_BYTES = 32;
const PADDED_CONTENT_BYTES = 4096;

/** Most that a card can hold, encoded, face-down or open [ENV2]. */
export const MAX_CARD_CONTENT_BYTES = 4000;

/** c, 32 B. Public once its card is turned. */
export type CardSecret = Secret<'card secret'>;

/** Where a face-down card lies, and whose it is: part of the commitment, so it cannot be moved either. */
export type CardPlace = {
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B. */
  readonly participantId: Bytes;
  /** 16 B. */
  readonly cardId: Bytes;
  /** u32. */
  readonly round: number;
  /** The id of the spot in the format. */
  readonly spot: string;
};

export type ClosedCard = {
  /** nonce 12 ‖ ciphertext 4,096 ‖ tag 16. */
  readonly box: Bytes;
  /** 32 B. */
  readonly commitment: Bytes;
};

export async function deriveCardSecret(
  secret: ParticipantSecret,
  roomId: Bytes,
  cardId: Bytes,
): Promise<CardSecret> {
  const parts = [fixed(roomId, ID_BYTES), fixed(cardId, ID_BYTES)];
  return requireSecret<'card secret'>(
    await hkdf(secret, 'slw1/card', parts, CARD_SECRET_BYTES),
    CARD_SECRET_BYTES,
  );
}

/** `too-large`: more than 4,000 B of content; nothing is cut [ENV2]. */
export async function closeCard(
  cardSecret: CardSecret,
  place: CardPlace,
  content: Bytes,
  random: Random,
): Promise<Result<ClosedCard, 'too-large'>> {
  if (content.length > MAX_CARD_CONTENT_BYTES) return { ok: false, error: 'too-large' };
  const padded = padTo(PADDED_CONTENT_BYTES, content);
  if (!padded.ok) return padded;
  const box = await seal(await boxKey(cardSecret), boxData(place), padded.value, random);
  const commitment = await mac(await commitKey(cardSecret), committed(place, content));
  return { ok: true, value: { box, commitment } };
}

/**
 * Turns a card with the secret that was published for it. `broken`: the secret has another length, or box or
 * commitment do not fit it, this place and one another [REV3]. Throws a RangeError for a place with ids of
 * another length or a round that is no u32.
 */
export async function openCard(
  cardSecret: Bytes,
  place: CardPlace,
  closed: ClosedCard,
): Promise<Result<Bytes, 'broken'>> {
  if (cardSecret.length !== CARD_SECRET_BYTES) return { ok: false, error: 'broken' };
  const padded = await open(await boxKey(cardSecret), boxData(place), closed.box);
  if (!padded.ok) return padded;
  const content = unpad(padded.value);
  if (!content.ok || content.value.length > MAX_CARD_CONTENT_BYTES) return { ok: false, error: 'broken' };
  const fits = await isMac(await commitKey(cardSecret), committed(place, content.value), closed.commitment);
  return fits ? content : { ok: false, error: 'broken' };
}

async function boxKey(cardSecret: Bytes): Promise<CryptoKey> {
  return importAeadKey(await hkdf(cardSecret, 'slw1/box', [], 32));
}

function boxData(place: CardPlace): Bytes {
  return labelled('slw1/box', fixed(place.cardId, ID_BYTES));
}

function commitKey(cardSecret: Bytes): Promise<Bytes> {
  return hkdf(cardSecret, 'slw1/commit', [], 32);
}

function committed(place: CardPlace, content: Bytes): Bytes {
  return concat(
    fixed(place.roomId, ID_BYTES),
    fixed(place.participantId, ID_BYTES),
    fixed(place.cardId, ID_BYTES),
    u32(place.round),
    lengthPrefixed(utf8(place.spot)),
    lengthPrefixed(content),
  );
}
