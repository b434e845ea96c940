import type { Texts } from '#content/texts.ts';
import type { CardContent } from '#domain/card-content.ts';
import { textOf } from '../components/texts.tsx';

/** What a card says, in words; nothing for a card that one cannot read. */
export function cardInWords(texts: Texts, content: CardContent | undefined): string {
  const symbols = (content?.symbols ?? []).map((symbol) => textOf(texts, `symbol.${symbol}`));
  return [...symbols, ...(content?.text ? [content.text] : [])].join(', ');
}
