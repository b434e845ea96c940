import { describe, expect, it } from 'vitest';
import nl from '#content/nl.json';
import { createTexts } from '#content/texts.ts';
import { samenleergesprek } from '#domain/formats/samenleergesprek.ts';
import { anouk, bilal, type Player } from '#domain/testing/cast.ts';
import { anyMoves, goOnTo, makeMove } from '#domain/testing/play.ts';
import { fc } from '#domain/testing/seeded.ts';
import { createTable, type Table } from '#domain/testing/table.ts';
import { newsBetween } from './news.ts';

const texts = createTexts('nl', nl);

function tableAt(step: string): Table {
  const table = createTable([anouk, bilal], samenleergesprek);
  table.write(anouk, { type: 'profile', picture: 'boom', name: 'Anouk' });
  goOnTo(table, step);
  return table;
}

/** What each of the two hears while something is done. */
function heard(table: Table, act: () => unknown) {
  const before = { anouk: table.view(anouk), bilal: table.view(bilal) };
  act();
  const hears = (who: Player, old: typeof before.anouk) => newsBetween(texts, old, table.view(who)).join(' ');
  return { anouk: hears(anouk, before.anouk), bilal: hears(bilal, before.bilal) };
}

describe('what is heard of the table', () => {
  it('is who laid what, my own card too', () => {
    const table = tableAt('hoe-gaat-het');
    expect(heard(table, () => table.lay(anouk, 'stemming', { symbols: ['rustig'] }))).toEqual({
      anouk: 'Jouw kaart ligt op tafel.',
      bilal: 'Anouk legt neer: rustig',
    });
    const [card] = table.view(anouk).shown?.spots[0]?.cards ?? [];
    if (!card) throw new Error('the card lies there');
    expect(heard(table, () => table.change(anouk, card.cardId, { symbols: ['moe'] })).bilal).toBe(
      'Anouk verandert een kaart: moe',
    );
    expect(heard(table, () => table.takeBack(anouk, card.cardId))).toEqual({
      anouk: 'Je kaart is terug bij jou.',
      bilal: 'Anouk neemt een kaart terug.',
    });
  });

  it('[REV2] of a closed card only that it lies there, until all have turned', () => {
    const table = tableAt('betekenis');
    expect(heard(table, () => table.lay(anouk, 'betekenis', { symbols: ['fijn'] }))).toEqual({
      anouk: 'Jouw kaart ligt dicht op tafel.',
      bilal: 'Anouk legt een kaart dicht neer.',
    });
    table.lay(bilal, 'betekenis', { symbols: ['lastig'] });
    expect(heard(table, () => table.beReady(anouk, 'betekenis'))).toEqual({ anouk: '', bilal: '' });
    expect(heard(table, () => table.beReady(bilal, 'betekenis')).anouk).toMatch(
      /^De kaarten zijn om\. .*Jij koos: fijn/,
    );
  });

  it('is who says yes, and that we do this once all have', () => {
    const table = tableAt('afspraak');
    table.lay(anouk, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: anouk.id });
    const [card] = table.view(anouk).shown?.spots[0]?.cards ?? [];
    if (!card) throw new Error('the card lies there');
    expect(heard(table, () => table.agree(anouk, card.key, true)).bilal).toBe('Anouk zegt ja: meer tijd');
    expect(heard(table, () => table.agree(bilal, card.key, true)).anouk).toMatch(/Dit doen we: meer tijd$/);
  });

  it('is nothing when cards that lay there come into sight', () => {
    const table = tableAt('betekenis');
    table.lay(anouk, 'betekenis', { symbols: ['fijn'] });
    const now = table.view(bilal);
    expect(newsBetween(texts, { ...now, shown: undefined }, now)).toEqual([]);
  });

  it('[REV2] never has a word of a card that is closed for whoever hears it, over whole conversations', () => {
    fc.assert(
      fc.property(anyMoves(60), (moves) => {
        const table = createTable([anouk, bilal], samenleergesprek);
        for (const move of moves) {
          const told = heard(table, () => makeMove(table, move));
          // Cards made by chance carry words that are on no other card.
          for (const [who, says] of [
            [bilal, told.bilal],
            [anouk, told.anouk],
          ] as const) {
            const down = cardsDown(table, who);
            expect(down.filter((words) => says.includes(words))).toEqual([]);
          }
        }
      }),
      { numRuns: 5 },
    );
  });
});

/** The words of cards that lie closed, as their owner knows them. */
function cardsDown(table: Table, me: Player): readonly string[] {
  const owner = me === anouk ? bilal : anouk;
  const mine = (table.view(owner).shown?.spots ?? []).flatMap(({ cards }) => cards);
  return [...mine, ...(table.view(me).shown?.spots ?? []).flatMap(({ cards }) => cards)]
    .filter(({ face }) => face === 'down')
    .flatMap(({ content }) => content?.text ?? []);
}
