import { useState } from 'preact/hooks';
import type { CardContent } from '#domain/card-content.ts';
import { alwaysSymbols, type Deck, decks } from '#domain/decks.ts';
import type { SpotDeck } from '#domain/format.ts';
import { Button } from '../components/button.tsx';
import { SymbolCard } from '../components/symbol.tsx';
import { textOf, useTexts } from '../components/texts.tsx';
import { symbolsShown } from './composer.ts';

type Props = {
  readonly from: SpotDeck;
  readonly card: CardContent;
  readonly always: boolean;
  readonly onPick: (symbol: string) => void;
};

/** One deck, at most twelve cards at once; opposites side by side; the same three always below. */
export function DeckGrid({ from, card, always, onPick }: Props) {
  const texts = useTexts();
  const [showsMore, setShowsMore] = useState(false);
  const deck: Deck = decks[from.deck];
  const symbols = symbolsShown(from, card);
  const first = deck.first ?? symbols.length;
  const shown = showsMore ? symbols.slice(first) : symbols.slice(0, first);
  const pick = (symbol: string) => (
    <button
      type="button"
      key={symbol}
      class="deck-card"
      aria-pressed={card.symbols.includes(symbol)}
      onClick={() => onPick(symbol)}
    >
      <SymbolCard id={symbol} />
    </button>
  );
  return (
    <fieldset class="deck">
      <legend>{textOf(texts, `deck.${from.deck}`)}</legend>
      <div class={`deck-cards ${deck.pairs ? 'deck-pairs' : ''} deck-${from.deck}`}>{shown.map(pick)}</div>
      {symbols.length > first && (
        <Button kind="small" onClick={() => setShowsMore(!showsMore)}>
          {texts.t(showsMore ? 'button.minder-kaarten' : 'button.meer-kaarten')}
        </Button>
      )}
      {always && <div class="deck-cards deck-always">{alwaysSymbols.map(pick)}</div>}
    </fieldset>
  );
}
