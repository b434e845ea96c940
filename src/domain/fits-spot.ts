import { agreements } from './agreement.ts';
import type { CardContent } from './card-content.ts';
import { isAlwaysSymbol, isInDeck } from './decks.ts';
import type { Spot, SpotDeck } from './format.ts';
import type { ParticipantId } from './ids.ts';
import { decksFor, type Round } from './round.ts';
import { inOwnName } from './taken-home.ts';

/** Whether somebody can lay this card there: its symbols, its facts, and whom it is about. */
export function fitsSpot(
  round: Round,
  lap: number,
  spot: Spot,
  me: ParticipantId,
  content: CardContent,
): boolean {
  if (spot.takesAny) return content.symbols.length > 0 || content.text !== undefined;
  const proposes = spot.proposals && !isAlwaysCard(content);
  return (
    symbolsFit(spot, decksFor(round, lap, spot, me), content) &&
    fieldsFit(spot, content) &&
    (content.when === undefined || isInDeck('wanneer', content.when)) &&
    (!proposes || (content.pile !== undefined && (content.who === me || content.who === 'samen'))) &&
    (!content.about || isOwnPart(round, me, content.about))
  );
}

/** What of a card of my own can lie at this spot; without words and a symbol that fits, nothing. */
export function fittingPart(
  spot: Spot,
  from: readonly SpotDeck[],
  { symbols, text, ...facts }: CardContent,
): CardContent | undefined {
  const fitting = symbols.some(isAlwaysSymbol)
    ? symbols.filter(() => spot.always)
    : from.flatMap((deck) => symbols.filter((symbol) => isInDeck(deck.deck, symbol)).slice(0, deck.atMost));
  const words = spot.fixed ? undefined : text;
  if (fitting.length === 0 && words === undefined) return undefined;
  const asked = Object.entries(facts).filter(([field]) => spot.fields?.some((one) => one === field));
  return { symbols: fitting, ...(words !== undefined && { text: words }), ...Object.fromEntries(asked) };
}

/** Says that its owner passes, says it aloud, or does not know: no proposal of anything. */
export function isAlwaysCard({ symbols }: CardContent): boolean {
  return symbols.some(isAlwaysSymbol);
}

function symbolsFit(spot: Spot, from: readonly SpotDeck[], content: CardContent): boolean {
  const { symbols, text } = content;
  if (spot.fixed && text !== undefined) return false;
  if (symbols.length === 0) return text !== undefined;
  if (isAlwaysCard(content)) return spot.always === true && symbols.length === 1;
  const counts = from.map(({ deck }) => symbols.filter((symbol) => isInDeck(deck, symbol)).length);
  return (
    counts.reduce((sum, count) => sum + count, 0) === symbols.length &&
    new Set(symbols).size === symbols.length &&
    from.every((deck, index) => isBetween(counts[index] ?? 0, deck.atLeast, deck.atMost))
  );
}

function fieldsFit(spot: Spot, content: CardContent): boolean {
  const carried = (['who', 'place', 'pile', 'when', 'day', 'about'] as const).filter(
    (field) => content[field] !== undefined,
  );
  return carried.every((field) => spot.fields?.includes(field));
}

/** Looking back, each only about own part: what one does oneself, or together. */
function isOwnPart(round: Round, me: ParticipantId, about: string): boolean {
  const agreement = agreements(round.state).find((one) => one.card === about);
  const doer = agreement && inOwnName(round.state, me, agreement.content).who;
  return doer === me || doer === 'samen';
}

function isBetween(count: number, least: number, most: number): boolean {
  return count >= least && count <= most;
}
