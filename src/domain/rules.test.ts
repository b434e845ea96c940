import { beforeEach, describe, expect, it } from 'vitest';
import type { CardContent } from './card-content.ts';
import type { VerifiedEvent } from './events.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { type CardId, cardKey } from './ids.ts';
import type { RoomState } from './room-state.ts';
import { cardsToTurn, mayAgree, mayLay } from './rules.ts';
import { anouk, bilal, cardNumber, chantal, daan, eva, fatma, gijs, type Player } from './testing/cast.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';
import { anyMoves, goOnTo, makeMove } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

const circle = [chantal, anouk, daan, fatma, gijs];
const fijn: CardContent = { symbols: ['fijn'] };
const pass: CardContent = { symbols: ['dat-houd-ik-voor-mij'] };

const refused = (error: string) => ({ ok: false, error });

/** What the rules say to laying, where the table now stands. */
function sayTo(table: Table, who: Player, spot: string, content: CardContent) {
  return mayLay(table.round(who), who.id, spot, content);
}

function laid(outcome: { ok: true; value: CardId } | { ok: false; error: string }): CardId {
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value;
}

describe('laying', () => {
  let table: Table;

  beforeEach(() => {
    table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'moment');
  });

  it('is refused at a spot where the table does not stand, or that the format does not have', () => {
    expect(sayTo(table, bilal, 'betekenis', fijn)).toEqual(refused('not-here'));
    expect(sayTo(table, bilal, 'oordeel', fijn)).toEqual(refused('not-here'));
  });

  it('is refused while the table waits for somebody, and after it ended', () => {
    expect(sayTo(createTable([anouk], samenleergesprek), anouk, 'belofte', fijn)).toEqual(
      refused('not-here'),
    );
    table.stop(bilal);
    expect(sayTo(table, anouk, 'strook', { symbols: ['brief'] })).toEqual(refused('not-here'));
  });

  it('is refused to whom the spot does not ask', () => {
    const early = createTable([anouk, bilal], samenleergesprek);
    goOnTo(early, 'beloftes');
    const promise: CardContent = { symbols: ['ik-beloof-dit'] };
    expect(sayTo(early, bilal, 'belofte', promise)).toEqual(refused('not-asked'));
    expect(sayTo(early, anouk, 'belofte', promise)).toEqual({ ok: true, value: 'open' });
    expect(sayTo(early, eva, 'belofte', promise)).toEqual(refused('not-asked'));
  });

  it('is refused to who was set aside, and to who stopped', () => {
    table.setAside(anouk, bilal);
    expect(sayTo(table, bilal, 'strook', { symbols: ['brief'] })).toEqual(refused('not-asked'));
    const five = createTable(circle, kringVanVijf);
    goOnTo(five, 'herkennen');
    five.stop(daan);
    expect(sayTo(five, daan, 'oordeel', fijn)).toEqual(refused('not-asked'));
  });

  it('is refused when the spot is full', () => {
    for (let place = 0; place < 5; place++) laid(table.lay(bilal, 'strook', { symbols: ['brief'], place }));
    expect(sayTo(table, bilal, 'strook', { symbols: ['brief'] })).toEqual(refused('no-room'));
    expect(sayTo(table, anouk, 'strook', { symbols: ['brief'] })).toEqual({ ok: true, value: 'open' });
  });

  it('has room again after a card was taken back', () => {
    goOnTo(table, 'betekenis');
    const card = laid(table.lay(bilal, 'betekenis', fijn));
    expect(sayTo(table, bilal, 'betekenis', fijn)).toEqual(refused('no-room'));
    table.takeBack(bilal, card);
    expect(sayTo(table, bilal, 'betekenis', fijn)).toEqual({ ok: true, value: 'closed' });
  });

  it('is refused for what does not fit the spot', () => {
    expect(sayTo(table, bilal, 'strook', fijn)).toEqual(refused('does-not-fit'));
  });

  it('[ENV2] is refused, never cut, when the card is too large', () => {
    expect(sayTo(table, bilal, 'strook', { symbols: [], text: 'é'.repeat(2000) })).toEqual(
      refused('too-large'),
    );
  });

  it('[REV2] after being ready is open and later, one card more than asked and no two', () => {
    goOnTo(table, 'betekenis', 2);
    expect(sayTo(table, bilal, 'betekenis', fijn)).toEqual({ ok: true, value: 'later' });
    laid(table.lay(bilal, 'betekenis', fijn));
    expect(sayTo(table, bilal, 'betekenis', fijn)).toEqual(refused('no-room'));
  });

  it('[REV2] is open and later for who saw a card turned before being ready', () => {
    goOnTo(table, 'betekenis', 1);
    table.beReady(anouk, 'betekenis');
    const [card] = cardsOf(table, anouk, 'betekenis');
    // An altered app turns before everyone is ready.
    if (card) table.turnCard(anouk, card.cardId);
    const [own] = cardsOf(table, bilal, 'betekenis');
    if (own) table.takeBack(bilal, own.cardId);
    expect(sayTo(table, bilal, 'betekenis', fijn)).toEqual({ ok: true, value: 'later' });
    const id = laid(table.lay(bilal, 'betekenis', fijn));
    expect(table.state().cards.get(cardKey(bilal.id, id))).toMatchObject({ face: 'open', later: true });
  });
});

describe('changing and taking back', () => {
  it('[OWN1] is refused for what I did not lay', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = laid(table.lay(bilal, 'strook', { symbols: ['brief'] }));
    expect(table.change(anouk, card, { symbols: ['bellen'] })).toEqual(refused('not-laid'));
    expect(table.takeBack(anouk, card)).toEqual(refused('not-laid'));
    expect(table.takeBack(bilal, cardNumber(99))).toEqual(refused('not-laid'));
  });

  it('lets an open card read differently, as long as it fits, and not after it was taken back', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = laid(table.lay(bilal, 'strook', { symbols: ['brief'] }));
    expect(table.change(bilal, card, { symbols: ['bellen'] }).ok).toBe(true);
    expect(table.change(bilal, card, { symbols: ['fijn'] })).toEqual(refused('does-not-fit'));
    table.takeBack(bilal, card);
    expect(table.change(bilal, card, { symbols: ['brief'] })).toEqual(refused('fixed'));
    expect(table.takeBack(bilal, card)).toEqual(refused('not-laid'));
  });

  it('leaves what an earlier conversation said as it was said', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = laid(table.lay(bilal, 'strook', { symbols: ['brief'] }));
    table.stop(bilal);
    expect(table.change(bilal, card, { symbols: ['bellen'] }).ok).toBe(true);
    table.beginRound(samenleergesprekKort);
    expect(table.change(bilal, card, { symbols: ['brief'] })).toEqual(refused('fixed'));
    expect(table.takeBack(bilal, card).ok).toBe(true);
  });

  it('[ENV2] is refused, never cut, when the card becomes too large', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    const card = laid(table.lay(bilal, 'strook', { symbols: ['brief'] }));
    expect(table.change(bilal, card, { symbols: [], text: 'é'.repeat(2000) })).toEqual(refused('too-large'));
  });

  it('[REV1] is refused for a closed card; [REV2] only taking back may be, until I am ready', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis', 1);
    const [mine] = cardsOf(table, bilal, 'betekenis');
    if (!mine) throw new Error('nothing lies there');
    expect(table.change(bilal, mine.cardId, fijn)).toEqual(refused('fixed'));
    table.beReady(bilal, 'betekenis');
    expect(table.takeBack(bilal, mine.cardId)).toEqual(refused('fixed'));
    table.beReady(anouk, 'betekenis');
    expect(table.change(bilal, mine.cardId, fijn)).toEqual(refused('fixed'));
    expect(table.takeBack(bilal, mine.cardId).ok).toBe(true);
  });
});

describe('[REV2] turning together', () => {
  let table: Table;

  beforeEach(() => {
    table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
  });

  it('is refused before everyone laid, where nothing lies closed, and to who is not asked', () => {
    expect(table.beReady(anouk, 'drinken')).toEqual(refused('not-laid'));
    laid(table.lay(anouk, 'drinken', { symbols: ['thee'] }));
    expect(table.beReady(anouk, 'drinken')).toEqual(refused('not-laid'));
    laid(table.lay(bilal, 'drinken', pass));
    expect(table.beReady(eva, 'drinken')).toEqual(refused('not-asked'));
    expect(table.beReady(anouk, 'strook')).toEqual(refused('not-here'));
    expect(table.beReady(anouk, 'drinken').ok).toBe(true);
  });

  it('closes my cards there', () => {
    const card = laid(table.lay(anouk, 'drinken', { symbols: ['thee'] }));
    laid(table.lay(bilal, 'drinken', pass));
    table.beReady(anouk, 'drinken');
    expect(table.state().cards.get(cardKey(anouk.id, card))?.fixed).toBe(true);
  });

  it('gives no card to turn until everyone asked is ready, and then mine', () => {
    const card = laid(table.lay(anouk, 'drinken', { symbols: ['thee'] }));
    laid(table.lay(bilal, 'drinken', pass));
    table.beReady(anouk, 'drinken');
    expect(cardsToTurn(table.round(), anouk.id)).toEqual({ cardIds: [], lacking: [] });
    table.beReady(bilal, 'drinken');
    expect(cardsToTurn(table.round(), anouk.id)).toEqual({ cardIds: [card], lacking: [] });
    table.turnDue(anouk);
    expect(cardsToTurn(table.round(), anouk.id)).toEqual({ cardIds: [], lacking: [] });
    expect(cardsToTurn(table.round(), eva.id).cardIds).toEqual([]);
  });

  it('asks me first when somebody was set aside', () => {
    const card = laid(table.lay(anouk, 'drinken', { symbols: ['thee'] }));
    laid(table.lay(bilal, 'drinken', pass));
    table.beReady(anouk, 'drinken');
    table.setAside(anouk, bilal);
    expect(cardsToTurn(table.round(), anouk.id)).toEqual({ cardIds: [card], lacking: [bilal.id] });
  });

  it('asks me first when an altered app is ready with a card that it never laid', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis');
    const never = cardNumber(99);
    const at = { round: 1, lap: 1, spot: 'betekenis' };
    const card = laid(table.lay(anouk, 'betekenis', fijn));
    // What lies there he can still take back.
    laid(table.lay(bilal, 'betekenis', fijn));
    table.write(bilal, { type: 'take-back', cardId: never });
    table.write(bilal, { type: 'ready', at, cardIds: [never] });
    table.beReady(anouk, 'betekenis');
    expect(cardsToTurn(table.round(), anouk.id)).toEqual({ cardIds: [card], lacking: [bilal.id] });
  });

  it('asks me nothing when I have nothing to turn', () => {
    laid(table.lay(anouk, 'drinken', { symbols: ['thee'] }));
    laid(table.lay(bilal, 'drinken', pass));
    table.beReady(anouk, 'drinken');
    table.setAside(anouk, bilal);
    expect(cardsToTurn(table.round(), bilal.id)).toEqual({ cardIds: [], lacking: [] });
  });

  it('asks me first when somebody stopped, also at a spot that asks only some', () => {
    const five = createTable(circle, kringVanVijf, { turnsByHand: true });
    goOnTo(five, 'herkennen');
    for (const who of circle) {
      laid(five.lay(who, 'herkend', pass));
      if (who !== chantal) laid(five.lay(who, 'oordeel', fijn));
    }
    for (const who of circle.slice(0, 4)) five.beReady(who, 'oordeel');
    expect(cardsToTurn(five.round(), anouk.id).cardIds).toEqual([]);
    five.stop(gijs);
    expect(cardsToTurn(five.round(), anouk.id)).toEqual({ cardIds: [expect.anything()], lacking: [gijs.id] });
  });

  it('is still there for the other when an altered app turned early and took its card back', () => {
    const card = laid(table.lay(anouk, 'drinken', { symbols: ['thee'] }));
    laid(table.lay(bilal, 'drinken', pass));
    table.beReady(anouk, 'drinken');
    table.turnCard(anouk, card);
    table.write(anouk, { type: 'take-back', cardId: card });
    expect(table.beReady(bilal, 'drinken').ok).toBe(true);
  });
});

describe('choosing', () => {
  it('is refused where the table does not stand, to who has no say in it, and for what is no option', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    expect(table.choose(bilal, 'thema-hoe', 'zelf')).toEqual(refused('not-here'));
    goOnTo(table, 'thema');
    expect(table.choose(anouk, 'thema-hoe', 'zelf')).toEqual(refused('not-asked'));
    expect(table.choose(bilal, 'thema-hoe', 'nooit')).toEqual(refused('does-not-fit'));
    expect(table.choose(bilal, 'draak', 'zelf')).toEqual(refused('not-here'));
    expect(table.choose(bilal, 'thema-hoe', 'kies-jij-maar').ok).toBe(true);
    expect(sayTo(table, anouk, 'thema', { symbols: ['thema-2'] }).ok).toBe(true);
    expect(sayTo(table, bilal, 'thema', { symbols: ['thema-2'] })).toEqual(refused('not-asked'));
  });

  it('of a person is refused for who does not sit there', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'inbrengen');
    expect(table.choose(anouk, 'inbrenger', anouk.id)).toEqual(refused('not-asked'));
    expect(table.choose(chantal, 'inbrenger', bilal.id)).toEqual(refused('does-not-fit'));
    expect(table.choose(chantal, 'inbrenger', fatma.id).ok).toBe(true);
    expect(sayTo(table, fatma, 'inbreng', { symbols: ['haast'] }).ok).toBe(true);
    expect(sayTo(table, anouk, 'inbreng', { symbols: ['haast'] })).toEqual(refused('not-asked'));
  });

  it('of who has the word is theirs who has it; until somebody was given it, who listens may take it', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'herkennen', 2);
    const mayChoose = (who: Player) =>
      table.view(who).shown?.choices.flatMap(({ people }) => people.map(({ id }) => id));
    expect(mayChoose(chantal)).toEqual([anouk.id, daan.id, fatma.id, gijs.id]);
    expect(mayChoose(daan)).toEqual([daan.id]);
    expect(table.choose(daan, 'wie-praat', gijs.id)).toEqual(refused('does-not-fit'));
    expect(table.choose(daan, 'wie-praat', daan.id).ok).toBe(true);
    expect(mayChoose(chantal)).toEqual([]);
    expect(table.choose(chantal, 'wie-praat', fatma.id)).toEqual(refused('not-asked'));
    expect(mayChoose(daan)).toEqual([chantal.id, anouk.id, fatma.id, gijs.id]);
    expect(table.choose(daan, 'wie-praat', fatma.id).ok).toBe(true);
    expect(table.view(gijs).shown?.teller?.id).toBe(fatma.id);
  });

  it('by who has no say in it does not count when an altered app does it', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'thema');
    table.write(anouk, {
      type: 'choose',
      round: 1,
      lap: 1,
      choice: 'thema-hoe',
      value: 'kies-jij-maar' as never,
    });
    expect(sayTo(table, anouk, 'thema', { symbols: ['thema-2'] })).toEqual(refused('not-asked'));
  });
});

describe('agreeing', () => {
  it('is refused to a card that does not lie there, and to one that is no proposal', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    expect(mayAgree(table.round(), cardKey(anouk.id, cardNumber(0)))).toEqual(refused('not-laid'));
    goOnTo(table, 'moment');
    const card = laid(table.lay(bilal, 'strook', { symbols: ['brief'] }));
    expect(table.agree(anouk, cardKey(bilal.id, card))).toEqual(refused('not-a-proposal'));
    table.takeBack(bilal, card);
    expect(table.agree(anouk, cardKey(bilal.id, card))).toEqual(refused('not-laid'));
  });

  it('[AGR1] names the hands of everyone at the table, less who stopped', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'meenemen-samen');
    const card = laid(
      table.lay(anouk, 'voorstel', { symbols: [], text: 'Eerst vragen.', pile: 'anders', who: 'samen' }),
    );
    const needs = () => {
      const verdict = mayAgree(table.round(), cardKey(anouk.id, card));
      return verdict.ok ? [...verdict.value.needs].sort() : verdict.error;
    };
    expect(needs()).toEqual(circle.map(({ id }) => id).sort());
    table.stop(daan);
    expect(needs()).toEqual([chantal, anouk, fatma, gijs].map(({ id }) => id).sort());
  });
});

describe('going on', () => {
  it('is refused where the table goes on by itself, and to who is not asked', () => {
    const table = createTable(circle, kringVanVijf);
    expect(table.goOn(anouk)).toEqual(refused('not-asked'));
    expect(table.goOn(chantal).ok).toBe(true);
    expect(table.goOn(chantal)).toEqual(refused('not-here'));
  });
});

describe('what the rules allow', () => {
  const tables = [
    { people: [anouk, bilal], format: samenleergesprek },
    { people: circle, format: kringVanVijf },
  ];

  it('has effect: nobody lays, changes, takes back, is ready or turns in vain', () => {
    fc.assert(
      fc.property(fc.constantFrom(...tables), anyMoves(120), ({ people, format }, moves) => {
        const table = createTable(people, format);
        for (const move of moves) {
          const written = table.events().length;
          makeMove(table, move, { leaving: true });
          const { cards } = table.state();
          for (const event of table.events().slice(written)) expect(isDone(cards, event)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });
});

function isDone(cards: RoomState['cards'], { by, body }: VerifiedEvent): boolean {
  if (body.type === 'ready') return body.cardIds.every((id) => cards.get(cardKey(by, id))?.fixed);
  if (!('cardId' in body)) return true;
  const card = cards.get(cardKey(by, body.cardId));
  if (body.type === 'lay') return card?.content === body.content;
  if (body.type === 'lay-closed') return card?.wasClosed === true;
  return card?.face === (body.type === 'turn' ? 'turned' : 'taken-back');
}

function cardsOf(table: Table, who: Player, spot: string) {
  return [...table.state().cards.values()].filter(({ owner, at }) => owner === who.id && at.spot === spot);
}
