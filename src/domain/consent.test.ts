import { beforeEach, describe, expect, it } from 'vitest';
import type { TableEvent } from './events.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { mayTakePartAgain, mayWantRound, mayWithdraw, mustStop } from './rules.ts';
import { missedWish } from './table-view.ts';
import { anouk, bilal, eva, onTablet, type Player } from './testing/cast.ts';
import { goOnTo } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

const first = 'A'.repeat(43);
const second = 'B'.repeat(43);
const refused = (error: string) => ({ ok: false, error });

const says = (given: boolean, version = first, text = 'meedoen'): TableEvent => ({
  type: 'consent',
  text,
  version,
  given,
});

const sit = (...more: readonly Player[]) => createTable([anouk, bilal, ...more], samenleergesprekKort);
const takingPart = (table: Table, who: Player) => table.view(who).me.takingPart;

describe('[CON1] taking part', () => {
  let table: Table;

  beforeEach(() => {
    table = sit();
    table.write(bilal, says(true));
  });

  it('names the version that was shown, and was not asked of who opened the table', () => {
    expect(takingPart(table, bilal)).toEqual({ version: first, given: true });
    expect(table.view(anouk).others[0]?.takingPart).toEqual({ version: first, given: true });
    expect(takingPart(table, anouk)).toBeUndefined();
  });

  it('is as its giver said it last, on whatever device of theirs', () => {
    table.write(onTablet(bilal), says(false));
    expect(takingPart(table, bilal)).toEqual({ version: first, given: false });
    table.write(bilal, says(true, second));
    expect(takingPart(table, bilal)).toEqual({ version: second, given: true });
  });

  it('is given and taken back by nobody else: Eva only speaks for herself', () => {
    const three = sit(eva);
    three.write(bilal, says(true));
    three.write(eva, says(false, second));
    expect(takingPart(three, bilal)).toEqual({ version: first, given: true });
    expect(takingPart(three, eva)).toEqual({ version: second, given: false });
  });

  it('stands beside a yes to another text, and an altered app fills no memory with texts', () => {
    for (let number = 0; number < 100; number++) table.write(bilal, says(true, second, `tekst-${number}`));
    table.write(bilal, says(false));
    const his = table.state().consents.get(bilal.id);
    expect(his?.get('meedoen')).toEqual({ version: first, given: false });
    expect(his?.get('tekst-0')).toEqual({ version: second, given: true });
    expect(his?.size).toBe(20);
  });

  it('can be taken back only by who gave it, and given again only by who took it back', () => {
    expect(mayWithdraw(table.round(), anouk.id)).toEqual(refused('not-here'));
    expect(mayTakePartAgain(table.round(), bilal.id)).toEqual(refused('not-here'));
    expect(mayWithdraw(table.round(), bilal.id)).toEqual({
      ok: true,
      value: { version: first, given: true },
    });
    table.write(bilal, says(false));
    expect(mayWithdraw(table.round(), bilal.id)).toEqual(refused('not-here'));
    expect(mayTakePartAgain(table.round(), bilal.id)).toEqual({ ok: true, value: true });
  });
});

describe('[CON1] whoever takes part no more', () => {
  let table: Table;

  beforeEach(() => {
    table = sit();
    table.write(bilal, says(true));
    goOnTo(table, 'moment');
  });

  it('stops their part of the conversation that runs', () => {
    expect(mustStop(table.round(), bilal.id)).toBe(false);
    table.write(bilal, says(false));
    expect(mustStop(table.round(), bilal.id)).toBe(true);
    table.stop(bilal);
    expect(mustStop(table.round(), bilal.id)).toBe(false);
    expect(table.view(anouk).position).toBe('ended-stopped');
  });

  it('begins no other conversation until they say it again', () => {
    table.stop(bilal);
    expect(mayWantRound(table.round(), bilal.id)).toEqual({ ok: true, value: 2 });
    table.write(bilal, says(false));
    expect(mayWantRound(table.round(), bilal.id)).toEqual(refused('withdrawn'));
    expect(mayWantRound(table.round(), anouk.id)).toEqual({ ok: true, value: 2 });
    table.write(bilal, says(true, second));
    expect(mayWantRound(table.round(), bilal.id)).toEqual({ ok: true, value: 2 });
  });

  it('keeps no others from one, where there are others', () => {
    const three = sit(eva);
    three.write(eva, says(true));
    goOnTo(three, 'moment');
    for (const who of [anouk, bilal, eva]) three.stop(who);
    three.wantRound(anouk, samenleergesprekKort);
    three.wantRound(bilal, samenleergesprekKort);
    expect(three.view(anouk).round).toBe(1);
    three.write(eva, says(false));
    expect(missedWish(three.round())).toMatchObject({ id: samenleergesprekKort.id });
    three.wantRound(bilal, samenleergesprekKort);
    expect(three.view(anouk).round).toBe(2);
  });

  it('takes back the wish that they had for one', () => {
    table.stop(bilal);
    table.wantRound(bilal, samenleergesprekKort);
    table.write(bilal, says(false));
    expect(table.view(anouk).nextRound).toEqual([]);
    table.wantRound(anouk, samenleergesprekKort);
    expect(table.view(anouk)).toMatchObject({ round: 1, nextRound: [{ who: { id: anouk.id } }] });
    table.write(bilal, says(true));
    expect(table.view(anouk).round).toBe(1);
    table.wantRound(bilal, samenleergesprekKort);
    expect(table.view(anouk).round).toBe(2);
  });

  it('has no wish that was missed', () => {
    table.stop(bilal);
    table.setApart(bilal);
    for (const who of [anouk, bilal]) table.wantRound(who, samenleergesprekKort);
    table.write(bilal, says(false));
    table.bringTogether();
    expect(missedWish(table.round())).toBeUndefined();
  });

  it('[ENV5] undoes nothing of who had not heard of it: what Anouk began meanwhile began, and they stop', () => {
    table.stop(bilal);
    table.wantRound(bilal, samenleergesprekKort);
    table.setApart(anouk);
    table.write(bilal, says(false));
    table.wantRound(anouk, samenleergesprekKort);
    expect(table.view(anouk).round).toBe(2);
    table.bringTogether();
    expect(table.view(bilal).round).toBe(2);
    expect(mustStop(table.round(), bilal.id)).toBe(true);
    expect(mustStop(table.round(), anouk.id)).toBe(false);
  });

  it('is in no conversation that runs, whatever both do with honest apps', () => {
    const any = fc.array(fc.record({ who: fc.constantFrom(anouk, bilal), what: fc.nat({ max: 4 }) }), {
      maxLength: 40,
    });
    fc.assert(
      fc.property(any, (moves) => {
        const both = sit();
        for (const who of both.players) both.write(who, says(true));
        for (const { who, what } of moves) {
          doHonestly(both, who, what);
          for (const one of both.players) expect(mustStop(both.round(), one.id)).toBe(false);
        }
      }),
    );
  });
});

/** One of the things that somebody can tap, if the rules allow it now; stopping comes with taking it back. */
function doHonestly(table: Table, who: Player, what: number): void {
  const round = table.round();
  if (what === 0 && mayWithdraw(round, who.id).ok) table.write(who, says(false));
  if (what === 1 && mayTakePartAgain(round, who.id).ok) table.write(who, says(true, second));
  if (what === 2) table.stop(who);
  if (what > 2 && mayWantRound(round, who.id).ok) table.wantRound(who, samenleergesprekKort);
  // Whoever just took it back; nobody else ever has to.
  if (what === 0 && mustStop(table.round(), who.id)) table.stop(who);
}
