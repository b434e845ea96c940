import { useEffect, useRef, useState } from 'preact/hooks';
import type { Texts } from '#content/texts.ts';
import { spotKey } from '#domain/room-state.ts';
import type { CardView, TableView } from '#domain/table-view.ts';
import { nameInText } from '../components/person.tsx';
import { textOf, useTexts } from '../components/texts.tsx';

type Lying = { readonly card: CardView; readonly spot: string };

/** Tells a screen reader what others laid, turned, took back or agreed; each once, in words. */
export function Announcer({ view }: { readonly view: TableView }) {
  const texts = useTexts();
  const before = useRef<ReadonlyMap<string, Lying>>(new Map());
  const [news, setNews] = useState('');
  useEffect(() => {
    const spots = view.shown?.spots ?? [];
    const now = new Map(
      spots.flatMap((spot) =>
        spot.cards.map((card) => [card.key, { card, spot: spotKey(spot.at) }] as const),
      ),
    );
    // A card of a step that is no longer shown was not taken back.
    const shown = new Set(spots.map(({ at }) => spotKey(at)));
    const told = newsBetween(texts, before.current, now, shown);
    before.current = now;
    if (told.length > 0) setNews(told.join(' '));
  }, [view, texts]);
  return (
    <p class="only-heard" role="log" aria-live="polite">
      {news}
    </p>
  );
}

function newsBetween(
  texts: Texts,
  before: ReadonlyMap<string, Lying>,
  now: ReadonlyMap<string, Lying>,
  shown: ReadonlySet<string>,
): readonly string[] {
  const came = [...now].flatMap(([key, { card }]) => {
    const name = nameInText(texts, card.owner);
    const old = before.get(key)?.card;
    if (!old && card.isMine) return [];
    if (!old) {
      const laid = card.face === 'up' ? 'live.laid' : 'live.laid-closed';
      return [texts.t(laid, { name, card: wordsOf(texts, card) })];
    }
    if (old.face === 'down' && card.face === 'up')
      return [texts.t('live.turned-of', { name, card: wordsOf(texts, card) })];
    return !old.isAgreed && card.isAgreed ? [texts.t('live.agreed', { card: wordsOf(texts, card) })] : [];
  });
  const went = [...before].flatMap(([key, { card, spot }]) =>
    !now.has(key) && !card.isMine && shown.has(spot)
      ? [texts.t('live.taken-back', { name: nameInText(texts, card.owner) })]
      : [],
  );
  return [...came, ...went];
}

/** What a card says, in words. */
function wordsOf(texts: Texts, { content }: CardView): string {
  const symbols = (content?.symbols ?? []).map((symbol) => textOf(texts, `symbol.${symbol}`));
  return [...symbols, ...(content?.text ? [content.text] : [])].join(', ');
}
