import { describe, expect, it } from 'vitest';
import nl from '#content/nl.json';
import { createTexts } from '#content/texts.ts';
import { samenleergesprek } from '#domain/formats/samenleergesprek.ts';
import { anouk, bilal, type Player } from '#domain/testing/cast.ts';
import { goOnTo } from '#domain/testing/play.ts';
import { createTable, type Table } from '#domain/testing/table.ts';
import { whatICanDo, whatISee, whatTheySee } from './help-texts.ts';

const texts = createTexts('nl', nl);

function tableAt(step: string, beat = 0): Table {
  const table = createTable([anouk, bilal], samenleergesprek);
  table.write(anouk, { type: 'profile', picture: 'boom', name: 'Anouk' });
  table.write(bilal, { type: 'profile', picture: 'zon' });
  goOnTo(table, step, beat);
  return table;
}

const canDo = (table: Table, who: Player) => whatICanDo(texts, table.view(who));
const theySee = (table: Table, who: Player) => {
  const view = table.view(who);
  return view.others.flatMap((other) => whatTheySee(texts, view, other));
};

describe('"Wat moet ik doen?"', () => {
  it('says what lies before somebody, and all the words of the step', () => {
    expect(whatISee(texts, tableAt('betekenis').view(bilal))).toEqual([
      'Boven is de kant van Anouk.',
      'Onder is jouw kant van de tafel.',
      'Kies: fijn, lastig of allebei.',
      'Kies er een gevoel bij.',
      'Hoe was dit moment voor jou?',
    ]);
  });

  it('says what can be done now: lay, wait or take back, turn, wait again, talk', () => {
    const table = tableAt('betekenis');
    expect(canDo(table, bilal)).toContain('Kies een kaart. Leg de kaart dicht neer.');
    table.lay(bilal, 'betekenis', { symbols: ['lastig'] });
    expect(canDo(table, bilal)).toEqual([
      'Jouw kaart ligt dicht op tafel.',
      'Wacht op Anouk, of neem je kaart terug.',
    ]);
    table.lay(anouk, 'betekenis', { symbols: ['fijn'] });
    expect(canDo(table, bilal)).toContain('Tik op Samen omdraaien.');
    table.beReady(bilal, 'betekenis');
    expect(canDo(table, bilal)).toEqual(['Jij bent klaar. Wacht op Anouk.']);
    table.beReady(anouk, 'betekenis');
    expect(canDo(table, bilal)).toContain('Praat samen. Je hoeft niets te tikken.');
    expect(canDo(table, bilal)).not.toContain('Kies een kaart. Leg de kaart neer.');
  });

  it('says nothing of laying where nothing is asked, and lets whoever is not asked listen', () => {
    const table = tableAt('thema');
    expect(canDo(table, bilal)).toContain('Kies een kaart. Leg de kaart neer.');
    expect(canDo(table, anouk)).toEqual(['Wil je verder? Tik op de grote knop.']);
    expect(canDo(tableAt('luisterbeurt', 1), bilal)).toEqual(['Praat samen. Je hoeft niets te tikken.']);
  });

  it('shows what the other reads, with their names and their tip', () => {
    const table = tableAt('betekenis');
    expect(theySee(table, bilal)).toEqual([
      'Anouk ziet hetzelfde, met deze tip:',
      'Kies wat jij toen voelde. Niet wat Zon voelde.',
    ]);
    expect(theySee(table, anouk)).toEqual([
      'Zon ziet hetzelfde, en ook dit:',
      'Hoe was dit moment voor jou?',
    ]);
  });

  it('has something to see and something to do at every step, for both', () => {
    for (const { id, beats } of samenleergesprek.steps) {
      if (['terugkijken', 'bedoeld', 'andersom'].includes(id)) continue;
      for (const beat of beats.keys()) {
        const table = tableAt(id, beat);
        for (const who of [anouk, bilal]) {
          expect(whatISee(texts, table.view(who)), id).not.toEqual([]);
          expect(canDo(table, who), id).not.toEqual([]);
        }
      }
    }
  });
});
