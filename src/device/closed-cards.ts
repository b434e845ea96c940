import { closeCard, deriveCardSecret, openCard } from '#crypto/card-box.ts';
import type { Random } from '#crypto/random.ts';
import { type CardContent, contentText, parseContent } from '#domain/card-content.ts';
import type { InChain, Place, TableEvent } from '#domain/events.ts';
import type { CardId, ParticipantId } from '#domain/ids.ts';
import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from './bytes.ts';
import { idBytes } from './ids.ts';
import type { RoomKeys } from './room-keys.ts';

/** Face-down cards: what domain knows as sealed texts, crypto as boxes and commitments [REV1]. */
export type ClosedCard = {
  readonly owner: ParticipantId;
  readonly cardId: CardId;
  readonly at: Place;
  /** The envelope that laid it. */
  readonly laid: InChain;
  /** base64url. */
  readonly box: string;
  readonly commitment: string;
};

type LayClosed = Extract<TableEvent, { type: 'lay-closed' }>;

/** Seals a card for laying face down. Throws when it is too large: rules stop that before [ENV2]. */
export async function closeContent(
  keys: RoomKeys,
  owner: ParticipantId,
  card: { readonly cardId: CardId; readonly at: Place; readonly content: CardContent },
  random: Random,
): Promise<LayClosed> {
  const secret = await deriveCardSecret(keys.participantSecret, keys.roomId, idBytes(card.cardId));
  const place = boundPlace(keys.roomId, { ...card, owner });
  const closed = await closeCard(secret, place, toUtf8(contentText(card.content)), random);
  if (!closed.ok) throw new RangeError('a card larger than a card');
  const { box, commitment } = closed.value;
  const { cardId, at } = card;
  return { type: 'lay-closed', cardId, at, box: toBase64Url(box), commitment: toBase64Url(commitment) };
}

/** What turning one's own card publishes: c, base64url of 32 bytes [REV1]. */
export async function secretOf(keys: RoomKeys, cardId: CardId): Promise<string> {
  return toBase64Url(await deriveCardSecret(keys.participantSecret, keys.roomId, idBytes(cardId)));
}

/** @returns `broken` when secret, box, commitment and place do not fit one another [REV3]. */
export async function openContent(
  roomId: Bytes,
  card: ClosedCard,
  secret: string,
): Promise<CardContent | 'broken'> {
  const texts = [secret, card.box, card.commitment, card.cardId];
  const [secretBytes, box, commitment, cardId] = texts.map((text) => fromBase64Url(text));
  // A card's id is its owner's to choose: not every text that has the form of one stands for bytes.
  if (!secretBytes || !box || !commitment || !cardId) return 'broken';
  const opened = await openCard(secretBytes, boundPlace(roomId, card), { box, commitment });
  const text = opened.ok ? fromUtf8(opened.value) : undefined;
  return (text !== undefined && parseContent(text)) || 'broken';
}

/** The lap is part of where a card lies, so it is part of what it is bound to. */
function boundPlace(roomId: Bytes, { owner, cardId, at }: Pick<ClosedCard, 'owner' | 'cardId' | 'at'>) {
  return {
    roomId,
    participantId: idBytes(owner),
    cardId: idBytes(cardId),
    round: at.round,
    spot: `${at.lap}.${at.spot}`,
  };
}
