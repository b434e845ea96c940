/**
 * The ids a conversation is made of. All are opaque strings here: device makes them from random bytes
 * (base64url), domain only compares them.
 */
declare const brand: unique symbol;
type Id<Name extends string> = string & { readonly [brand]: Name };

/** Who somebody is in one room: base64url of 16 bytes. */
export type ParticipantId = Id<'participant'>;
/** One of the devices of a participant: base64url of 8 bytes. */
export type DeviceId = Id<'device'>;
/** One card of one participant: base64url of 16 bytes. Unique only together with its owner [ENV3]. */
export type CardId = Id<'card'>;
/** Owner and card in one string, the key under which a card lies on the table [ENV3]. */
export type CardKey = Id<'card key'>;

/** The key of a card: two people may use the same card id without touching each other's cards [ENV3]. */
export function cardKey(owner: ParticipantId, cardId: CardId): CardKey {
  // Both parts are base64url and hold no slash, so no two pairs share a key.
  return `${owner}/${cardId}` as CardKey;
}

/** Whose card, and which: what `cardKey` put together. */
export function partsOf(key: CardKey): { readonly owner: ParticipantId; readonly cardId: CardId } {
  const [owner, cardId] = key.split('/');
  // Only cardKey makes these keys, out of these two.
  return { owner: owner as ParticipantId, cardId: cardId as CardId };
}
