import { agreements, saidYes } from './agreement.ts';
import type { CardContent } from './card-content.ts';
import type { Card } from './card-history.ts';
import type { TableEvent } from './events.ts';
import type { CardKey, ParticipantId } from './ids.ts';
import { cardKey, partsOf } from './ids.ts';
import { fail, ok, type Result } from './result.ts';
import type { RoomState } from './room-state.ts';
import { isLaidAgain, seatsOf } from './round.ts';

/**
 * A table taken home from somebody else's tablet [TAB1]. What was laid there was laid on a device that others hold;
 * on their own phone people say of each card whether it is theirs, in their own name.
 */

/** A card of the chair at the tablet, which its owner did not lay again yet; or what was agreed there. */
export type TabletCard = { readonly key: CardKey; readonly content: CardContent; readonly isAgreed: boolean };

/** What waits for my word, oldest first; empty for whoever came from no tablet. */
export function cardsFromTablet(state: RoomState, me: ParticipantId): readonly TabletCard[] {
  const from = tabletSeatOf(state, me);
  if (!from) return [];
  const agreed = agreements(state).filter(({ between }) => between.includes(from));
  const cards = [...state.cards.values()].filter((card) => isMineAtTablet(state, from, card));
  return [
    ...cards
      .map((card) => ({ key: cardKey(card.owner, card.cardId), content: card.content, isAgreed: false }))
      .filter(({ key }) => !agreed.some(({ card }) => card === key)),
    ...agreed
      .filter(({ card, content }) => !saidYes(state, card, me, content))
      .map(({ card, content }) => ({ key: card, content, isAgreed: true })),
  ].flatMap(({ content, ...rest }) => (content ? [{ ...rest, content: inOwnName(state, me, content) }] : []));
}

/** What says that a card of mine at the tablet is mine: it lies again in my own name, or my yes to it does. */
export function layingAgain(
  state: RoomState,
  me: ParticipantId,
  key: CardKey,
): Result<Extract<TableEvent, { type: 'lay' | 'agree' }>, 'not-laid'> {
  const waiting = cardsFromTablet(state, me).find((one) => one.key === key);
  if (!waiting) return fail('not-laid');
  const { cardId, owner } = partsOf(key);
  const card = state.cards.get(key);
  if (!waiting.isAgreed && card) return ok({ type: 'lay', cardId, at: card.at, content: waiting.content });
  const agreed = agreements(state).find((one) => one.card === key);
  if (!agreed) return fail('not-laid');
  const { round, between, content } = agreed;
  return ok({ type: 'agree', card: { owner, cardId }, round, needs: between, content, yes: true });
}

/** Whom I was at a tablet counts as me: what I said there of myself, I said. */
export function inOwnName(state: RoomState, me: ParticipantId, content: CardContent): CardContent {
  return seatsOf(state, me).some((seat) => seat === content.who) ? { ...content, who: me } : content;
}

/** What was agreed by me: at this chair, or at the tablet and said again since. */
export function isAgreedByMe(state: RoomState, me: ParticipantId, card: CardKey): boolean {
  const agreed = agreements(state).find((one) => one.card === card);
  if (!agreed) return false;
  const from = tabletSeatOf(state, me);
  const wasThere = from !== undefined && agreed.between.includes(from);
  return agreed.between.includes(me) || (wasThere && saidYes(state, card, me, agreed.content));
}

function tabletSeatOf(state: RoomState, me: ParticipantId): ParticipantId | undefined {
  return seatsOf(state, me)[1];
}

function isMineAtTablet(state: RoomState, from: ParticipantId, card: Card): boolean {
  const lies = card.face === 'open' || card.face === 'turned';
  return card.owner === from && lies && !isLaidAgain(state, card);
}
