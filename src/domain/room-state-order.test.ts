import { describe, expect, it } from 'vitest';
import type { CardContent } from './card-content.ts';
import type { TableEvent, VerifiedEvent } from './events.ts';
import { chainKey } from './events.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey } from './ids.ts';
import { foldRoom, type RoomState } from './room-state.ts';
import { anyCardEvent, anyContent, anyEvent } from './testing/any-event.ts';
import { anouk, bilal, cardNumber, chantal, daan, eva, onTablet, type Player } from './testing/cast.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';
import { anyMoves, type Move, makeMove } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

/** The state depends on the set of events, never on arrival; nobody's card on another's concurrent word [ENV5]. */

const two = [anouk, bilal];
const five = [chantal, anouk, daan, bilal, eva];

/** Altered apps too: any event at all, by anyone, on either of their devices, apart or not. */
type Stroke = {
  readonly who: number;
  /** `next`: what an honest owner would do with a card now, so that cards get as far as turning. */
  readonly body: TableEvent | 'next';
  readonly turned: CardContent | 'broken' | undefined;
  readonly apart: number;
};

const at = { round: 1, lap: 1, spot: 'betekenis' };

function anyStrokes(people: readonly Player[], maxLength: number): fc.Arbitrary<readonly Stroke[]> {
  const ids = people.map(({ id }) => id);
  return fc.array(
    fc.record({
      who: fc.nat({ max: 99 }),
      body: fc.oneof(
        { weight: 2, arbitrary: anyEvent(ids, [cardNumber(0), cardNumber(1)], ['betekenis']) },
        { weight: 2, arbitrary: anyCardEvent(cardNumber(0), at) },
        { weight: 4, arbitrary: fc.constant('next' as const) },
      ),
      turned: fc.oneof(anyContent(ids), fc.constant('broken' as const), fc.constant(undefined)),
      apart: fc.nat({ max: 19 }),
    }),
    { maxLength, size: 'max' },
  );
}

function nextOf(table: Table, who: Player): TableEvent {
  const card = table.state(who).cards.get(cardKey(who.id, cardNumber(0)));
  if (card?.face === 'closed' && card.fixed) return { type: 'turn', cardId: card.cardId, secret: 'geheim' };
  if (card?.face === 'closed') return { type: 'ready', at, cardIds: [card.cardId] };
  return { type: 'lay-closed', cardId: cardNumber(0), at, box: 'dicht', commitment: 'vast' };
}

function writeStroke(table: Table, who: Player, body: TableEvent, turned: Stroke['turned']): void {
  if (body.type === 'turn') table.turnCard(who, body.cardId, turned);
  else table.write(who, body);
}

function played(people: readonly Player[], moves: readonly Move[]): Table {
  const table = createTable(people, people.length > 2 ? kringVanVijf : samenleergesprekKort);
  for (const move of moves) makeMove(table, move, { apart: true, leaving: true });
  return table;
}

function scribbled(people: readonly Player[], strokes: readonly Stroke[]): Table {
  const table = createTable(people, samenleergesprekKort, { turnsByHand: true });
  const devices = people.flatMap((one) => [one, onTablet(one)]);
  for (const { who, body, turned, apart } of strokes) {
    const writer = devices[who % devices.length];
    if (!writer) continue;
    if (apart === 0) table.bringTogether();
    if (apart <= 2) table.setApart(writer);
    writeStroke(table, writer, body === 'next' ? nextOf(table, writer) : body, turned);
  }
  return table;
}

const anyTable = fc.oneof(
  anyMoves(60).map((moves) => played(two, moves)),
  anyMoves(60).map((moves) => played(five, moves)),
  anyStrokes(two, 60).map((strokes) => scribbled(two, strokes)),
  anyStrokes(five, 60).map((strokes) => scribbled(five, strokes)),
);

describe('[ENV5] the state of a room', () => {
  it('is the same for any order and any repeats of the same events', () => {
    const shuffled = anyTable.chain((table) =>
      fc.tuple(
        fc.constant(table),
        fc.shuffledSubarray([...table.events(), ...table.events()], { minLength: table.events().length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([table, some]) => {
        const arrived = [...some, ...table.events()];
        expect(inOrder(foldRoom(table.roster, arrived))).toEqual(inOrder(table.state()));
      }),
      { numRuns: 150 },
    );
  });

  it('does not change by anything of people who do not sit there', () => {
    fc.assert(
      fc.property(anyStrokes([eva, daan], 20), anyMoves(30), (strokes, moves) => {
        const table = played(two, moves);
        const before = inOrder(table.state());
        for (const [index, { body, turned }] of strokes.entries()) {
          const who = index % 2 ? eva : daan;
          writeStroke(table, who, body === 'next' ? nextOf(table, who) : body, turned);
        }
        expect(inOrder(table.state())).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });
});

describe('[ENV5] what I did', () => {
  const tables = {
    'in conversations': { any: anyTable, numRuns: 200 },
    'by altered apps': {
      any: anyStrokes(two, 60).map((strokes) => scribbled(two, strokes)),
      numRuns: 1500,
    },
  };

  for (const [where, { any, numRuns }] of Object.entries(tables)) {
    it(`counts by my own chains and what they name, whatever others do meanwhile: ${where}`, () => {
      fc.assert(
        fc.property(any, fc.nat(), (table, which) => {
          const mine = table.events()[which % table.events().length];
          if (!mine) return;
          const named = table.events().filter((event) => follows(mine, event));
          const concurrent = table.events().filter((event) => isForeign(event, mine, named));
          const before = foldRoom(table.roster, named);
          const after = foldRoom(table.roster, [...named, ...concurrent]);
          expect(doneBy(after, mine.by)).toEqual(doneBy(before, mine.by));
        }),
        { numRuns },
      );
    });
  }
});

function follows({ past }: VerifiedEvent, { by, device, seq }: VerifiedEvent): boolean {
  return seq <= (past.get(chainKey(by, device)) ?? -1);
}

/** Of somebody else, and following from nothing that I did besides what is named. */
function isForeign(event: VerifiedEvent, mine: VerifiedEvent, named: readonly VerifiedEvent[]): boolean {
  const myHeads = [...event.past].filter(([chain]) => chain.startsWith(`${mine.by}/`));
  return (
    event.by !== mine.by &&
    !named.includes(event) &&
    myHeads.every(([chain, seq]) => seq <= (mine.past.get(chain) ?? -1))
  );
}

function doneBy(state: RoomState, id: Player['id']) {
  return {
    cards: [...state.cards.values()]
      .filter(({ owner }) => owner === id)
      .map(({ order: _among, ...card }) => card),
    ready: [...state.ready].filter((key) => key.endsWith(id)),
    profile: state.profiles.get(id),
    consents: state.consents.get(id),
    goingOn: state.goingOn.get(id),
    hands: [...state.hands].flatMap(([card, hands]) => (hands.has(id) ? [[card, hands.get(id)]] : [])).sort(),
    choices: [...state.choices].flatMap(([key, made]) => (made.has(id) ? [[key, made.get(id)]] : [])).sort(),
    stopped: [...state.stopped]
      .filter(([, people]) => people.has(id))
      .map(([round]) => round)
      .sort(),
  };
}

/** Maps and sets as lists: their order is part of the state, as readers take the last as the newest. */
function inOrder(value: unknown): unknown {
  if (value instanceof Map || value instanceof Set) return [...value].map(inOrder);
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inside]) => [key, inOrder(inside)]));
}
