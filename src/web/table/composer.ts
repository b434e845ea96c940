import { type CardContent, isSameContent } from '#domain/card-content.ts';
import { alwaysSymbols, decks, smallCardsByTheme } from '#domain/decks.ts';
import type { SpotDeck } from '#domain/format.ts';
import type { CardId } from '#domain/ids.ts';
import type { ShownStop, SpotView } from '#domain/table-view.ts';

/**
 * A card in the making: which question comes next, and what each answer does to it. One thing at a time;
 * every answer can be given again. Pure, so that it is the same for every spot of every format.
 */
export type Stage =
  | { readonly asks: 'pile' | 'who' | 'when' | 'about' }
  | { readonly asks: 'deck'; readonly deck: SpotDeck };

/** People talk about cards that were turned: the screen offers no card then. */
export function isForTalking({ beat, step }: ShownStop): boolean {
  return beat === 'praten' && step.beats.length > 1;
}

export const emptyCard: CardContent = { symbols: [] };

/** The questions of a spot, in the order in which they are asked. */
export function stagesOf({ spot, decks: from }: Pick<SpotView, 'spot' | 'decks'>): readonly Stage[] {
  const asks = (field: 'pile' | 'who' | 'when' | 'about'): readonly Stage[] =>
    spot.fields?.includes(field) ? [{ asks: field }] : [];
  const cards = from.map((deck): Stage => ({ asks: 'deck', deck }));
  // In a strip somebody comes first, then what was done; a plan says first what, then who.
  return spot.proposals
    ? [...asks('pile'), ...cards, ...asks('who'), ...asks('when')]
    : [...asks('about'), ...asks('who'), ...cards];
}

export function isAnswered(stage: Stage, card: CardContent): boolean {
  if (card.symbols.some(isAlways)) return true;
  if (stage.asks === 'deck') {
    return countFrom(stage.deck, card) >= Math.max(1, stage.deck.atLeast);
  }
  return card[stage.asks] !== undefined;
}

/** The first question without an answer; past the last one, the last. */
export function nextStage(stages: readonly Stage[], card: CardContent): number {
  const open = stages.findIndex((stage) => !isAnswered(stage, card));
  return open < 0 ? stages.length - 1 : open;
}

/** Picks a symbol, or puts it back. A deck that gives one card gives the newest. */
export function pickSymbol(card: CardContent, symbol: string, from: SpotDeck): CardContent {
  if (card.symbols.includes(symbol))
    return { ...card, symbols: card.symbols.filter((one) => one !== symbol) };
  if (isAlways(symbol)) return { ...card, symbols: [symbol] };
  const others = card.symbols.filter((one) => !isAlways(one));
  const mine = others.filter((one) => isFrom(from, one));
  const dropped = mine.length >= from.atMost ? mine[0] : undefined;
  const symbols = [...others.filter((one) => one !== dropped), symbol];
  return { ...card, symbols: from.deck === 'thema' ? withoutStraySmallCards(symbols) : symbols };
}

type Changes = { readonly changes: CardId | undefined };
type Lies = Pick<SpotView, 'mayLay' | 'cards'>;

/** I am making a card for this spot: a new one, or one in the place of a card of mine that lies there. */
export function isMaking(spot: Lies, draft: Changes): boolean {
  return spot.mayLay || changedAt(spot, draft).length > 0;
}

/** The card of mine here that I am making another for. */
export function changedAt({ cards }: Lies, { changes }: Changes): readonly CardId[] {
  return cards
    .filter(({ isMine, mayChange, cardId }) => isMine && mayChange && cardId === changes)
    .map(({ cardId }) => cardId);
}

/** Whether the card can be laid: every question that needs an answer has one. */
export function isComplete(
  { spot, decks: from }: Pick<SpotView, 'spot' | 'decks'>,
  card: CardContent,
): boolean {
  if (isSameContent(card, emptyCard)) return false;
  if (spot.fields?.includes('about') && !card.about) return false;
  if (card.symbols.some(isAlways)) return true;
  if (spot.proposals && (!card.pile || !card.who)) return false;
  if (card.symbols.length === 0) return card.text !== undefined;
  return from.every((deck) => countFrom(deck, card) >= deck.atLeast);
}

/** What of a card of my own can lie at this spot; without words and a symbol that fits, nothing. */
export function fittingPart(
  { spot, decks: from }: Pick<SpotView, 'spot' | 'decks'>,
  { symbols, text, ...facts }: CardContent,
): CardContent | undefined {
  const fitting = symbols.some(isAlways)
    ? symbols.filter(() => spot.always)
    : from.flatMap((deck) => symbols.filter((symbol) => isFrom(deck, symbol)).slice(0, deck.atMost));
  const words = spot.fixed ? undefined : text;
  if (fitting.length === 0 && words === undefined) return undefined;
  const asked = Object.entries(facts).filter(([field]) => spot.fields?.some((one) => one === field));
  return { symbols: fitting, ...(words !== undefined && { text: words }), ...Object.fromEntries(asked) };
}

/** What a deck shows: small theme cards only those of the chosen theme. */
export function symbolsShown(from: SpotDeck, card: CardContent): readonly string[] {
  if (from.deck !== 'thema-klein') return decks[from.deck].symbols;
  return card.symbols.flatMap((theme) => smallCardsByTheme[theme] ?? []);
}

function withoutStraySmallCards(symbols: readonly string[]): readonly string[] {
  const fitting = symbols.flatMap((theme) => smallCardsByTheme[theme] ?? []);
  const small: readonly string[] = decks['thema-klein'].symbols;
  return symbols.filter((symbol) => !small.includes(symbol) || fitting.some((one) => one === symbol));
}

function countFrom(from: SpotDeck, card: CardContent): number {
  return card.symbols.filter((symbol) => isFrom(from, symbol)).length;
}

function isFrom(from: SpotDeck, symbol: string): boolean {
  const symbols: readonly string[] = decks[from.deck].symbols;
  return symbols.includes(symbol);
}

function isAlways(symbol: string): boolean {
  const symbols: readonly string[] = alwaysSymbols;
  return symbols.includes(symbol);
}
