import type { Texts } from '#content/texts.ts';
import { alwaysSymbols, decks } from '#domain/decks.ts';
import type { CardField } from '#domain/format.ts';
import type { ChoiceView, SpotView, TableView } from '#domain/table-view.ts';
import { nameInText } from '../components/person.tsx';
import { linesOf, textOf } from '../components/texts.tsx';
import { isForTalking } from './composer.ts';
import { atJoining, promiseLines } from './promises.tsx';
import { valuesOf, wordsOf } from './step-texts.ts';

/**
 * What is read aloud: what this step says to me, and all that can be chosen, whole decks in fixed order. It never
 * depends on what I chose, so that nobody who hears it can tell.
 */
export function spokenLines(texts: Texts, view: TableView): readonly string[] {
  const { shown, me } = view;
  if (!shown) return [];
  const values = valuesOf(texts, view);
  const promises =
    shown.step.layout === 'promises'
      ? atJoining.flatMap((number) => promiseLines(texts, number, me.role, values))
      : [];
  return [
    ...wordsOf(texts, view),
    ...promises,
    ...shown.choices.filter(({ mine }) => mine).flatMap((choice) => optionsOf(texts, view, choice)),
    ...(isForTalking(shown) ? [] : shown.spots)
      .filter(isForMe)
      .flatMap((spot) => [...cardsOf(texts, spot), ...fieldsOf(texts, view, spot)]),
  ].filter((line) => line !== '');
}

/** I can lay a card there, or have one lie there that I can change. */
function isForMe({ spot, mayLay, cards }: SpotView): boolean {
  return !spot.fixed && (mayLay || cards.some(({ mayChange }) => mayChange));
}

function cardsOf(texts: Texts, { spot, decks: from }: SpotView): readonly string[] {
  const symbols = [...from.flatMap(({ deck }) => decks[deck].symbols), ...(spot.always ? alwaysSymbols : [])];
  // Themes are quoted from the method; the plain line below is what is read.
  return symbols.map((symbol) => textOf(texts, `symbol.${symbol}.sub`) || textOf(texts, `symbol.${symbol}`));
}

/** What else is asked about a card. */
function fieldsOf(texts: Texts, { others }: TableView, { spot }: SpotView): readonly string[] {
  const asks = (field: CardField) => spot.fields?.includes(field) ?? false;
  const names = others.map((person) => nameInText(texts, person));
  return [
    ...(asks('pile') ? [texts.t('pile.houden'), texts.t('pile.anders')] : []),
    ...(asks('who') && spot.proposals
      ? [texts.t('doer.question'), texts.t('who.me'), texts.t('doer.samen')]
      : []),
    ...(asks('who') && !spot.proposals
      ? [texts.t('who.question'), texts.t('who.me'), ...names, texts.t('who.iemand-anders')]
      : []),
    ...(asks('when')
      ? [texts.t('when.question'), ...decks.wanneer.symbols.map((when) => texts.t(`symbol.${when}`))]
      : []),
  ];
}

function optionsOf(texts: Texts, { me }: TableView, { choice, people }: ChoiceView): readonly string[] {
  const word = (option: string, name = '') => linesOf(texts, `choice.${choice.id}.${option}`, { name });
  return choice.options === 'person'
    ? people.flatMap((person) =>
        person.id === me.id ? word('me') : word('other', nameInText(texts, person)),
      )
    : choice.options.flatMap((option) => word(option));
}
