import { beforeEach, describe, expect, it } from 'vitest';
import { agreements } from './agreement.ts';
import type { CardContent } from './card-content.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { type CardKey, cardKey } from './ids.ts';
import { anouk, bilal, cardNumber, chantal, daan, eva, onTablet, type Player } from './testing/cast.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';
import { goOnTo } from './testing/play.ts';
import { createTable, type Table } from './testing/table.ts';

const proposal: CardContent = { symbols: ['eerst-luisteren'], pile: 'anders', who: 'samen' };
const reworded: CardContent = { ...proposal, text: 'Elke keer.' };
const cardId = cardNumber(900);
const card: CardKey = cardKey(anouk.id, cardId);
const both = [anouk.id, bilal.id];

/** Says yes or no without asking the rules, as any app can. */
function sayTo(
  table: Table,
  who: Player,
  says: { yes?: boolean; needs?: Player['id'][]; content?: CardContent },
) {
  const { yes = true, needs = both, content = proposal } = says;
  table.write(who, { type: 'agree', card: { owner: anouk.id, cardId }, round: 1, needs, content, yes });
}

describe('[AGR1] an agreement at a table for two', () => {
  let table: Table;
  const agreed = () => agreements(table.state());

  beforeEach(() => {
    table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    table.writeLay(anouk, 'dit-doen-we', proposal, false, cardId);
  });

  it('is there when both said yes to the same card, and not before', () => {
    table.agree(anouk, card);
    expect(agreed()).toEqual([]);
    table.agree(bilal, card);
    expect(agreed()).toEqual([{ card, round: 1, between: both, content: proposal }]);
  });

  it('is there whoever says yes first', () => {
    table.agree(bilal, card);
    table.agree(anouk, card);
    expect(agreed()).toEqual([{ card, round: 1, between: both, content: proposal }]);
  });

  it('is there when both say yes at the same time, apart', () => {
    table.setApart(bilal);
    table.agree(bilal, card);
    table.agree(anouk, card);
    table.bringTogether();
    expect(agreed()).toHaveLength(1);
  });

  it('is not there when a card was reworded after one yes', () => {
    table.agree(bilal, card);
    table.change(anouk, cardId, reworded);
    table.agree(anouk, card);
    expect(agreed()).toEqual([]);
  });

  it('stays as both said yes to it when its card is reworded, until both say yes to the new words', () => {
    table.agree(anouk, card);
    table.agree(bilal, card);
    table.change(anouk, cardId, reworded);
    expect(agreed()).toMatchObject([{ content: proposal }]);
    table.agree(anouk, card);
    expect(agreed()).toEqual([]);
    table.agree(bilal, card);
    expect(agreed()).toMatchObject([{ content: reworded }]);
  });

  it('is held field by field: any other content is another agreement', () => {
    for (const other of [reworded, { ...proposal, who: anouk.id }, { ...proposal, when: 'vandaag' }]) {
      sayTo(table, anouk, {});
      sayTo(table, bilal, { content: other });
      expect(agreed()).toEqual([]);
    }
  });

  it('is not there when the two name other hands', () => {
    sayTo(table, anouk, {});
    sayTo(table, bilal, { needs: [...both, chantal.id] });
    expect(agreed()).toEqual([]);
    sayTo(table, bilal, { needs: [bilal.id, anouk.id] });
    expect(agreed()).toHaveLength(1);
  });

  it('outlives its card: taking the card back does not undo it', () => {
    table.agree(anouk, card);
    table.agree(bilal, card);
    expect(table.takeBack(anouk, cardId).ok).toBe(true);
    expect(agreed()).toMatchObject([{ content: proposal }]);
  });

  it('ends when either withdraws their hand, also after its card was taken back', () => {
    for (const who of [anouk, bilal]) {
      table.agree(anouk, card);
      table.agree(bilal, card);
      expect(agreed()).toHaveLength(1);
      expect(table.agree(who, card, false).ok).toBe(true);
      expect(agreed()).toEqual([]);
    }
    table.agree(anouk, card);
    table.agree(bilal, card);
    table.takeBack(anouk, cardId);
    expect(table.agree(bilal, card, false).ok).toBe(true);
    expect(agreed()).toEqual([]);
  });

  it('ends when a hand is withdrawn on a second device', () => {
    table.agree(anouk, card);
    table.agree(bilal, card);
    table.agree(onTablet(bilal), card, false);
    expect(agreed()).toEqual([]);
  });

  it("is not there by its owner's hand alone, whomever that names", () => {
    sayTo(table, anouk, { needs: [anouk.id] });
    expect(agreed()).toEqual([]);
    sayTo(table, anouk, { needs: [anouk.id, anouk.id] });
    expect(agreed()).toEqual([]);
    sayTo(table, anouk, { needs: [bilal.id] });
    expect(agreed()).toEqual([]);
  });

  it('is not there without the hand of whoever laid the card', () => {
    sayTo(table, bilal, { needs: [bilal.id] });
    expect(agreed()).toEqual([]);
  });

  it("is nobody's business who does not sit there: a stranger neither makes nor breaks it", () => {
    sayTo(table, eva, { needs: [...both, eva.id] });
    table.agree(anouk, card);
    sayTo(table, eva, { yes: false });
    table.agree(bilal, card);
    expect(agreed()).toHaveLength(1);
  });

  it('needs a hand of somebody who really sits there', () => {
    sayTo(table, anouk, { needs: [anouk.id, eva.id] });
    sayTo(table, eva, { needs: [anouk.id, eva.id] });
    expect(agreed()).toEqual([]);
  });
});

describe('[AGR1] an agreement in a circle', () => {
  const circle = [chantal, anouk, daan, bilal, eva];
  const names = [anouk.id, daan.id];

  it('cannot be kept from those it names by somebody it does not name', () => {
    const table = createTable(circle, kringVanVijf);
    sayTo(table, eva, { needs: [eva.id, anouk.id] });
    sayTo(table, chantal, { needs: [chantal.id], yes: false });
    sayTo(table, anouk, { needs: names });
    sayTo(table, daan, { needs: names });
    expect(agreements(table.state())).toEqual([{ card, round: 1, between: names, content: proposal }]);
  });

  it('is never made about the card of somebody whom it does not name', () => {
    const table = createTable(circle, kringVanVijf);
    for (const who of [anouk, daan, bilal]) sayTo(table, who, { needs: [daan.id, bilal.id] });
    expect(agreements(table.state())).toEqual([]);
  });

  it('needs all hands that it names', () => {
    const table = createTable(circle, kringVanVijf);
    const needs = circle.map(({ id }) => id);
    for (const who of circle) {
      expect(agreements(table.state())).toEqual([]);
      sayTo(table, who, { needs });
    }
    expect(agreements(table.state())).toHaveLength(1);
  });
});
