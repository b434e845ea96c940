import { isAgreedAs, saidYes } from './agreement.ts';
import type { Card } from './card-history.ts';
import type { Moment } from './events.ts';
import { isAlwaysCard } from './fits-spot.ts';
import type { Spot } from './format.ts';
import { cardKey, type ParticipantId } from './ids.ts';
import { hasSigned } from './promise.ts';
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
  const proposals = cards.flatMap(({ owner, cardId, content }) =>
    spot.proposals && content && !isAlwaysCard(content) ? [{ key: cardKey(owner, cardId), content }] : [],
  );
  if (proposals.length === 0) return hasRoom;
  // What all agreed to is enough; until then each has it to answer.
  return proposals.some(
    ({ key, content }) =>
      !isAgreedAs(round.state, key, content) && !saidYes(round.state, key, person, content),
  );
}

/** Looking back, each about own part of what was agreed. */
function hasPartLeft(round: Round, person: ParticipantId, mine: readonly Card[]): boolean {
  return earlierAgreements(round).some(
    ({ card, content: { who } }) =>
      (who === person || who === 'samen') && mine.every(({ content }) => content?.about !== card),
  );
}
