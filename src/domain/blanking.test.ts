import { describe, expect, it } from 'vitest';
import { wordsToBlank } from './blanking.ts';
import type { CardContent } from './card-content.ts';
import type { InChain, VerifiedEvent } from './events.ts';
import { inChain } from './events.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey } from './ids.ts';
import { positionOf } from './position.ts';
import { foldRoom } from './room-state.ts';
import { tableView } from './table-view.ts';
import { anouk, bilal, daan, onTablet, type Player } from './testing/cast.ts';
import { anyMoves, goOnTo, makeMove } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

const secret: CardContent = { symbols: [], text: 'dit zeg ik liever niet' };

function blankedOf(table: Table, who: Player): readonly InChain[] {
  return wordsToBlank(
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
    expect(blankedOf(table, bilal)).toEqual([]);
    if (card.ok) table.takeBack(bilal, card.value);
    expect(typesAt(table, blankedOf(table, bilal))).toEqual(['lay']);
    goOnTo(table, 'betekenis');
    const closed = table.lay(bilal, 'betekenis', { symbols: ['lastig'] });
    if (closed.ok) table.takeBack(bilal, closed.value);
    expect(typesAt(table, blankedOf(table, bilal))).toEqual(['lay', 'lay-closed']);
  });

  it('are those that a newer version of the same card took the place of', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = table.lay(bilal, 'strook', secret);
    if (card.ok) table.change(bilal, card.value, { symbols: ['brief'] });
    const replaced = blankedOf(table, bilal);
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
    expect(blankedOf(table, bilal)).toEqual([]);
    table.agree(bilal, cardKey(anouk.id, card.value), false);
    expect(typesAt(table, blankedOf(table, bilal))).toEqual(['agree']);
  });

  it('are never those of another', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = table.lay(bilal, 'strook', secret);
    if (card.ok) table.takeBack(bilal, card.value);
    expect(blankedOf(table, anouk)).toEqual([]);
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
        const replaced = people.flatMap((who) => blankedOf(table, who));
        const round = table.round();
        const after = { ...round, state: foldRoom(table.roster, without(table, replaced)) };
        expect(positionOf(after)).toEqual(positionOf(round));
        for (const { id } of people) expect(shownTo(after, id)).toEqual(shownTo(round, id));
      }),
      { numRuns: 40 },
    );
  });
});

describe('[DEL2] all own words at once', () => {
  const throwAway = (table: Table, who: Player) => table.write(who, { type: 'blank-mine', picture: 'zon' });

  it('are cards laid open and closed, hands and names, of any own device; nothing of another, and nothing said later', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    table.write(bilal, { type: 'profile', name: 'Bilal', picture: 'zon' });
    goOnTo(table, 'moment');
    for (const who of [anouk, bilal, onTablet(bilal)]) table.lay(who, 'strook', secret);
    goOnTo(table, 'betekenis');
    table.lay(bilal, 'betekenis', { symbols: ['lastig'] });
    table.lay(anouk, 'betekenis', { symbols: ['fijn'] });
    throwAway(table, bilal);
    expect(typesAt(table, blankedOf(table, anouk))).toEqual([]);
    const gone = blankedOf(table, bilal);
    expect(typesAt(table, gone)).toEqual(['profile', 'lay-closed', 'lay', 'lay', 'lay-closed']);
    expect(table.view(anouk).others).toMatchObject([{ name: undefined, picture: 'zon' }]);
    table.lay(bilal, 'betekenis', { symbols: ['allebei'] });
    expect(blankedOf(table, bilal)).toEqual(gone);
  });

  it('are gone for everybody at once, blanked already or not, and the table goes on', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    for (const who of [anouk, bilal]) table.lay(who, 'strook', secret);
    throwAway(table, bilal);
    expect(table.view(anouk).shown?.spots[0]?.cards).toMatchObject([{ owner: { id: anouk.id } }]);
    expect(table.view(bilal).shown?.step.id).toBe('moment');
    goOnTo(table, 'betekenis');
  });

  it('are also those that another own device said without having heard of it', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    const tablet = onTablet(bilal);
    goOnTo(table, 'moment');
    table.setApart(tablet);
    table.lay(tablet, 'strook', secret);
    throwAway(table, bilal);
    table.bringTogether();
    expect(table.view(anouk).shown?.spots[0]?.cards).toEqual([]);
    expect(typesAt(table, blankedOf(table, bilal))).toEqual(['lay-closed', 'lay']);
    table.lay(tablet, 'strook', { symbols: ['brief'] });
    expect(table.view(anouk).shown?.spots[0]?.cards).toHaveLength(1);
  });

  it('take their hand from what was agreed; a yes of another to such a card says nothing any more', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    const [mine, theirs] = [bilal, anouk].map((who) => {
      const card = table.lay(who, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: 'samen' });
      if (!card.ok) throw new Error(card.error);
      return cardKey(who.id, card.value);
    });
    if (!mine || !theirs) throw new Error('two proposals lie there');
    for (const key of [mine, theirs]) for (const who of [anouk, bilal]) table.agree(who, key);
    expect(table.view(anouk).agreements).toHaveLength(2);
    throwAway(table, bilal);
    expect(table.view(anouk).agreements).toEqual([]);
    // Her own proposal still lies there, with her yes.
    expect(typesAt(table, blankedOf(table, anouk))).toEqual(['agree']);
    table.agree(bilal, theirs);
    expect(table.view(anouk).agreements).toHaveLength(1);
  });

  it('leave a round of closed cards that its owner was ready in as it was: the other is asked before turning', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis');
    for (const who of [anouk, bilal]) table.lay(who, 'betekenis', { symbols: ['lastig'] });
    table.beReady(bilal, 'betekenis');
    throwAway(table, bilal);
    table.beReady(anouk, 'betekenis');
    expect(table.view(anouk).shown?.state).toMatchObject({ id: 'turn-asks', who: { id: bilal.id } });
    table.turnDue(anouk, { evenIfAsked: true });
    expect(table.view(bilal).shown).toMatchObject({ step: { id: 'betekenis' }, beat: 'praten' });
  });

  it('end nothing that was ended, and move no table when their bodies go', () => {
    const anyThrows = fc.array(fc.record({ who: fc.nat({ max: 2 }), at: fc.nat({ max: 59 }) }), {
      minLength: 1,
      maxLength: 2,
    });
    fc.assert(
      fc.property(fc.record({ moves: anyMoves(60), throws: anyThrows }), ({ moves, throws }) => {
        const people = [anouk, bilal, daan];
        const table = createTable(people, samenleergesprek);
        for (const [index, move] of moves.entries()) {
          for (const { who, at } of throws) if (at === index) throwAway(table, people[who] ?? anouk);
          makeMove(table, move, { leaving: true });
        }
        table.bringTogether();
        const endedBefore = table.position().is === 'ended';
        throwAway(table, bilal);
        expect([...table.state().cards.values()].filter(({ owner }) => owner === bilal.id)).toEqual([]);
        if (endedBefore) expect(table.position().is).toBe('ended');
        const blanked = people.flatMap((who) => blankedOf(table, who));
        const round = table.round();
        const after = { ...round, state: foldRoom(table.roster, without(table, blanked)) };
        expect(positionOf(after)).toEqual(positionOf(round));
        for (const { id } of people) expect(shownTo(after, id)).toEqual(shownTo(round, id));
        for (const key of ['ready', 'turnedSpots', 'goingOn', 'choices'] as const)
          expect(after.state[key]).toEqual(round.state[key]);
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
