import { type CardContent, isSameContent } from '#domain/card-content.ts';
import { decks, isAlwaysSymbol, isInDeck, smallCardsByTheme } from '#domain/decks.ts';
import { isAlwaysCard } from '#domain/fits-spot.ts';
import type { SpotDeck } from '#domain/format.ts';
import type { CardId } from '#domain/ids.ts';
import type { Person } from '#domain/person.ts';
import type { CardView, ShownStop, SpotView } from '#domain/table-view.ts';

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
  if (isAlwaysCard(card)) return true;
  if (stage.asks === 'deck') {
    return countFrom(stage.deck, card) >= Math.max(1, stage.deck.atLeast);
  }
  return card[stage.asks] !== undefined;
}

/** The first question without an answer; past the last one, the last. Whoever keeps it to themselves is asked no more. */
export function nextStage(stages: readonly Stage[], card: CardContent): number {
  if (isAlwaysCard(card)) return stages.findIndex(({ asks }) => asks === 'deck');
  const open = stages.findIndex((stage) => !isAnswered(stage, card));
  return open < 0 ? stages.length - 1 : open;
}

/** Picks a symbol, or puts it back. A deck that gives one card gives the newest. */
export function pickSymbol(card: CardContent, symbol: string, from: SpotDeck): CardContent {
  if (card.symbols.includes(symbol))
    return { ...card, symbols: card.symbols.filter((one) => one !== symbol) };
  if (isAlwaysSymbol(symbol)) return { ...card, symbols: [symbol] };
  const others = card.symbols.filter((one) => !isAlwaysSymbol(one));
  const mine = others.filter((one) => isInDeck(from.deck, one));
  const dropped = mine.length >= from.atMost ? mine[0] : undefined;
  const symbols = [...others.filter((one) => one !== dropped), symbol];
  return { ...card, symbols: from.deck === 'thema' ? withoutStraySmallCards(symbols) : symbols };
}

type Changes = { readonly changes: CardId | undefined };
type Lies = Pick<SpotView, 'spot' | 'mayLay' | 'iAmReady' | 'cards'>;

/**
 * I am making a card for this spot: a new one, or one in the place of a card of mine that lies there. Whoever waits for the
 * others to turn makes none: it would lie open [REV2].
 */
export function isMaking(at: Lies, draft: Changes): boolean {
  const waits = at.spot.laid === 'closed' && at.iAmReady;
  return (at.mayLay && !waits) || changedAt(at, draft).length > 0;
}

/** The card of mine here that I am making another for. */
export function changedAt({ cards }: Pick<SpotView, 'cards'>, { changes }: Changes): readonly CardId[] {
  return cards
    .filter(({ isMine, mayChange, cardId }) => isMine && mayChange && cardId === changes)
    .map(({ cardId }) => cardId);
}

/** Proposals that lie here and to which I have not said yes. */
export function awaitsMyYes({ cards }: Pick<SpotView, 'cards'>, me: Pick<Person, 'id'>): readonly CardView[] {
  return cards.filter(({ isProposal, yes }) => isProposal && !yes.some(({ id }) => id === me.id));
}

/** Whether the card can be laid: every question that needs an answer has one. */
export function isComplete(
  { spot, decks: from }: Pick<SpotView, 'spot' | 'decks'>,
  card: CardContent,
): boolean {
  if (isSameContent(card, emptyCard)) return false;
  if (spot.fields?.includes('about') && !card.about) return false;
  if (isAlwaysCard(card)) return true;
  if (spot.proposals && (!card.pile || !card.who)) return false;
  if (card.symbols.length === 0) return card.text !== undefined;
  return from.every((deck) => countFrom(deck, card) >= deck.atLeast);
}

/** What a deck shows: small theme cards only those of the chosen theme. */
export function symbolsShown(from: SpotDeck, card: CardContent): readonly string[] {
  if (from.deck !== 'thema-klein') return decks[from.deck].symbols;
  return card.symbols.flatMap((theme) => smallCardsByTheme[theme] ?? []);
}

function withoutStraySmallCards(symbols: readonly string[]): readonly string[] {
  const fitting = symbols.flatMap((theme) => smallCardsByTheme[theme] ?? []);
  return symbols.filter(
    (symbol) => !isInDeck('thema-klein', symbol) || fitting.some((one) => one === symbol),
  );
}

function countFrom(from: SpotDeck, card: CardContent): number {
  return card.symbols.filter((symbol) => isInDeck(from.deck, symbol)).length;
}
