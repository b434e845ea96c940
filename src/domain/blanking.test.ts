import { describe, expect, it } from 'vitest';
import { replacedWords } from './blanking.ts';
import type { CardContent } from './card-content.ts';
import type { InChain, VerifiedEvent } from './events.ts';
import { inChain } from './events.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey } from './ids.ts';
import { positionOf } from './position.ts';
import { foldRoom } from './room-state.ts';
import { tableView } from './table-view.ts';
import { anouk, bilal, type Player } from './testing/cast.ts';
import { anyMoves, goOnTo, makeMove } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

const secret: CardContent = { symbols: [], text: 'dit zeg ik liever niet' };

function replacedOf(table: Table, who: Player): readonly InChain[] {
  return replacedWords(
    table.state(),
    table.events().filter(({ by }) => by === who.id),
  );
}

function typesAt(table: Table, places: readonly InChain[]): readonly string[] {
  return table
    .events()
    .filter((event) => places.some((place) => isAt(event, place)))
    .map(({ body }) => body.type);
}

function isAt(event: VerifiedEvent, { chain, seq }: InChain): boolean {
  const place = inChain(event);
  return place.chain === chain && place.seq === seq;
}

/** The same room on a device that never saw these bodies: a turn opens only what can still be read. */
function without(table: Table, places: readonly InChain[]): readonly VerifiedEvent[] {
  return table
    .events()
    .filter((event) => !places.some((place) => isAt(event, place)))
    .map((event) => ({
      ...event,
      ...(event.opened && {
        opened: event.opened.filter(
          ({ laid }) => !places.some((p) => p.chain === laid.chain && p.seq === laid.seq),
        ),
      }),
    }));
}

describe('[DEL1] words that say nothing any more', () => {
  it('are those of a card that was taken back, open or closed', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = table.lay(bilal, 'strook', secret);
    expect(replacedOf(table, bilal)).toEqual([]);
    if (card.ok) table.takeBack(bilal, card.value);
    expect(typesAt(table, replacedOf(table, bilal))).toEqual(['lay']);
    goOnTo(table, 'betekenis');
    const closed = table.lay(bilal, 'betekenis', { symbols: ['lastig'] });
    if (closed.ok) table.takeBack(bilal, closed.value);
    expect(typesAt(table, replacedOf(table, bilal))).toEqual(['lay', 'lay-closed']);
  });

  it('are those that a newer version of the same card took the place of', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = table.lay(bilal, 'strook', secret);
    if (card.ok) table.change(bilal, card.value, { symbols: ['brief'] });
    const replaced = replacedOf(table, bilal);
    expect(replaced).toHaveLength(1);
    expect(table.events().find((event) => replaced[0] && isAt(event, replaced[0]))?.body).toMatchObject({
      content: secret,
    });
  });

  it('are those of a yes that another yes, or a no, took the place of', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    const card = table.lay(anouk, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: 'samen' });
    if (!card.ok) throw new Error(card.error);
    table.agree(bilal, cardKey(anouk.id, card.value));
    expect(replacedOf(table, bilal)).toEqual([]);
    table.agree(bilal, cardKey(anouk.id, card.value), false);
    expect(typesAt(table, replacedOf(table, bilal))).toEqual(['agree']);
  });

  it('are never those of another', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = table.lay(bilal, 'strook', secret);
    if (card.ok) table.takeBack(bilal, card.value);
    expect(replacedOf(table, anouk)).toEqual([]);
  });
});

describe('[DEL1] a table whose replaced words are blanked', () => {
  it('stands where it stood and shows what it showed, to everyone', () => {
    const anySetting = fc.record({
      format: fc.constantFrom(samenleergesprek, samenleergesprekKort),
      moves: anyMoves(150),
    });
    fc.assert(
      fc.property(anySetting, ({ format, moves }) => {
        const people = [anouk, bilal];
        const table = createTable(people, format);
        for (const move of moves) makeMove(table, move, { leaving: true });
        const replaced = people.flatMap((who) => replacedOf(table, who));
        const round = table.round();
        const after = { ...round, state: foldRoom(table.roster, without(table, replaced)) };
        expect(positionOf(after)).toEqual(positionOf(round));
        for (const { id } of people) expect(shownTo(after, id)).toEqual(shownTo(round, id));
      }),
      { numRuns: 40 },
    );
  });
});

/** What lies there, but for the order of cards: who changed a card laid it anew. */
function shownTo(round: Parameters<typeof tableView>[0], me: Player['id']) {
  const { shown, agreements, position } = tableView(round, me);
  const spots = shown?.spots.map(({ cards, ...spot }) => ({
    ...spot,
    cards: [...cards].sort((one, other) => (one.key < other.key ? -1 : 1)),
  }));
  return { ...shown, spots, agreements, position };
}
