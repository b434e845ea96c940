import type { CardContent } from './card-content.ts';
import type { Spot } from './format.ts';
import type { ParticipantId } from './ids.ts';
import type { RoomState } from './room-state.ts';

/** The card on which somebody signs to keep this out of the file: their own word, no promise of the product. */
export const promiseSymbol = 'ik-beloof-dit';

export function isPromise({ symbols }: CardContent): boolean {
  return symbols.includes(promiseSymbol);
}

/** A card that is signed once lies for every later conversation too. */
export function hasSigned(state: RoomState, me: ParticipantId, { fixed }: Spot): boolean {
  return fixed === true && promisedBy(state).includes(me);
}

/** Whose promise lies on the table, of this conversation or an earlier one. */
export function promisedBy(state: RoomState): readonly ParticipantId[] {
  const owners = [...state.cards.values()].flatMap(({ owner, content }) =>
    content && isPromise(content) ? [owner] : [],
  );
  return [...new Set(owners)];
}
