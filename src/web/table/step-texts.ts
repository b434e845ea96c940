import type { Texts } from '#content/texts.ts';
import type { Person } from '#domain/person.ts';
import type { TableView } from '#domain/table-view.ts';
import { nameInText } from '../components/person.tsx';
import { linesOf, textOf } from '../components/texts.tsx';

/** Which words of a step stand on whose screen. */

/** The names that texts can speak of on somebody's screen; `third` is empty when nobody sits by. */
export type Values = {
  readonly name: string;
  readonly me: string;
  readonly pro: string;
  readonly third: string;
  /** How many sit at the table. */
  readonly people: number;
};

export function valuesOf(texts: Texts, view: TableView, me: Person = view.me): Values {
  const people = [view.me, ...view.others];
  const other = people.find(({ id }) => id !== me.id);
  const professional = people.find(({ role }) => role === 'professional');
  const teller = view.shown?.teller;
  const name = (person: Person | undefined) => (person ? nameInText(texts, person) : '');
  return {
    name: name(teller && teller.id !== me.id ? teller : other),
    me: name(me),
    pro: name(professional),
    third: view.third ?? '',
    people: people.length,
  };
}

/** Under which name the words of a step stand. */
function wordsIdOf({ shown, round }: TableView): string {
  if (!shown) return '';
  const { id, words = id, wordsAgain = words } = shown.step;
  return round > 1 ? wordsAgain : words;
}

/** The beat's name in text ids: the words of a step stand under them. */
export function stepKey(view: TableView): string {
  return view.shown ? `step.${wordsIdOf(view)}.${view.shown.beat}` : '';
}

/** The quoted heading of a step, where it has one. */
export function titleOf(texts: Texts, view: TableView): string {
  return view.shown ? textOf(texts, `step.${wordsIdOf(view)}.title`) : '';
}

/** Everything this beat says to somebody: to everyone, their role, who tells, listens, meant it or received it. */
export function wordsOf(texts: Texts, view: TableView, person: Person = view.me): readonly string[] {
  const values = valuesOf(texts, view, person);
  const { role } = person;
  const ids = [...keysOf(view, person), `${stepKey(view)}.limit`].flatMap((id) => [id, `${id}.${role}`]);
  return [...new Set(ids.flatMap((id) => linesOf(texts, id, values)))];
}

/** At most this many lines stand on the screen; "Wat moet ik doen?" has them all. */
const mostLines = 3;

/** What stands on the screen: first what is mine to do now, then what everyone reads. */
export function promptOf(texts: Texts, view: TableView): readonly string[] {
  const values = valuesOf(texts, view);
  const [all = '', ...mine] = keysOf(view, view.me);
  const { role } = view.me;
  const [first = '', ...rest] = linesOf(texts, all, values);
  const own = [...mine, all].flatMap((id) => [
    ...(id === all ? [] : linesOf(texts, id, values)),
    ...linesOf(texts, `${id}.${role}`, values),
  ]);
  return [...new Set([first, ...own, ...rest])].filter((line) => line !== '').slice(0, mostLines);
}

/** Tips for the professional; everyone can read them under "Wat ziet {name}?". */
export function tipsFor(texts: Texts, view: TableView, person: Person): readonly string[] {
  if (person.role !== 'professional') return [];
  const tips = [...keysOf(view, person), `${stepKey(view)}.limit`].map((id) => `${id}.tip`);
  const teller = view.shown?.teller;
  const silence = teller && teller.id !== person.id ? ['tip.silence'] : [];
  const third = view.third === 'tolk' ? ['tip.interpreter'] : [];
  return [...tips, ...silence, ...third].flatMap((id) => linesOf(texts, id, valuesOf(texts, view, person)));
}

/** Under which ids the words of this beat stand for somebody. */
function keysOf(view: TableView, person: Person): readonly string[] {
  const key = stepKey(view);
  const { teller, hints = [], spots = [], choices = [] } = view.shown ?? {};
  const hasTheWord = choices.some(({ choice, value }) => choice.passesTheWord && value === teller?.id);
  const [without, withTheWord] =
    teller?.id === person.id ? ['teller', 'teller-now'] : ['listener', 'listener-now'];
  const part = teller && (hasTheWord ? withTheWord : without);
  const mine = spots.flatMap((spot) => spot.decks.map(({ deck }) => deck));
  // Between two, one meant something and the other received it.
  const isDoer = mine.includes('bedoeld') === (person.id === view.me.id);
  const isPair = mine.some((deck) => deck === 'bedoeld' || deck === 'aangekomen');
  const side = isPair && (isDoer ? 'doer' : 'receiver');
  return [key, ...[part, side, ...hints].flatMap((name) => (name ? `${key}.${name}` : []))];
}

/** The line that always says who does what. */
export function stateText(texts: Texts, view: TableView): string {
  if (view.shown?.lookingBack) return texts.t('looking-back');
  const state = view.shown?.state;
  if (!state) return '';
  const values = valuesOf(texts, view);
  const name = 'who' in state ? nameInText(texts, state.who) : values.name;
  return textOf(texts, `state.${state.id}`, { ...values, name });
}
