import { type CardContent, isSameContent } from './card-content.ts';
import { type CardKey, type ParticipantId, partsOf } from './ids.ts';
import { type Hand, type RoomState, threwAwayAtHome } from './room-state.ts';

/** A card that everyone it names said yes to, as it read then; it outlives the card itself [AGR1]. */
export type Agreement = {
  readonly card: CardKey;
  readonly round: number;
  readonly between: readonly ParticipantId[];
  readonly content: CardContent;
};

/** What stands agreed at the table: the newest hands of all named are equal, field by field [AGR1]. */
export function agreements(state: RoomState): readonly Agreement[] {
  return [...state.hands]
    .flatMap(([card, hands]) => agreementOf(card, hands))
    .filter(({ between }) => !between.some((person) => threwAwayAtHome(state, person)));
}

/** Somebody's newest hand says yes to the card as it reads here. */
export function saidYes(
  { hands }: RoomState,
  card: CardKey,
  who: ParticipantId,
  content: CardContent,
): boolean {
  const hand = hands.get(card)?.get(who);
  return hand?.yes === true && isSameContent(hand.content, content);
}

/** The card is agreed as it reads here. */
export function isAgreedAs(state: RoomState, card: CardKey, content: CardContent): boolean {
  return agreements(state).some((one) => one.card === card && isSameContent(one.content, content));
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
