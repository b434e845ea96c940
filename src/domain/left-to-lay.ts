import { agreements } from './agreement.ts';
import { isSameContent } from './card-content.ts';
import type { Moment } from './events.ts';
import { isAlwaysCard } from './fits-spot.ts';
import type { Spot } from './format.ts';
import { cardKey, type ParticipantId } from './ids.ts';
import { hasSigned } from './promise.ts';
import type { Card } from './room-state.ts';
import { askedAt, cardsAt, earlierAgreements, type Round } from './round.ts';

/** Who of those asked at an open spot has something left to do there: a card to lay, or a proposal to answer. */
export function haveLeft(round: Round, at: Moment, spot: Spot): readonly ParticipantId[] {
  return askedAt(round, at, spot).filter((person) => hasLeft(round, at, spot, person));
}

function hasLeft(round: Round, { lap }: Moment, spot: Spot, person: ParticipantId): boolean {
  const cards = cardsAt(round, lap, spot.id);
  const mine = cards.filter(({ owner }) => owner === person);
  const hasRoom = mine.length < spot.atMost && !hasSigned(round.state, person, spot);
  if (spot.fields?.includes('about')) return hasRoom && hasPartLeft(round, person, mine);
  const proposals = spot.proposals ? cards.filter(({ content }) => content && !isAlwaysCard(content)) : [];
  if (proposals.length === 0) return hasRoom;
  // What all agreed to is enough; until then each has it to answer.
  return proposals.some((card) => !isAgreed(round, card) && !saidYes(round, card, person));
}

/** Looking back, each about own part of what was agreed. */
function hasPartLeft(round: Round, person: ParticipantId, mine: readonly Card[]): boolean {
  return earlierAgreements(round).some(
    ({ card, content: { who } }) =>
      (who === person || who === 'samen') && mine.every(({ content }) => content?.about !== card),
  );
}

function isAgreed({ state }: Round, { owner, cardId, content }: Card): boolean {
  const key = cardKey(owner, cardId);
  return agreements(state).some((one) => one.card === key && content && isSameContent(one.content, content));
}

function saidYes({ state }: Round, { owner, cardId, content }: Card, person: ParticipantId): boolean {
  const hand = state.hands.get(cardKey(owner, cardId))?.get(person);
  return hand?.yes === true && content !== undefined && isSameContent(hand.content, content);
}
