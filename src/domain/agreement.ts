import { type CardContent, isSameContent } from './card-content.ts';
import { type CardKey, type ParticipantId, partsOf } from './ids.ts';
import type { Hand, RoomState } from './room-state.ts';

/** A card that everyone it names said yes to, as it read then; it outlives the card itself [AGR1]. */
export type Agreement = {
  readonly card: CardKey;
  readonly round: number;
  readonly between: readonly ParticipantId[];
  readonly content: CardContent;
};

/** What stands agreed at the table: the newest hands of all named are equal, field by field [AGR1]. */
export function agreements(state: RoomState): readonly Agreement[] {
  // What somebody agreed at a tablet goes with all their other words [DEL2] [TAB1].
  const thrownAway = state.roster.flatMap(({ id, from }) => (from && state.threwAway.has(id) ? [from] : []));
  return [...state.hands]
    .flatMap(([card, hands]) => agreementOf(card, hands))
    .filter(({ between }) => !between.some((person) => thrownAway.includes(person)));
}

/** Whoever laid the card names whose hands it needs, and their own is one of at least two. */
function agreementOf(card: CardKey, hands: ReadonlyMap<ParticipantId, Hand>): readonly Agreement[] {
  const { owner } = partsOf(card);
  const own = hands.get(owner);
  if (!own?.needs.includes(owner) || new Set(own.needs).size < 2) return [];
  const agreed = own.needs.every((person) => {
    const hand = hands.get(person);
    return (
      hand?.yes &&
      hand.round === own.round &&
      isSamePeople(hand.needs, own.needs) &&
      isSameContent(hand.content, own.content)
    );
  });
  return agreed ? [{ card, round: own.round, between: own.needs, content: own.content }] : [];
}

function isSamePeople(one: readonly ParticipantId[], other: readonly ParticipantId[]): boolean {
  return one.length === other.length && one.every((person) => other.includes(person));
}
