import type { Texts } from '#content/texts.ts';
import { alwaysSymbols, decks } from '#domain/decks.ts';
import type { TableView } from '#domain/table-view.ts';
import { textOf } from '../components/texts.tsx';
import { titleOf, wordsOf } from './step-texts.ts';

/** Reads aloud what can be chosen: the prompt and whole decks in fixed order, never what was chosen. */
export function spokenLines(texts: Texts, view: TableView): readonly string[] {
  const spots = view.shown?.spots.filter(({ mayLay }) => mayLay) ?? [];
  const symbols = spots.flatMap((spot) => [
    ...spot.decks.flatMap(({ deck }) => decks[deck].symbols),
    ...(spot.spot.always ? alwaysSymbols : []),
  ]);
  const words = symbols.map((symbol) => textOf(texts, `symbol.${symbol}`));
  return [titleOf(texts, view), ...wordsOf(texts, view), ...words].filter((line) => line !== '');
}
