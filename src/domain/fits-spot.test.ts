import { describe, expect, it } from 'vitest';
import type { CardContent } from './card-content.ts';
import { fitsSpot, fittingPart } from './fits-spot.ts';
import { findSpot } from './format.ts';
import { mijnKaarten } from './formats/mijn-kaarten.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { type CardId, cardKey } from './ids.ts';
import { anouk, bilal, chantal, daan, fatma, gijs, type Player } from './testing/cast.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';
import { goOnTo } from './testing/play.ts';
import { createTable, type Table } from './testing/table.ts';

const circle = [chantal, anouk, daan, fatma, gijs];
const fijn: CardContent = { symbols: ['fijn'] };
const pass: CardContent = { symbols: ['dat-houd-ik-voor-mij'] };

/** In the first lap of the table's round. */
function fits(table: Table, who: Player, spotId: string, content: CardContent): boolean {
  const round = table.round(who);
  const spot = findSpot(round.format, spotId);
  if (!spot) throw new Error(`this format has no ${spotId}`);
  return fitsSpot(round, 1, spot, who.id, content);
}

function laid(outcome: { ok: true; value: CardId } | { ok: false; error: string }): CardId {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

describe('what fits a spot', () => {
  it.each<[string, CardContent]>([
    ['one of its first pile', fijn],
    ['one of its first and two of its second', { symbols: ['lastig', 'boos', 'bang'] }],
    ['the pass card alone', pass],
    ['words alone', { symbols: [], text: 'Ik schrok.' }],
    ['symbols and words', { symbols: ['fijn'], text: 'Heel fijn.' }],
  ])('at betekenis: %s', (_what, content) => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'betekenis');
    expect(fits(table, bilal, 'betekenis', content)).toBe(true);
  });

  it.each<[string, CardContent]>([
    ['nothing', { symbols: [] }],
    ['nothing of the pile that it needs', { symbols: ['boos'] }],
    ['two of the pile of which it takes one', { symbols: ['fijn', 'lastig'] }],
    ['the same symbol twice', { symbols: ['fijn', 'boos', 'boos'] }],
    ['a symbol of another spot', { symbols: ['fijn', 'brief'] }],
    ['a symbol that is nowhere', { symbols: ['fijn', 'draak'] }],
    ['the pass card with something else', { symbols: ['dat-houd-ik-voor-mij', 'fijn'] }],
    ['a fact that it does not ask for', { symbols: ['fijn'], who: 'samen' }],
    ['a fact that only another spot asks for', { symbols: ['fijn'], pile: 'houden' }],
  ])('is not, at betekenis: %s', (_what, content) => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'betekenis');
    expect(fits(table, bilal, 'betekenis', content)).toBe(false);
  });

  it('is, for what was meant, from the pile of who did it; for how it landed, from the other', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'moment');
    laid(table.lay(bilal, 'strook', { symbols: ['te-laat'], who: bilal.id, place: 0 }));
    goOnTo(table, 'bedoeld');
    expect(fits(table, bilal, 'bedoeld', { symbols: ['hulp-vragen'] })).toBe(true);
    expect(fits(table, anouk, 'bedoeld', { symbols: ['hulp-vragen'] })).toBe(false);
    expect(fits(table, anouk, 'bedoeld', { symbols: ['respect'] })).toBe(true);
    expect(fits(table, bilal, 'bedoeld', { symbols: ['respect'] })).toBe(false);
  });

  it('is, for who has no pile at a spot, only words or the row that is always there', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'herkennen');
    expect(fits(table, anouk, 'herkend', { symbols: ['boos'] })).toBe(true);
    expect(fits(table, chantal, 'herkend', pass)).toBe(true);
    expect(fits(table, chantal, 'herkend', { symbols: [], text: 'Ik herken dit.' })).toBe(true);
    expect(fits(table, chantal, 'herkend', { symbols: ['boos'] })).toBe(false);
    expect(fits(table, chantal, 'herkend', { symbols: ['brief'] })).toBe(false);
  });

  it('is, at a promise, only the promise: it takes no words', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'beloftes');
    const promise: CardContent = { symbols: ['ik-beloof-dit'] };
    expect(fits(table, anouk, 'belofte', { ...promise, text: 'Misschien.' })).toBe(false);
    expect(fits(table, anouk, 'belofte', { symbols: [], text: 'Misschien.' })).toBe(false);
  });

  it('is, as a proposal, on a pile, by myself or together: nobody names the other as the doer', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'afspraak');
    const proposal: CardContent = { symbols: ['meer-tijd'], pile: 'anders', who: anouk.id };
    expect(fits(table, anouk, 'dit-doen-we', proposal)).toBe(true);
    expect(fits(table, anouk, 'dit-doen-we', { ...proposal, who: 'samen' })).toBe(true);
    for (const who of [bilal.id, 'iemand-anders'] as const) {
      expect(fits(table, anouk, 'dit-doen-we', { ...proposal, who })).toBe(false);
    }
    const { pile: _pile, ...without } = proposal;
    expect(fits(table, anouk, 'dit-doen-we', without)).toBe(false);
  });

  it('is, where people propose, also a pass: that proposes nothing, and nobody can agree to it', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'afspraak');
    expect(fits(table, bilal, 'dit-doen-we', pass)).toBe(true);
    const card = laid(table.lay(bilal, 'dit-doen-we', pass));
    expect(table.agree(anouk, cardKey(bilal.id, card))).toEqual({ ok: false, error: 'not-a-proposal' });
  });

  it('is, for when, a symbol of that pile', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'afspraak');
    const proposal: CardContent = { symbols: ['meer-tijd'], pile: 'anders', who: 'samen' };
    expect(fits(table, anouk, 'dit-doen-we', { ...proposal, when: 'deze-week' })).toBe(true);
    expect(fits(table, anouk, 'dit-doen-we', { ...proposal, when: 'ooit' })).toBe(false);
  });

  it('is, looking back, about what I do or we do together, as it was agreed', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'afspraak');
    const keyOf = (who: Player, doer: CardContent['who']) => {
      const content: CardContent = { symbols: ['meer-tijd'], pile: 'anders', ...(doer && { who: doer }) };
      return cardKey(who.id, laid(table.lay(who, 'dit-doen-we', content)));
    };
    const [together, hers, never] = [keyOf(bilal, 'samen'), keyOf(anouk, anouk.id), keyOf(bilal, 'samen')];
    for (const who of [anouk, bilal]) for (const key of [together, hers]) table.agree(who, key);
    goOnTo(table, 'meenemen');
    for (const who of [anouk, bilal]) table.goOn(who);
    table.beginRound(samenleergesprek);
    goOnTo(table, 'terugkijken');
    const about = (key: string): CardContent => ({ symbols: ['gelukt'], about: key });
    expect(fits(table, bilal, 'hoe-ging-het', about(together))).toBe(true);
    expect(fits(table, anouk, 'hoe-ging-het', about(hers))).toBe(true);
    expect(fits(table, bilal, 'hoe-ging-het', about(hers))).toBe(false);
    expect(fits(table, bilal, 'hoe-ging-het', about(never))).toBe(false);
  });

  it('is, among my own cards, any card, also one whose spot is not known yet', () => {
    const me = { ...anouk, role: 'self' as const };
    const hand = createTable([me], mijnKaarten);
    expect(
      fits(hand, me, 'mijn-kaarten', { symbols: ['boos', 'brief'], who: bilal.id, pile: 'houden' }),
    ).toBe(true);
    expect(fits(hand, me, 'mijn-kaarten', { symbols: [] })).toBe(false);
  });
});

describe('what of a card of my own fits a spot', () => {
  const table = createTable([anouk, bilal], samenleergesprek);
  goOnTo(table, 'moment');
  const part = (who: Player, content: CardContent, spotId: string) => {
    const view = table.view(who).shown?.spots.find(({ spot }) => spot.id === spotId);
    return view && fittingPart(view.spot, view.decks, content);
  };

  it('is the symbols of its piles, as many as it takes, and only the facts that it asks for', () => {
    const card: CardContent = { symbols: ['brief', 'te-laat', 'boos'], who: bilal.id, day: '2026-03-02' };
    expect(part(bilal, card, 'strook')).toEqual({ symbols: ['brief'], who: bilal.id });
  });

  it('is its words where one may write, also without a symbol that fits', () => {
    const card: CardContent = { symbols: ['boos'], text: 'De brief.' };
    expect(part(bilal, card, 'strook')).toEqual({ symbols: [], text: 'De brief.' });
  });

  it('is a pass where one may pass', () => {
    expect(part(bilal, pass, 'strook')).toEqual(pass);
  });

  it('is nothing without words and a symbol that fits', () => {
    expect(part(bilal, { symbols: ['boos'] }, 'strook')).toBeUndefined();
  });

  it('fits', () => {
    const card: CardContent = { symbols: ['brief', 'boos'], text: 'De brief.', who: bilal.id };
    expect(fits(table, bilal, 'strook', part(bilal, card, 'strook') ?? { symbols: [] })).toBe(true);
  });
});
