import { beforeEach, describe, expect, it } from 'vitest';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey, type ParticipantId } from './ids.ts';
import { mayWantRound } from './rules.ts';
import { missedWish } from './table-view.ts';
import { cardsFromTablet, layingAgain } from './taken-home.ts';
import { anouk, bilal, eva, onTablet, type Player } from './testing/cast.ts';
import { goOnTo } from './testing/play.ts';
import { createTable, type Table } from './testing/table.ts';

const atTablet: Player = { ...bilal, isGuest: true };
const atHome: Player = {
  ...onTablet(bilal),
  id: 'bilal-thuis'.padEnd(22, '_') as ParticipantId,
  from: bilal.id,
};

/** They talk about what turned on the tablet. */
function talkAtTablet(): Table {
  const table = createTable([anouk, atTablet], samenleergesprekKort);
  table.seat(anouk, atTablet);
  goOnTo(table, 'betekenis');
  for (const who of [anouk, atTablet]) table.lay(who, 'betekenis', { symbols: ['fijn'] });
  for (const who of [anouk, atTablet]) table.beReady(who, 'betekenis');
  return table;
}

const cardsIn = (table: Table) => table.view(anouk).shown?.spots.flatMap(({ cards }) => cards) ?? [];

describe('[TAB1] a table that went home', () => {
  let table: Table;

  beforeEach(() => {
    table = talkAtTablet();
    table.seat(anouk, atTablet, atHome);
  });

  /** Says of the card that turned at B that it is his. */
  function sayIsMine(): void {
    const [card] = cardsFromTablet(table.state(), atHome.id).filter(
      ({ content }) => content.symbols[0] === 'fijn',
    );
    const again = card && layingAgain(table.state(), atHome.id, card.key);
    if (!again?.ok) throw new Error('there is no such card');
    table.write(atHome, again.value);
  }

  it('stands where it stood: what was done at the tablet is done by who sits at home', () => {
    expect(table.view(anouk)).toMatchObject({ others: [{ id: atHome.id, chair: 1 }] });
    expect(table.view(anouk).shown?.at).toMatchObject({ step: 'betekenis', beat: 2 });
    expect(table.view(atHome).shown?.at).toMatchObject({ step: 'betekenis', beat: 2 });
  });

  it('shows a card once, as it turned, and in the place and the name of who laid it again', () => {
    const before = cardsIn(table).map(({ owner, later }) => [owner.id, later]);
    expect(before).toEqual([
      [anouk.id, false],
      [bilal.id, false],
    ]);
    sayIsMine();
    expect(cardsIn(table).map(({ owner, later }) => [owner.id, later])).toEqual([
      [anouk.id, false],
      [atHome.id, false],
    ]);
    expect(cardsFromTablet(table.state(), atHome.id).map(({ content }) => content.symbols[0])).not.toContain(
      'fijn',
    );
  });

  it('is said again by nobody else, and nothing else is', () => {
    const [card] = cardsFromTablet(table.state(), atHome.id);
    const refused = { ok: false, error: 'not-laid' };
    for (const who of [anouk, eva, atTablet]) {
      expect(cardsFromTablet(table.state(), who.id)).toEqual([]);
      expect(card && layingAgain(table.state(), who.id, card.key)).toEqual(refused);
    }
    const hers = cardsIn(table).find(({ isMine }) => isMine);
    expect(hers && layingAgain(table.state(), atHome.id, cardKey(anouk.id, hers.cardId))).toEqual(refused);
  });

  it('[DEL2] shows nothing any more of what was said at the tablet, once all own words are thrown away', () => {
    table.write(atHome, { type: 'blank-mine', picture: 'zon' });
    expect(cardsIn(table).map(({ owner }) => owner.id)).toEqual([anouk.id]);
    expect(cardsFromTablet(table.state(), atHome.id)).toEqual([]);
    expect(table.view(anouk).shown?.at).toMatchObject({ step: 'betekenis', beat: 2 });
  });
});

describe('[TAB1] a guest who left', () => {
  const left: Player = { ...atTablet, left: { chain: `${bilal.id}/${bilal.device}`, seq: 10_000 } };

  it('has ended the conversation, and nobody begins another there', () => {
    const table = talkAtTablet();
    table.seat(anouk, left);
    expect(table.view(anouk)).toMatchObject({
      position: 'ended-stopped',
      isAlone: true,
      others: [{ id: bilal.id, hasStopped: true }],
    });
    for (const who of [anouk, left]) {
      expect(mayWantRound(table.round(), who.id)).toEqual({ ok: false, error: 'not-here' });
    }
    table.write(anouk, {
      type: 'round',
      number: 2,
      format: { id: 'samenleergesprek-kort', version: 1, hash: 'A' },
    });
    expect(table.view(anouk).round).toBe(1);
    expect(missedWish(table.round())).toBeUndefined();
  });
});
