import { describe, expect, it } from 'vitest';
import nl from '#content/nl.json';
import { createTexts } from '#content/texts.ts';
import { alwaysSymbols, decks } from '#domain/decks.ts';
import { samenleergesprek } from '#domain/formats/samenleergesprek.ts';
import { anouk, bilal } from '#domain/testing/cast.ts';
import { goOnTo } from '#domain/testing/play.ts';
import { createTable } from '#domain/testing/table.ts';
import { spokenLines } from './listen.ts';

const texts = createTexts('nl', nl);

function tableAt(step: string) {
  const table = createTable([anouk, bilal], samenleergesprek);
  goOnTo(table, step);
  return table;
}

describe('what "Luister" reads', () => {
  it('is the words of the step and the whole deck in fixed order, with what may always be said', () => {
    const lines = spokenLines(texts, tableAt('betekenis').view(bilal));
    const words = [...decks['fijn-lastig'].symbols, ...decks.gevoel.symbols, ...alwaysSymbols].map((symbol) =>
      texts.t(`symbol.${symbol}`),
    );
    expect(lines).toContain('Hoe was dit moment voor jou?');
    expect(lines.slice(-words.length)).toEqual(words);
  });

  it('is the same whatever was laid, so that it never tells which card was chosen', () => {
    const [quiet, moved] = [tableAt('hoe-gaat-het'), tableAt('hoe-gaat-het')];
    moved.lay(bilal, 'stemming', { symbols: ['bang'], text: 'Ik slaap slecht.' });
    expect(spokenLines(texts, moved.view(bilal))).toEqual(spokenLines(texts, quiet.view(bilal)));
    expect(spokenLines(texts, moved.view(anouk))).toEqual(spokenLines(texts, quiet.view(anouk)));
    const closed = ['fijn', 'lastig'].map((feeling) => {
      const table = tableAt('betekenis');
      table.lay(bilal, 'betekenis', { symbols: [feeling] });
      return spokenLines(texts, table.view(bilal));
    });
    expect(closed[0]).toEqual(closed[1]);
  });

  it('has each promise as the listener has it', () => {
    const table = tableAt('beloftes');
    expect(spokenLines(texts, table.view(bilal))).toContain("Collega's niet. De baas niet.");
    expect(spokenLines(texts, table.view(anouk))).toContain(nl['promise.7.professional']);
  });

  it('has the options of a choice, and of themes the plain line', () => {
    const lines = spokenLines(texts, tableAt('thema').view(bilal));
    expect(lines).toEqual(expect.arrayContaining(['Ik weet al een moment', 'Past de hulp bij jou?']));
    expect(lines).not.toContain('3. Hoe past de begeleiding');
  });
});
