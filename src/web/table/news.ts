import type { Texts } from '#content/texts.ts';
import { spotKey } from '#domain/events.ts';
import type { Person } from '#domain/person.ts';
import type { CardView, TableView } from '#domain/table-view.ts';
import { nameInText } from '../components/person.tsx';
import { cardInWords } from './card-in-words.ts';

/**
 * What happened between two views of the table, in words for whoever hears the screen: what was laid, turned, taken
 * back, changed or said yes to. Of a card that lies closed only that it lies there. Of a spot that comes into sight
 * nothing: what lies there is no news.
 */
export function newsBetween(texts: Texts, before: TableView, now: TableView): readonly string[] {
  const seen = new Map((before.shown?.spots ?? []).map((spot) => [spotKey(spot.at), spot.cards]));
  const told = (now.shown?.spots ?? []).flatMap(({ at, cards }) => {
    const old = seen.get(spotKey(at));
    return old ? newsOf(texts, old, cards) : [];
  });
  const turned = told.filter(({ is }) => is === 'turned');
  const rest = told.filter(({ is }) => is !== 'turned');
  return [
    ...(turned.length > 0 ? [texts.t('live.turned')] : []),
    ...[...turned, ...rest].map(({ says }) => says),
  ];
}

type News = { readonly is: 'turned' | 'other'; readonly says: string };

function newsOf(texts: Texts, before: readonly CardView[], now: readonly CardView[]): readonly News[] {
  const name = (person: Person) => nameInText(texts, person);
  const other = (says: string): News => ({ is: 'other', says });
  const came = now.flatMap((card) => {
    const old = before.find(({ key }) => key === card.key);
    const values = { name: name(card.owner), card: cardInWords(texts, card.content) };
    if (!old) return [other(laid(texts, card))];
    if (old.face === 'down' && card.face === 'up') {
      const says = texts.t(card.isMine ? 'live.turned-of-me' : 'live.turned-of', values);
      return [{ is: 'turned', says } as const];
    }
    if (card.face !== 'up') return [];
    if (cardInWords(texts, old.content) !== values.card)
      return [other(card.isMine ? laid(texts, card) : texts.t('live.changed', values))];
    const yes = card.yes.filter(({ id }) => !old.yes.some((one) => one.id === id));
    return [
      ...yes.map((person) => other(texts.t('live.said-yes', { ...values, name: name(person) }))),
      ...(!old.isAgreed && card.isAgreed ? [other(texts.t('live.agreed', values))] : []),
    ];
  });
  const went = before
    .filter(({ key }) => !now.some((card) => card.key === key))
    .map((card) =>
      other(texts.t(card.isMine ? 'live.taken-back-by-me' : 'live.taken-back', { name: name(card.owner) })),
    );
  return [...came, ...went];
}

function laid(texts: Texts, card: CardView): string {
  const isUp = card.face === 'up';
  if (card.isMine) return texts.t(isUp ? 'live.laid-by-me' : 'live.laid-closed-by-me');
  const name = nameInText(texts, card.owner);
  return isUp
    ? texts.t('live.laid', { name, card: cardInWords(texts, card.content) })
    : texts.t('live.laid-closed', { name });
}
