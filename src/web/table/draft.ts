import type { Table } from '#device/table.ts';
import type { UnlaidCard } from '#device/unlaid-cards.ts';
import type { CardContent } from '#domain/card-content.ts';
import { spotKey } from '#domain/events.ts';
import type { CardId } from '#domain/ids.ts';
import type { SpotView } from '#domain/table-view.ts';
import { emptyCard } from './composer.ts';

/**
 * The card I am making at one spot. It stays until it is laid, also when laying fails or the page goes away. Until then no
 * key that I press and no symbol that I pick leaves this device [OWN2].
 */
export type Draft = {
  readonly card: CardContent;
  /** The id under which it will lie; none as long as it is empty. */
  readonly id: CardId | undefined;
  /** The card on the table that this one comes in the place of. */
  readonly changes: CardId | undefined;
  /** The card of my own that it is, which leaves them when it lies. */
  readonly brings: CardId | undefined;
  /** Whether it is on this device too; a full one keeps nothing. */
  readonly isKept: boolean;
  readonly set: (card: CardContent) => void;
  readonly change: (cardId: CardId, card: CardContent) => void;
  readonly bring: (cardId: CardId, card: CardContent) => void;
  readonly clear: () => void;
};

export function draftOf({ unlaid }: Pick<Table, 'unlaid'>, { at }: SpotView): Draft {
  const spot = spotKey(at);
  const made = unlaid.list().find((one) => one.spot === spot);
  const put = (...next: readonly UnlaidCard[]) => {
    const elsewhere = unlaid.list().filter((one) => one.spot !== spot);
    void unlaid.keep([...elsewhere, ...next]);
  };
  const begin = () => ({ spot, id: unlaid.newId() });
  return {
    card: made?.card ?? emptyCard,
    id: made?.id,
    changes: made?.changes,
    brings: made?.brings,
    isKept: unlaid.isKept(),
    set: (card) => put({ ...(made ?? begin()), card }),
    change: (changes, card) => put({ ...begin(), card, changes }),
    bring: (brings, card) => put({ ...begin(), card, brings }),
    clear: () => put(),
  };
}
