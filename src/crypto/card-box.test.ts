import { expect, test } from 'vitest';
import {
  type CardPlace,
  type ClosedCard,
  closeCard,
  deriveCardSecret,
  MAX_CARD_CONTENT_BYTES,
  openCard,
} from './card-box.ts';
import { utf8 } from './parts.ts';
import { createParticipantSecret } from './secret.ts';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const broken = { ok: false, error: 'broken' };
const place: CardPlace = {
  roomId: random(16),
  participantId: random(16),
  cardId: random(16),
  round: 0,
  spot: 'aankomen',
};
const bilal = createParticipantSecret(random);
const cardSecret = await deriveCardSecret(bilal, place.roomId, place.cardId);

test('[REV1] a card turned with its secret shows what was laid', async () => {
  const content = utf8('bang');
  expect(await openCard(cardSecret, place, await close(content))).toEqual({ ok: true, value: content });
});

test('[REV1] every face-down card has the same size, the largest too', async () => {
  const pass = await close(new Uint8Array(0));
  const full = await close(new Uint8Array(MAX_CARD_CONTENT_BYTES));
  expect(pass.box).toHaveLength(full.box.length);
  expect(pass.commitment).toHaveLength(32);
});

test('[ENV2] a card of more than 4,000 bytes is refused, not cut', async () => {
  const tooLarge = new Uint8Array(MAX_CARD_CONTENT_BYTES + 1);
  expect(await closeCard(cardSecret, place, tooLarge, random)).toEqual({ ok: false, error: 'too-large' });
});

test('[REV1] the secret is the same on all own devices and another for each card, room and person', async () => {
  expect(await deriveCardSecret(bilal, place.roomId, place.cardId)).toEqual(cardSecret);
  expect(await deriveCardSecret(bilal, place.roomId, random(16))).not.toEqual(cardSecret);
  expect(await deriveCardSecret(bilal, random(16), place.cardId)).not.toEqual(cardSecret);
  const eva = createParticipantSecret(random);
  expect(await deriveCardSecret(eva, place.roomId, place.cardId)).not.toEqual(cardSecret);
});

test('[REV3] a card turned with another secret does not fit', async () => {
  const closed = await close(utf8('bang'));
  expect(await openCard(random(32), place, closed)).toEqual(broken);
  expect(await openCard(cardSecret.slice(1), place, closed)).toEqual(broken);
});

test('[REV3] box and commitment of two different cards do not fit together', async () => {
  const laid = await close(utf8('bang'));
  const wished = await close(utf8('boos'));
  expect(await openCard(cardSecret, place, { ...laid, box: wished.box })).toEqual(broken);
  expect(await openCard(cardSecret, place, { ...laid, commitment: wished.commitment })).toEqual(broken);
});

test('[REV3] a card counts only where it was laid, for whom and in which round', async () => {
  const closed = await close(utf8('bang'));
  const elsewhere: CardPlace[] = [
    { ...place, roomId: random(16) },
    { ...place, participantId: random(16) },
    { ...place, cardId: random(16) },
    { ...place, round: 1 },
    { ...place, spot: 'bedoeld' },
  ];
  for (const other of elsewhere) expect(await openCard(cardSecret, other, closed)).toEqual(broken);
});

async function close(content: Bytes): Promise<ClosedCard> {
  const closed = await closeCard(cardSecret, place, content, random);
  if (!closed.ok) throw new Error(closed.error);
  return closed.value;
}
