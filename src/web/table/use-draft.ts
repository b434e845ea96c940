import { useState } from 'preact/hooks';
import type { CardContent } from '#domain/card-content.ts';
import { spotKey } from '#domain/room-state.ts';
import type { SpotView } from '#domain/table-view.ts';
import { emptyCard } from './composer.ts';

/** The card I am making at each spot. It stays until it is laid, also when laying fails. */
export type Draft = {
  readonly card: CardContent;
  readonly set: (card: CardContent) => void;
  readonly clear: () => void;
};

export function useDrafts(): (spot: SpotView) => Draft {
  const [cards, setCards] = useState<ReadonlyMap<string, CardContent>>(new Map());
  const put = (key: string, card: CardContent) => setCards((before) => new Map(before).set(key, card));
  return (spot) => {
    const key = spotKey(spot.at);
    return {
      card: cards.get(key) ?? emptyCard,
      set: (card) => put(key, card),
      clear: () => put(key, emptyCard),
    };
  };
}
