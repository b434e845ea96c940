import type { CardContent } from '../card-content.ts';
import { decks } from '../decks.ts';
import type { Spot, SpotDeck } from '../format.ts';
import type { CardView, ShownStop, SpotView } from '../table-view.ts';
import type { Player } from './cast.ts';
import { onTablet } from './cast.ts';
import { fc } from './seeded.ts';
import type { Table } from './table.ts';

/** Who moves, what they do of all that their screen offers, and how: numbers, so that a failure shrinks. */
export type Move = { readonly who: number; readonly what: number; readonly how: number };

export const anyMoves = (maxLength: number) =>
  fc.array(fc.record({ who: fc.nat({ max: 99 }), what: fc.nat({ max: 999 }), how: fc.nat({ max: 999 }) }), {
    minLength: Math.floor(maxLength / 2),
    maxLength,
  });

type Act = () => unknown;

type Habits = {
  /** People also write on a second device, and devices lose and find each other. */
  readonly apart?: boolean;
  /** People also set each other aside and stop. */
  readonly leaving?: boolean;
};

/** Does one thing that the mover's own screen offers; nothing when it offers nothing. */
export function makeMove(table: Table, { who, what, how }: Move, habits: Habits = {}): void {
  const devices = habits.apart ? table.players.flatMap((one) => [one, onTablet(one)]) : table.players;
  const mover = pick(devices, who);
  if (!mover) return;
  const shown = table.view(mover).shown;
  const acts = [
    ...(shown ? actsHere(table, mover, shown, how) : []),
    ...(habits.apart ? [() => table.setApart(mover), () => table.bringTogether()] : []),
    ...(habits.leaving && how % 10 === 0 ? leaving(table, mover, how) : []),
  ];
  pick(acts, what)?.();
}

/** What the screen offers here; what brings the table on stands there more often. */
function actsHere(table: Table, mover: Player, shown: ShownStop, how: number): readonly Act[] {
  return [
    ...shown.spots.flatMap((view) => spotActs(table, mover, view, how)),
    ...shown.choices
      .filter(({ mine }) => mine)
      .map(({ choice, people }) => () => {
        const options = choice.options === 'person' ? people.map(({ id }) => id) : choice.options;
        table.choose(mover, choice.id, pick(options, how) ?? '');
      }),
    ...(shown.goOn?.asksMe
      ? [() => table.goOn(mover), () => table.goOn(mover), () => table.goOn(mover, how % 5 > 0)]
      : []),
  ];
}

function spotActs(table: Table, mover: Player, view: SpotView, how: number): readonly Act[] {
  const { spot, cards, decks: from, mayLay, mayTurn } = view;
  const content = contentFor(spot, from, mover, how);
  return [
    ...(mayLay ? [() => table.lay(mover, spot.id, content), () => table.lay(mover, spot.id, content)] : []),
    ...(mayTurn ? [() => table.beReady(mover, spot.id), () => table.beReady(mover, spot.id)] : []),
    () => table.turnDue(mover, { evenIfAsked: how % 2 === 0 }),
    ...(how % 3 === 0 ? secondThoughts(table, mover, cards, content) : []),
    ...(spot.proposals ? cards.map((card) => () => table.agree(mover, card.key, how % 4 > 0)) : []),
  ];
}

function secondThoughts(
  table: Table,
  mover: Player,
  cards: readonly CardView[],
  content: CardContent,
): readonly Act[] {
  return [
    ...cards.filter((card) => card.mayTakeBack).map((card) => () => table.takeBack(mover, card.cardId)),
    ...cards.filter((card) => card.mayChange).map((card) => () => table.change(mover, card.cardId, content)),
  ];
}

function leaving(table: Table, mover: Player, how: number): readonly Act[] {
  const other = pick(table.players, how);
  return [() => other && table.setAside(mover, other), () => how % 200 === 0 && table.stop(mover)];
}

/** Something that fits the spot; the words are all different, so that they can be looked for. */
export function contentFor(spot: Spot, from: readonly SpotDeck[], who: Player, how: number): CardContent {
  const symbols = from
    .filter(({ atLeast }) => atLeast > 0)
    .flatMap(({ deck }) => pick<string>(decks[deck].symbols, how) ?? []);
  return {
    symbols: spot.always && how % 7 === 0 ? ['dat-houd-ik-voor-mij'] : symbols,
    ...(!spot.fixed && { text: `woorden-van-${who.id}-${how}` }),
    ...(spot.fields?.includes('who') && { who: who.id }),
    ...(spot.fields?.includes('place') && { place: how % 5 }),
    ...(spot.proposals && { pile: 'houden' }),
  };
}

/** Everyone does the least that lets the table go on, until it stands elsewhere; nothing when it ended. */
export function goOnTogether(table: Table): void {
  const position = table.position();
  if (position.is !== 'at') return;
  const { beat } = position.here;
  for (const who of table.players) {
    const shown = table.view(who).shown;
    for (const { spot, mayLay, mayTurn, decks: from } of shown?.spots ?? []) {
      if (beat.until.is === 'laid' && mayLay && spot.atLeast > 0) {
        table.lay(who, spot.id, contentFor(spot, from, who, 1));
      }
      if (beat.until.is === 'turned' && mayTurn) table.beReady(who, spot.id);
    }
    for (const { choice, mine, value } of shown?.choices ?? []) {
      const decides = beat.until.is === 'chosen' && beat.until.choice === choice.id && value === undefined;
      const option = choice.options === 'person' ? who.id : choice.options[0];
      if (mine && decides && option) table.choose(who, choice.id, option);
    }
    if (beat.until.is === 'together') table.goOn(who);
  }
}

/** Goes on until the table stands at this step, and at this beat of it. */
export function goOnTo(table: Table, step: string, beat = 0): void {
  for (let tries = 0; tries < 100; tries++) {
    const position = table.position();
    if (position.is !== 'at' || (position.here.at.step === step && position.here.at.beat === beat)) return;
    goOnTogether(table);
  }
  throw new Error(`the table never came to ${step}`);
}

/** Where the table stands, in one word. */
export function placeOf(table: Table, who?: Player): string {
  const position = table.position(who);
  if (position.is !== 'at') return position.is === 'ended' ? position.why : position.is;
  const { at, beat } = position.here;
  return `${at.lap > 1 ? `${at.lap}. ` : ''}${at.step} ${beat.id}`;
}

function pick<Item>(items: readonly Item[], number: number): Item | undefined {
  return items[number % items.length];
}
