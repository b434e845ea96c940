import { getRandomValues } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createParticipantSecret, createRoomKey } from '#crypto/secret.ts';
import { exportSigningKey, generateSigningKey } from '#crypto/signing-key.ts';
import type { CardContent } from '#domain/card-content.ts';
import type { ChainKey } from '#domain/events.ts';
import { toBase64Url } from './bytes.ts';
import { type ClosedCard, closeContent, openContent, secretOf } from './closed-cards.ts';
import { toCardId, toParticipantId } from './ids.ts';
import { openRoomKeys, type RoomKeys } from './room-keys.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));

async function keysOf(roomId: Bytes): Promise<RoomKeys> {
  return openRoomKeys({
    roomId,
    roomKey: createRoomKey(random),
    signingKeyBytes: await exportSigningKey(await generateSigningKey()),
    participantSecret: createParticipantSecret(random),
    invites: [],
  });
}

const bilal = toParticipantId(random(16));
const eva = toParticipantId(random(16));
const laid = { chain: `${bilal}/device` as ChainKey, seq: 3 };
const at = { round: 1, lap: 1, spot: 'betekenis' };
const content: CardContent = { symbols: ['lastig'], text: 'te veel brieven' };

/** Bilal lays a card face down. */
async function laidByBilal() {
  const keys = await keysOf(random(16));
  const cardId = toCardId(random(16));
  const { box, commitment } = await closeContent(keys, bilal, { cardId, at, content }, random);
  const card: ClosedCard = { owner: bilal, cardId, at, laid, box, commitment };
  return { keys, card, secret: await secretOf(keys, cardId) };
}

describe('a face-down card', () => {
  it('[REV1] says what was laid, to whoever has its secret', async () => {
    const { keys, card, secret } = await laidByBilal();
    expect(await openContent(keys.roomId, card, secret)).toEqual(content);
  });

  it('[REV1] has the same secret on every device of its owner, and another for every card', async () => {
    const { keys, card, secret } = await laidByBilal();
    expect(await secretOf(keys, card.cardId)).toBe(secret);
    expect(await secretOf(keys, toCardId(random(16)))).not.toBe(secret);
  });

  it('[REV3] is broken under another secret', async () => {
    const { keys, card, secret } = await laidByBilal();
    for (const other of [toBase64Url(random(32)), secret.slice(0, -2), '', 'no base64!', `${secret}AA`]) {
      expect(await openContent(keys.roomId, card, other)).toBe('broken');
    }
  });

  it('[REV3] is broken with another box or another commitment', async () => {
    const { keys, card, secret } = await laidByBilal();
    const again = await closeContent(keys, bilal, { ...card, content: { symbols: ['fijn'] } }, random);
    const changed: Partial<ClosedCard>[] = [
      { box: again.box },
      { commitment: again.commitment },
      { box: toBase64Url(random(4124)) },
      { commitment: toBase64Url(random(32)) },
      { box: '' },
      { commitment: '' },
    ];
    for (const change of changed) {
      expect(await openContent(keys.roomId, { ...card, ...change }, secret)).toBe('broken');
    }
    expect(await openContent(keys.roomId, { ...card, ...again }, secret)).toEqual({ symbols: ['fijn'] });
  });

  it('[REV3] is broken at another place, in another lap, under another id, of another owner, in another room', async () => {
    const { keys, card, secret } = await laidByBilal();
    const moved: Partial<ClosedCard>[] = [
      { at: { ...at, spot: 'wens' } },
      { at: { ...at, lap: 2 } },
      { at: { ...at, round: 2 } },
      { cardId: toCardId(random(16)) },
      { owner: eva },
    ];
    for (const change of moved) {
      expect(await openContent(keys.roomId, { ...card, ...change }, secret)).toBe('broken');
    }
    expect(await openContent(random(16), card, secret)).toBe('broken');
  });

  it('[REV3] is broken, and no error, under an id that stands for no bytes', async () => {
    const { keys, card, secret } = await laidByBilal();
    // An altered app wrote it; the form of an id is all that was checked before.
    const cardId = 'A'.repeat(21).concat('B') as ClosedCard['cardId'];
    expect(await openContent(keys.roomId, { ...card, cardId }, secret)).toBe('broken');
  });

  it('[ENV2] is refused when it is larger than a card', async () => {
    const { keys, card } = await laidByBilal();
    const tooLarge = { ...card, content: { symbols: [], text: 'a'.repeat(4001) } };
    await expect(closeContent(keys, bilal, tooLarge, random)).rejects.toThrow('larger than a card');
  });
});
