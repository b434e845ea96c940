import { describe, expect, it } from 'vitest';
import type { ParticipantId } from '#domain/ids.ts';
import { presentIn } from '#domain/room-state.ts';
import type { ChairBody } from './bodies.ts';
import { type Act, awaitedHands, type ChairEvent, isOpenChair, type Roster, rosterOf } from './roster.ts';

const anouk = 'anouk' as ParticipantId;
const bilal = 'bilal' as ParticipantId;
const chantal = 'chantal' as ParticipantId;
const eva = 'eva' as ParticipantId;

const hers = 'A'.repeat(43);
const his = 'B'.repeat(43);

/** Envelopes in the room's order; a join's hash is its author's name and what is given as its number. */
function event(by: ParticipantId, body: ChairBody, hash: string = by): ChairEvent {
  return { by, hash, at: { chain: `${by}/device`, seq: 0 }, past: new Map(), body };
}

const opened = event(anouk, {
  type: 'genesis',
  publicKey: 'key',
  role: 'professional',
  format: { id: 'samenleergesprek-kort', version: 1, hash: 'hash' },
});

const sets = (by: ParticipantId, seat: string, more: { replaces?: string } = {}) =>
  event(by, { type: 'seat', seat, role: 'resident', binding: `binding of ${seat}`, ...more });
const joins = (by: ParticipantId, seat: string, hash: string = by) =>
  event(by, { type: 'join', seat, publicKey: 'key', mode: 'own', commit: 'commit', mac: 'mac' }, hash);
const answers = (by: ParticipantId, seat: string, join: string, half = hers) =>
  event(by, { type: 'seated', seat, join, half });
const reveals = (by: ParticipantId, seat: string, half = his) => event(by, { type: 'reveal', seat, half });
const revokes = (by: ParticipantId, seat: string) => event(by, { type: 'revoke', seat });

/** Who sits after all of this, in order of sitting down. */
function rosterAfter(...events: readonly ChairEvent[]): Roster {
  return rosterOf([opened, ...events], []);
}

const namesOf = ({ seated }: Roster) => seated.map(({ id }) => id);

describe('[INV3] who sits at a table', () => {
  it('is its opener, with the role that the genesis says', () => {
    expect(rosterAfter().seated).toEqual([{ id: anouk, role: 'professional' }]);
  });

  it('stays its opener when another says to have opened it', () => {
    expect(namesOf(rosterAfter({ ...opened, by: eva, hash: eva }))).toEqual([anouk]);
  });

  it('is who joined a chair and got the answer of who set it, with the role of the chair', () => {
    const roster = rosterAfter(sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal));
    expect(roster.seated).toEqual([
      { id: anouk, role: 'professional' },
      { id: bilal, role: 'resident' },
    ]);
    expect(roster.chairs).toMatchObject([{ setBy: anouk, sitter: { by: bilal }, setterHalf: hers }]);
  });

  it('is nobody who only joined', () => {
    expect(namesOf(rosterAfter(sets(anouk, 'one'), joins(bilal, 'one')))).toEqual([anouk]);
  });

  it('is nobody on a chair that was never set, or set by somebody who does not sit', () => {
    expect(namesOf(rosterAfter(joins(eva, 'one'), answers(eva, 'one', eva)))).toEqual([anouk]);
    expect(namesOf(rosterAfter(sets(eva, 'one'), joins(eva, 'one'), answers(eva, 'one', eva)))).toEqual([
      anouk,
    ]);
  });

  it('is decided by nobody but who set the chair, also when another sits', () => {
    const chantalSits = [sets(anouk, 'one'), joins(chantal, 'one'), answers(anouk, 'one', chantal)];
    const roster = rosterAfter(
      ...chantalSits,
      sets(anouk, 'two'),
      joins(eva, 'two'),
      answers(chantal, 'two', eva),
    );
    expect(namesOf(roster)).toEqual([anouk, chantal]);
    expect(namesOf(rosterAfter(sets(anouk, 'one'), joins(eva, 'one'), answers(eva, 'one', eva)))).toEqual([
      anouk,
    ]);
  });

  it('does not change with a second answer, nor with a second join; those show as attempts', () => {
    const roster = rosterAfter(
      sets(anouk, 'one'),
      joins(bilal, 'one'),
      joins(eva, 'one'),
      answers(anouk, 'one', bilal),
      answers(anouk, 'one', eva, 'C'.repeat(43)),
    );
    expect(namesOf(roster)).toEqual([anouk, bilal]);
    expect(roster.chairs[0]).toMatchObject({ sitter: { by: bilal }, setterHalf: hers });
    expect(roster.chairs[0]?.joins.map(({ by }) => by)).toEqual([bilal, eva]);
  });

  it('is nobody by an answer to a join that is not there', () => {
    expect(
      namesOf(rosterAfter(sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', 'other'))),
    ).toEqual([anouk]);
    const otherSeat = [sets(anouk, 'one'), sets(anouk, 'two'), joins(bilal, 'one')];
    expect(namesOf(rosterAfter(...otherSeat, answers(anouk, 'two', bilal)))).toEqual([anouk]);
  });

  it('is nobody twice: who sits takes no second chair, and the opener none at all', () => {
    const twice = rosterAfter(
      ...[sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)],
      ...[sets(anouk, 'two'), joins(bilal, 'two', 'again'), answers(anouk, 'two', 'again')],
      ...[joins(anouk, 'two'), answers(anouk, 'two', anouk)],
    );
    expect(namesOf(twice)).toEqual([anouk, bilal]);
    expect(twice.chairs[1]?.joins).toEqual([]);
  });

  it('sets chairs too, once they sit', () => {
    const roster = rosterAfter(
      ...[sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)],
      ...[sets(bilal, 'two'), joins(chantal, 'two'), answers(bilal, 'two', chantal)],
    );
    expect(namesOf(roster)).toEqual([anouk, bilal, chantal]);
  });

  it('does not change by setting a chair under the name of one that is there', () => {
    const roster = rosterAfter(
      sets(anouk, 'one'),
      joins(bilal, 'one'),
      answers(anouk, 'one', bilal),
      sets(bilal, 'one'),
    );
    expect(roster.chairs).toHaveLength(1);
    expect(roster.chairs[0]).toMatchObject({ setBy: anouk, sitter: { by: bilal } });
  });

  it('sits on no chair that a newer one replaced; a chair that is taken is not replaced', () => {
    const late = rosterAfter(sets(anouk, 'one'), sets(anouk, 'two', { replaces: 'one' }), joins(eva, 'one'));
    expect(late.chairs.map(({ isReplaced }) => isReplaced)).toEqual([true, false]);
    expect(
      namesOf(
        rosterAfter(
          sets(anouk, 'one'),
          sets(anouk, 'two', { replaces: 'one' }),
          joins(eva, 'one'),
          answers(anouk, 'one', eva),
        ),
      ),
    ).toEqual([anouk]);
    const taken = rosterAfter(
      ...[sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)],
      sets(anouk, 'two', { replaces: 'one' }),
    );
    expect(taken.chairs[0]?.isReplaced).toBe(false);
    expect(namesOf(taken)).toEqual([anouk, bilal]);
  });
});

describe('[INV4] the two halves of the pictures', () => {
  const seated = [sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)];

  it('come from who set the chair and from who sits on it, each once', () => {
    const roster = rosterAfter(...seated, reveals(bilal, 'one'), reveals(bilal, 'one', 'C'.repeat(43)));
    expect(roster.chairs[0]).toMatchObject({ setterHalf: hers, joinerHalf: his });
  });

  it('come from nobody else, and not before the answer', () => {
    expect(
      rosterAfter(...seated, reveals(eva, 'one'), reveals(anouk, 'one')).chairs[0]?.joinerHalf,
    ).toBeUndefined();
    const early = rosterAfter(
      sets(anouk, 'one'),
      joins(bilal, 'one'),
      reveals(bilal, 'one'),
      answers(anouk, 'one', bilal),
    );
    expect(early.chairs[0]?.joinerHalf).toBeUndefined();
  });
});

describe('[INV4] a chair that is withdrawn', () => {
  const seated = [sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)];

  it('seats nobody any more, neither who sat nor who comes', () => {
    expect(namesOf(rosterAfter(...seated, revokes(anouk, 'one')))).toEqual([anouk]);
    expect(
      namesOf(
        rosterAfter(sets(anouk, 'one'), revokes(anouk, 'one'), joins(eva, 'one'), answers(anouk, 'one', eva)),
      ),
    ).toEqual([anouk]);
    const between = rosterAfter(
      sets(anouk, 'one'),
      joins(eva, 'one'),
      revokes(anouk, 'one'),
      answers(anouk, 'one', eva),
    );
    expect(namesOf(between)).toEqual([anouk]);
  });

  it('can be withdrawn by who sits there, and by nobody else', () => {
    expect(namesOf(rosterAfter(...seated, revokes(bilal, 'one')))).toEqual([anouk]);
    const more = [sets(anouk, 'two'), joins(chantal, 'two'), answers(anouk, 'two', chantal)];
    expect(namesOf(rosterAfter(...seated, ...more, revokes(chantal, 'one'), revokes(eva, 'one')))).toEqual([
      anouk,
      bilal,
      chantal,
    ]);
  });

  it('lets who sat there sit on a newer one', () => {
    const again = [sets(anouk, 'two'), joins(bilal, 'two', 'again'), answers(anouk, 'two', 'again')];
    expect(namesOf(rosterAfter(...seated, revokes(bilal, 'one'), ...again))).toEqual([anouk, bilal]);
  });

  it('stays withdrawn', () => {
    const roster = rosterAfter(
      ...seated,
      revokes(anouk, 'one'),
      joins(bilal, 'one', 'again'),
      answers(anouk, 'one', 'again'),
    );
    expect(namesOf(roster)).toEqual([anouk]);
  });
});

describe('once Bilal took part', () => {
  const act: Act = { by: bilal, chain: 'bilal/device', seq: 3 };
  const seated = [opened, sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)];
  const admits = (by: ParticipantId) => event(by, { type: 'admit', seat: 'two' });
  /** Written by somebody who had heard what Bilal did and said until then. */
  const knowing = (heard: ChairEvent): ChairEvent => ({ ...heard, past: new Map([[act.chain, act.seq]]) });
  const rosterThen = (...events: readonly ChairEvent[]) => rosterOf([...seated, ...events], [act]);

  it('[INV3] a new chair needs his hand', () => {
    const chair = [knowing(sets(anouk, 'two')), joins(eva, 'two')];
    const without = rosterThen(...chair, knowing(answers(anouk, 'two', eva)));
    expect(namesOf(without)).toEqual([anouk, bilal]);
    expect(without.chairs.map((one) => awaitedHands(one))).toEqual([[], [bilal]]);
    const withIt = rosterThen(...chair, admits(bilal), knowing(answers(anouk, 'two', eva)));
    expect(namesOf(withIt)).toEqual([anouk, bilal, eva]);
  });

  it('[INV3] no hand but his lets somebody in, and no answer that was given before it', () => {
    const chair = [knowing(sets(anouk, 'two')), joins(eva, 'two')];
    for (const by of [anouk, eva, chantal]) {
      const roster = rosterThen(...chair, admits(by), knowing(answers(anouk, 'two', eva)));
      expect(namesOf(roster)).toEqual([anouk, bilal]);
    }
    expect(namesOf(rosterThen(...chair, admits(bilal), answers(anouk, 'two', eva)))).toEqual([anouk, bilal]);
  });

  it('[INV3] a chair of his own needs no hand of his, and neither does one set before anybody heard of him', () => {
    const own = [sets(bilal, 'two'), joins(chantal, 'two'), answers(bilal, 'two', chantal)];
    expect(namesOf(rosterThen(...own.map(knowing)))).toEqual([anouk, bilal, chantal]);
    const apart = [sets(anouk, 'two'), joins(chantal, 'two'), answers(anouk, 'two', chantal)];
    expect(namesOf(rosterThen(...apart))).toEqual([anouk, bilal, chantal]);
  });

  it('[INV4] nobody takes his chair away but he himself; until she hears of it, whoever set it still can', () => {
    expect(namesOf(rosterThen(knowing(revokes(anouk, 'one'))))).toEqual([anouk, bilal]);
    expect(namesOf(rosterThen(knowing(revokes(bilal, 'one'))))).toEqual([anouk]);
    expect(namesOf(rosterThen(revokes(anouk, 'one')))).toEqual([anouk]);
  });
});

describe('[TAB1] a guest at a tablet', () => {
  const asGuest = (by: ParticipantId, seat: string): ChairEvent =>
    event(by, { type: 'join', seat, publicKey: 'key', mode: 'shared', commit: 'commit', mac: 'mac' });
  const leaves = (by: ParticipantId, seat: string) => event(by, { type: 'leave', seat });
  const sitting = [sets(anouk, 'one'), asGuest(bilal, 'one'), answers(anouk, 'one', bilal)];
  const home = [sets(bilal, 'home'), joins(chantal, 'home'), answers(bilal, 'home', chantal)];

  it('is marked, and whoever sits on a chair that they set for their own role took the table home', () => {
    expect(rosterAfter(...sitting, ...home).seated).toMatchObject([
      { id: anouk },
      { id: bilal, isGuest: true },
      { id: chantal, role: 'resident', from: bilal },
    ]);
  });

  it('counts no more once they left or sit at home, and stays for what they laid', () => {
    const left = rosterAfter(...sitting, leaves(bilal, 'one'));
    expect(namesOf(left)).toEqual([anouk, bilal]);
    for (const roster of [left, rosterAfter(...sitting, ...home)]) {
      expect(presentIn(roster.seated).map(({ id }) => id)).not.toContain(bilal);
    }
    expect(namesOf(rosterAfter(...sitting, leaves(eva, 'one')))).toEqual([anouk, bilal]);
    expect(presentIn(rosterAfter(...sitting, leaves(anouk, 'one')).seated)).toHaveLength(2);
  });

  it('says nothing more with keys that somebody kept: seats nobody, sits nowhere, lets nobody in', () => {
    const gone = [...sitting, sets(bilal, 'home'), joins(eva, 'home'), leaves(bilal, 'one')];
    expect(namesOf(rosterAfter(...gone, answers(bilal, 'home', eva)))).toEqual([anouk, bilal]);
    expect(rosterAfter(...gone).chairs.filter(isOpenChair)).toEqual([]);
    const again = [sets(anouk, 'two'), joins(bilal, 'two', 'again'), answers(anouk, 'two', 'again')];
    expect(namesOf(rosterAfter(...gone, ...again))).toEqual([anouk, bilal]);
    const set = rosterAfter(...sitting, leaves(bilal, 'one'), sets(bilal, 'three'));
    expect(set.chairs.map(({ seat }) => seat)).toEqual(['one']);
  });

  it('[INV3] took part at the tablet, so at home a new chair needs their hand', () => {
    const act: Act = { by: bilal, chain: 'bilal/device', seq: 3 };
    const knowing = { ...sets(anouk, 'two'), past: new Map([[act.chain, act.seq]]) };
    const { chairs } = rosterOf([opened, ...sitting, ...home, leaves(bilal, 'one'), knowing], [act]);
    expect(chairs.at(-1)?.needs).toEqual([chantal]);
  });
});

it('[INV3] a chair is replaced by nobody but whoever set it', () => {
  const seated = [sets(anouk, 'one'), joins(bilal, 'one'), answers(anouk, 'one', bilal)];
  const roster = rosterAfter(...seated, sets(anouk, 'two'), sets(bilal, 'three', { replaces: 'two' }));
  expect(roster.chairs.map(({ isReplaced }) => isReplaced)).toEqual([false, false, false]);
});
