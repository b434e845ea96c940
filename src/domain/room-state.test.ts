import { describe, expect, it } from 'vitest';
import type { CardContent } from './card-content.ts';
import type { Card } from './card-history.ts';
import type { TableEvent } from './events.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey } from './ids.ts';
import { foldRoom } from './room-state.ts';
import { anouk, bilal, cardNumber, chantal, eva, onTablet, type Player } from './testing/cast.ts';
import { createTable, type Table } from './testing/table.ts';

const cardId = cardNumber(0);
const another = cardNumber(1);
const at = { round: 1, lap: 1, spot: 'betekenis' };
const moment = { round: 1, lap: 1, step: 'betekenis', beat: 0 };
const fijn: CardContent = { symbols: ['fijn'] };
const lastig: CardContent = { symbols: ['lastig'] };

/** A table where nothing is asked of the rules: what the fold makes of any app's events. */
const twoOfThem = (): Table => createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
const lay = (content: CardContent = fijn, card = cardId): TableEvent => ({
  type: 'lay',
  cardId: card,
  at,
  content,
});
const layClosed = (card = cardId): TableEvent => ({
  type: 'lay-closed',
  cardId: card,
  at,
  box: 'dicht',
  commitment: 'vast',
});
const ready = (...cardIds: (typeof cardId)[]): TableEvent => ({ type: 'ready', at, cardIds });
const turn = (card = cardId): TableEvent => ({ type: 'turn', cardId: card, secret: 'geheim' });
const takeBack: TableEvent = { type: 'take-back', cardId };

function cardOf(table: Table, owner: Player, card = cardId): Card | undefined {
  return table.state().cards.get(cardKey(owner.id, card));
}

describe('who counts', () => {
  it('events of somebody who does not sit here change nothing', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    const before = table.state();
    for (const body of [lay(lastig), layClosed(another), takeBack, { type: 'stop', round: 1 } as const]) {
      table.write(eva, body);
    }
    table.write(eva, { type: 'pause', round: 1, on: true });
    expect(table.state()).toEqual(before);
  });

  it('an event that comes twice counts once', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    expect(foldRoom(table.roster, [...table.events(), ...table.events()])).toEqual(table.state());
  });
});

describe('[OWN1] only its owner speaks through a card', () => {
  const withEva = () => createTable([anouk, bilal, eva], samenleergesprekKort, { turnsByHand: true });

  it('Eva cannot change what Bilal laid', () => {
    const table = withEva();
    table.write(bilal, lay());
    table.write(eva, lay(lastig));
    expect(cardOf(table, bilal)).toMatchObject({ face: 'open', content: fijn });
    expect(cardOf(table, eva)).toMatchObject({ owner: eva.id, content: lastig });
  });

  it('Eva cannot take back what Bilal laid', () => {
    const table = withEva();
    table.write(bilal, lay());
    table.write(eva, takeBack);
    expect(cardOf(table, bilal)?.face).toBe('open');
  });

  it("Eva cannot turn Bilal's card, nor be ready with it", () => {
    const table = withEva();
    table.write(bilal, layClosed());
    table.write(eva, ready(cardId));
    table.turnCard(eva, cardId, lastig);
    expect(cardOf(table, bilal)).toMatchObject({ face: 'closed', fixed: false });
    table.write(bilal, ready(cardId));
    table.turnCard(eva, cardId, lastig);
    expect(cardOf(table, bilal)).toMatchObject({ face: 'closed', fixed: true });
  });

  it("Eva cannot stop, go on or choose in Bilal's name", () => {
    const table = withEva();
    table.write(eva, { type: 'stop', round: 1 });
    table.write(eva, { type: 'go-on', at: moment, want: true });
    const { stopped, goingOn } = table.state();
    expect([...(stopped.get(1) ?? [])]).toEqual([eva.id]);
    expect([...goingOn.keys()]).toEqual([eva.id]);
  });

  it('the newest of an open card counts, from any own device', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    table.write(onTablet(bilal), lay(lastig));
    expect(cardOf(table, bilal)?.content).toEqual(lastig);
    table.write(bilal, lay({ symbols: ['allebei'] }));
    expect(cardOf(table, bilal)?.content).toEqual({ symbols: ['allebei'] });
  });

  it('an open card changes in its place and never moves', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    table.write(bilal, { type: 'lay', cardId, at: { ...at, spot: 'strook' }, content: lastig });
    table.write(bilal, { type: 'lay', cardId, at: { ...at, lap: 2 }, content: lastig });
    expect(cardOf(table, bilal)).toMatchObject({ at, content: fijn });
  });

  it('what is taken back lies nowhere and says nothing', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    table.write(bilal, takeBack);
    expect(cardOf(table, bilal)?.face).toBe('taken-back');
    expect(cardOf(table, bilal)).not.toHaveProperty('content');
  });

  it('keeps the order in which cards were first laid, also when one changes', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    table.write(anouk, lay(fijn, another));
    table.write(bilal, lay(lastig));
    expect(cardOf(table, bilal)?.order).toBeLessThan(cardOf(table, anouk, another)?.order ?? -1);
  });
});

describe('[REV1] a closed card', () => {
  it('never changes: not by laying it again, closed or open', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    const before = table.state();
    table.write(bilal, { ...layClosed(), box: 'anders' } as TableEvent);
    table.write(bilal, lay(lastig));
    expect(table.state()).toEqual(before);
  });

  it('that was taken back does not come back under its own id', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    table.write(bilal, takeBack);
    table.write(bilal, layClosed());
    table.write(bilal, lay());
    expect(cardOf(table, bilal)?.face).toBe('taken-back');
  });

  it('is not opened by laying it closed over an open one', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    table.write(bilal, layClosed());
    expect(cardOf(table, bilal)).toMatchObject({ face: 'open', wasClosed: false });
  });
});

describe('[REV2] laying, being ready, turning and taking back', () => {
  const steps = { lay: layClosed(), ready: ready(cardId), turn: turn(), 'take-back': takeBack };
  type Step = keyof typeof steps;
  const ends: Readonly<Record<string, string>> = {
    'lay ready turn take-back': 'taken-back',
    'lay ready take-back turn': 'turned',
    'lay turn ready take-back': 'closed and fixed',
    'lay turn take-back ready': 'taken-back',
    'lay take-back ready turn': 'taken-back',
    'lay take-back turn ready': 'taken-back',
    'ready lay turn take-back': 'nowhere',
    'ready lay take-back turn': 'nowhere',
    'turn lay ready take-back': 'closed and fixed',
    'take-back lay ready turn': 'turned',
    'take-back ready lay turn': 'nowhere',
    'take-back turn lay ready': 'closed and fixed',
    'ready take-back lay turn': 'nowhere',
    'ready turn lay take-back': 'nowhere',
    'turn take-back lay ready': 'closed and fixed',
    'turn ready lay take-back': 'nowhere',
    'turn ready take-back lay': 'nowhere',
  };

  for (const [order, end] of Object.entries(ends)) {
    it(`in the order ${order} leave the card ${end}`, () => {
      const table = twoOfThem();
      for (const step of order.split(' ') as Step[]) {
        if (step === 'turn') table.turnCard(bilal, cardId, fijn);
        else table.write(bilal, steps[step]);
      }
      const card = cardOf(table, bilal);
      const fixed = card?.face === 'closed' && card.fixed ? ' and fixed' : '';
      expect(card ? `${card.face}${fixed}` : 'nowhere').toBe(end);
      expect(card?.content).toEqual(end === 'turned' ? fijn : undefined);
    });
  }

  it('closes only cards that lie closed at the spot named: with one that does not, nobody is ready', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    table.write(bilal, ready(cardId, another));
    table.write(bilal, { type: 'ready', at: { ...at, spot: 'bedoeld' }, cardIds: [cardId] });
    expect(table.state().ready.size).toBe(0);
    expect(cardOf(table, bilal)?.fixed).toBe(false);
  });

  it('a turn whose secret nobody could hold against the card has no effect', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    table.write(bilal, ready(cardId));
    table.write(bilal, turn());
    expect(cardOf(table, bilal)?.face).toBe('closed');
  });

  it('[REV3] a card that does not fit its commitment is shown as broken and says nothing', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    table.write(bilal, ready(cardId));
    table.turnCard(bilal, cardId, 'broken');
    expect(cardOf(table, bilal)?.face).toBe('broken');
    expect(cardOf(table, bilal)).not.toHaveProperty('content');
    table.turnCard(bilal, cardId, fijn);
    expect(cardOf(table, bilal)?.face).toBe('broken');
  });
});

describe('[REV2] a card that comes later', () => {
  it('lies open and is marked, after its owner was ready', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    table.write(bilal, ready(cardId));
    table.write(bilal, lay(lastig, another));
    expect(cardOf(table, bilal, another)).toMatchObject({ face: 'open', later: true });
  });

  it('cannot be hidden after its owner was ready', () => {
    const table = twoOfThem();
    table.write(bilal, layClosed());
    table.write(bilal, ready(cardId));
    table.write(bilal, layClosed(another));
    expect(cardOf(table, bilal, another)).toBeUndefined();
  });

  function anoukTurns(table: Table): void {
    table.write(anouk, layClosed());
    table.write(anouk, ready(cardId));
    table.turnCard(anouk, cardId, fijn);
  }

  it('is marked after its owner saw one turned, and cannot be hidden then', () => {
    const table = twoOfThem();
    anoukTurns(table);
    table.write(bilal, layClosed(another));
    table.write(bilal, lay());
    expect(cardOf(table, bilal, another)).toBeUndefined();
    expect(cardOf(table, bilal)).toMatchObject({ face: 'open', later: true });
  });

  it('is not marked when its owner could not have seen the one that was turned', () => {
    const table = twoOfThem();
    table.setApart(bilal);
    anoukTurns(table);
    table.write(bilal, lay());
    table.write(bilal, layClosed(another));
    table.bringTogether();
    expect(cardOf(table, bilal)?.later).toBe(false);
    expect(cardOf(table, bilal, another)?.face).toBe('closed');
  });

  it('is marked when it lay open before, and changed after its owner saw one turned', () => {
    const table = twoOfThem();
    table.write(bilal, lay());
    anoukTurns(table);
    table.write(bilal, lay(lastig));
    expect(cardOf(table, bilal)).toMatchObject({ content: lastig, later: true });
  });

  it('stays marked when it changes', () => {
    const table = twoOfThem();
    anoukTurns(table);
    table.write(bilal, lay());
    table.write(bilal, lay(lastig));
    expect(cardOf(table, bilal)?.later).toBe(true);
  });

  it('is only so at the spot where the other turned', () => {
    const table = twoOfThem();
    anoukTurns(table);
    table.write(bilal, { type: 'lay', cardId, at: { ...at, lap: 2 }, content: fijn });
    expect(cardOf(table, bilal)?.later).toBe(false);
  });
});

describe('[ENV5] a concurrent event of another', () => {
  it('never changes whether my card counts, or is marked: not even what they took back elsewhere', () => {
    const table = twoOfThem();
    const tablet = onTablet(bilal);
    table.write(bilal, layClosed());
    table.setApart(tablet);
    // What he did not know of when he was ready, he may take back.
    table.write(tablet, takeBack);
    table.write(bilal, { type: 'third', who: null });
    table.write(bilal, ready(cardId));
    table.turnCard(bilal, cardId, fijn);
    table.write(anouk, lay(fijn, another));
    const heardByAnouk = foldRoom(table.roster, table.heardBy(anouk));
    expect(heardByAnouk.cards.get(cardKey(bilal.id, cardId))?.face).toBe('turned');
    expect(cardOf(table, bilal)?.face).toBe('taken-back');
    expect(heardByAnouk.cards.get(cardKey(anouk.id, another))?.later).toBe(true);
    expect(cardOf(table, anouk, another)?.later).toBe(true);
  });
});

describe('what the table shares', () => {
  it('is as whoever spoke last left it: pause, who sits by', () => {
    const table = twoOfThem();
    table.write(anouk, { type: 'pause', round: 1, on: true });
    expect(table.state().paused.get(1)).toBe(anouk.id);
    table.write(bilal, { type: 'pause', round: 1, on: false });
    expect(table.state().paused.get(1)).toBeNull();
    table.write(anouk, { type: 'third', who: 'tolk' });
    table.write(bilal, { type: 'third', who: null });
    expect(table.state().third).toBeNull();
  });

  it('is, for the format of a round, as whoever spoke first said: nobody changes what runs', () => {
    const table = twoOfThem();
    const before = table.state().rounds;
    table.write(bilal, { type: 'round', number: 1, format: { id: 'anders', version: 1, hash: 'AAAA' } });
    table.write(bilal, { type: 'round', number: 3, format: { id: 'anders', version: 1, hash: 'AAAA' } });
    expect(table.state().rounds).toEqual(before);
  });

  it('begins another conversation when all want the same, and with nobody alone', () => {
    const table = twoOfThem();
    const wants = (who: Player, id: string, number = 2) =>
      table.write(who, { type: 'round', number, format: { id, version: 1, hash: 'AAAA' } });
    const formatOf = (number: number) => table.state().rounds.get(number)?.id;
    wants(anouk, 'kort');
    wants(anouk, 'kort');
    expect(formatOf(2)).toBeUndefined();
    wants(bilal, 'lang');
    expect(formatOf(2)).toBeUndefined();
    wants(anouk, 'lang');
    expect(formatOf(2)).toBe('lang');
    for (const who of [bilal, anouk]) wants(who, 'kort');
    expect(formatOf(2)).toBe('lang');
    for (const who of [bilal, anouk]) wants(who, 'kort', 4);
    expect(formatOf(4)).toBeUndefined();
  });

  it('begins no conversation with two wishes of which neither knew the other; one of them says it again', () => {
    const table = twoOfThem();
    const format = { id: 'kort', version: 1, hash: 'AAAA' };
    const wants = (who: Player) => table.write(who, { type: 'round', number: 2, format });
    table.setApart(bilal);
    for (const who of [anouk, bilal]) wants(who);
    table.bringTogether();
    expect(table.state().rounds.has(2)).toBe(false);
    wants(bilal);
    expect(table.state().rounds.get(2)).toEqual(format);
  });

  it('hears no more than fifty wishes of one device for one conversation; those of others count all the same', () => {
    const table = twoOfThem();
    const wants = (who: Player, id: string) =>
      table.write(who, { type: 'round', number: 2, format: { id, version: 1, hash: 'AAAA' } });
    for (let change = 0; change < 60; change++) wants(bilal, change % 2 === 0 ? 'kort' : 'lang');
    const { roundWishes } = table.state();
    expect(roundWishes.filter(({ by, number }) => by === bilal.id && number === 2)).toHaveLength(50);
    wants(anouk, 'lang');
    expect(table.state().rounds.get(2)?.id).toBe('lang');
  });

  it('keeps how each is seen by their own newest word', () => {
    const table = twoOfThem();
    table.write(bilal, { type: 'profile', name: 'Bilal', picture: 'boom' });
    table.write(anouk, { type: 'profile', picture: 'zon' });
    table.write(bilal, { type: 'profile', picture: 'vis' });
    expect(table.state().profiles.get(bilal.id)).toEqual({ picture: 'vis' });
    expect(table.state().profiles.get(anouk.id)).toEqual({ picture: 'zon' });
  });

  it('keeps the newest choice of each, the last made at the end', () => {
    const table = twoOfThem();
    const choose = (value: Player): TableEvent => ({
      type: 'choose',
      round: 1,
      lap: 1,
      choice: 'wie-begint',
      value: value.id,
    });
    table.write(anouk, choose(anouk));
    table.write(bilal, choose(anouk));
    table.write(anouk, choose(bilal));
    expect([...(table.state().choices.get('1.1.wie-begint') ?? [])]).toEqual([
      [bilal.id, anouk.id],
      [anouk.id, bilal.id],
    ]);
  });

  it('names who ended their part, in which round; nothing starts it again', () => {
    const table = createTable([anouk, bilal, chantal], samenleergesprekKort);
    table.write(bilal, { type: 'stop', round: 1 });
    expect([...(table.state().stopped.get(1) ?? [])]).toEqual([bilal.id]);
    expect(table.state().stopped.get(2)).toBeUndefined();
  });
});
