import { type CardContent, isSameContent } from './card-content.ts';
import type { CardKey, ParticipantId } from './ids.ts';
import type { Hand, RoomState } from './room-state.ts';

/** A card that everyone it names said yes to, as it read then; it outlives the card itself [AGR1]. */
export type Agreement = {
  readonly card: CardKey;
  readonly between: readonly ParticipantId[];
  readonly content: CardContent;
};

/** What stands agreed at the table: the newest hands of all named are equal, field by field [AGR1]. */
export function agreements(state: RoomState): readonly Agreement[] {
  return [...state.hands].flatMap(([card, hands]) => agreementOf(card, hands) ?? []);
}

function agreementOf(card: CardKey, hands: ReadonlyMap<ParticipantId, Hand>): Agreement | undefined {
  const [first] = hands.values();
  if (!first) return undefined;
  const agreed = first.needs.every((person) => {
    const hand = hands.get(person);
    return hand?.yes && isSamePeople(hand.needs, first.needs) && isSameContent(hand.content, first.content);
  });
  return agreed ? { card, between: first.needs, content: first.content } : undefined;
}

function isSamePeople(one: readonly ParticipantId[], other: readonly ParticipantId[]): boolean {
  return one.length === other.length && one.every((person) => other.includes(person));
}
