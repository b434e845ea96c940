import { useState } from 'preact/hooks';
import type { CardContent } from '#domain/card-content.ts';
import type { CardId } from '#domain/ids.ts';
import { spotKey } from '#domain/room-state.ts';
import type { SpotView } from '#domain/table-view.ts';
import { emptyCard } from './composer.ts';

/**
 * The card I am making at each spot. It stays until it is laid, also when laying fails. Until then no key that I press
 * and no symbol that I pick leaves this page [OWN2].
 */
export type Draft = {
  readonly card: CardContent;
  /** The card on the table that this one comes in the place of. */
  readonly changes: CardId | undefined;
  /** The card of my own that it is, which leaves them when it lies. */
  readonly brings: CardId | undefined;
  readonly set: (card: CardContent) => void;
  readonly change: (cardId: CardId, card: CardContent) => void;
  readonly bring: (cardId: CardId, card: CardContent) => void;
  readonly clear: () => void;
};

type Made = Pick<Draft, 'card' | 'changes' | 'brings'>;
const nothing: Made = { card: emptyCard, changes: undefined, brings: undefined };

export function useDrafts(): (spot: SpotView) => Draft {
  const [drafts, setDrafts] = useState<ReadonlyMap<string, Made>>(new Map());
  return (spot) => {
    const key = spotKey(spot.at);
    const put = (made: Made) => setDrafts((before) => new Map(before).set(key, made));
    const made = drafts.get(key) ?? nothing;
    return {
      ...made,
      set: (card) => put({ ...made, card }),
      change: (changes, card) => put({ ...nothing, card, changes }),
      bring: (brings, card) => put({ ...nothing, card, brings }),
      clear: () => put(nothing),
    };
  };
}
