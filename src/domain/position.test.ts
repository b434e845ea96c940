import { describe, expect, it } from 'vitest';
import type { Format } from './format.ts';
import { mijnKaarten } from './formats/mijn-kaarten.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { behindTheOthers, positionOf, type Stop, timeline } from './position.ts';
import { foldRoom } from './room-state.ts';
import { anouk, bilal, chantal, daan, fatma, gijs, onTablet, type Player } from './testing/cast.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';
import { anyMoves, goOnTo, goOnTogether, makeMove, placeOf } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

const circle = [chantal, anouk, daan, fatma, gijs];

/** Every place on the way while everyone does the least that is asked. */
function wayOf(table: Table): readonly string[] {
  const places = [placeOf(table)];
  while (table.position().is === 'at' && places.length < 100) {
    goOnTogether(table);
    places.push(placeOf(table));
  }
  return places;
}

const begin = ['plaatjes praten', 'beloftes praten', 'oefenen kiezen', 'oefenen omdraaien', 'oefenen praten'];
const betekenis = ['betekenis kiezen', 'betekenis omdraaien', 'betekenis praten'];
const bedoeld = ['bedoeld kiezen', 'bedoeld omdraaien', 'bedoeld praten'];
const listening = ['luisterbeurt praten', 'luisterbeurt praten'];

describe('the way through', () => {
  it('a kort gesprek visits each beat once, in the order of the format', () => {
    expect(wayOf(createTable([anouk, bilal], samenleergesprekKort))).toEqual([
      ...begin,
      'moment kiezen',
      ...betekenis,
      'afspraak kiezen',
      'nog-iets praten',
      'finished',
    ]);
  });

  it('a rustig gesprek visits each beat once, with what was meant beside how it landed', () => {
    expect(wayOf(createTable([anouk, bilal], samenleergesprek))).toEqual([
      ...begin,
      'hoe-gaat-het praten',
      'thema kiezen',
      'moment kiezen',
      ...betekenis,
      ...listening,
      'bedoeld-vraag kiezen',
      ...bedoeld,
      'afspraak kiezen',
      'nog-iets praten',
      'meenemen praten',
      'finished',
    ]);
  });

  it('a circle of five visits each beat of its own format', () => {
    expect(wayOf(createTable(circle, kringVanVijf))).toEqual([
      'openen praten',
      'inbrengen kiezen',
      'inbrengen kiezen',
      'herkennen kiezen',
      'herkennen omdraaien',
      'herkennen praten',
      'meenemen-samen kiezen',
      'finished',
    ]);
  });

  it("is one place in somebody's own cards", () => {
    const alone = { ...anouk, role: 'self' as const };
    expect(placeOf(createTable([alone], mijnKaarten))).toBe('mijn-kaarten kiezen');
  });

  it('begins when everyone whom the format needs sits there', () => {
    expect(placeOf(createTable([anouk], samenleergesprekKort))).toBe('waiting');
    expect(placeOf(createTable([anouk, daan], samenleergesprekKort))).toBe('waiting');
    expect(placeOf(createTable(circle.slice(0, 4), kringVanVijf))).toBe('waiting');
  });
});

describe('steps that are there only for this table', () => {
  function bedoeldVraag(): Table {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'bedoeld-vraag');
    return table;
  }

  it('what was meant is left out when they do not want it now', () => {
    const table = bedoeldVraag();
    table.choose(bilal, 'bedoeld-bekijken', 'niet-nu');
    expect(placeOf(table)).toBe('afspraak kiezen');
  });

  it('the other way round comes only when somebody asks for it', () => {
    const table = bedoeldVraag();
    goOnTo(table, 'bedoeld', 2);
    table.choose(bilal, 'andersom', 'ook-andersom');
    goOnTogether(table);
    expect(placeOf(table)).toBe('andersom kiezen');
  });

  it('nobody is asked what was meant when only others said or did it', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'moment');
    table.lay(bilal, 'strook', { symbols: ['brief'], who: 'iemand-anders', place: 0 });
    goOnTo(table, 'luisterbeurt', 1);
    goOnTogether(table);
    expect(placeOf(table)).toBe('afspraak kiezen');
  });

  it('a second gesprek has no pictures and no practice, and looks back when something was agreed', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    const laid = table.lay(anouk, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: 'samen' });
    const card = [...table.state().cards].find(([, { cardId }]) => laid.ok && cardId === laid.value)?.[0];
    if (!card) throw new Error('the proposal does not lie there');
    for (const who of [anouk, bilal]) table.agree(who, card);
    while (table.position().is === 'at') goOnTogether(table);
    table.beginRound(samenleergesprekKort);
    expect(wayOf(table)).toEqual([
      'beloftes praten',
      'terugkijken praten',
      'moment kiezen',
      ...betekenis,
      'afspraak kiezen',
      'nog-iets praten',
      'finished',
    ]);
  });

  it('a second gesprek does not look back when nothing was agreed', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    while (table.position().is === 'at') goOnTogether(table);
    table.beginRound(samenleergesprekKort);
    expect(wayOf(table)).not.toContain('terugkijken praten');
  });
});

describe('another moment', () => {
  it('runs A, B and C once more, in a lap of its own, and then goes on', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'afspraak');
    table.choose(bilal, 'nog-een-moment', 'ja');
    goOnTogether(table);
    expect(placeOf(table)).toBe('2. moment kiezen');
    expect(wayOf(table)).toEqual([
      ...[
        'moment kiezen',
        ...betekenis,
        ...listening,
        'bedoeld-vraag kiezen',
        ...bedoeld,
        'afspraak kiezen',
      ].map((place) => `2. ${place}`),
      'nog-iets praten',
      'meenemen praten',
      'finished',
    ]);
  });

  it('has choices and cards of its own: those of the first stay where they are', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'moment');
    table.lay(bilal, 'strook', { symbols: ['brief'], who: 'iemand-anders', place: 0 });
    goOnTo(table, 'afspraak');
    table.choose(bilal, 'nog-een-moment', 'ja');
    goOnTogether(table);
    expect(table.view(anouk).shown?.spots.flatMap(({ cards }) => cards)).toEqual([]);
    goOnTo(table, 'bedoeld-vraag');
    expect(placeOf(table)).toBe('2. bedoeld-vraag kiezen');
  });

  it('comes at most nineteen times, whatever an altered app writes', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    for (let lap = 1; lap < 200; lap++) {
      table.write(anouk, { type: 'choose', round: 1, lap, choice: 'nog-een-moment', value: 'ja' });
    }
    const laps = timeline(table.round()).map(({ at }) => at.lap);
    expect(Math.max(...laps)).toBe(20);
  });

  it('may come a third time, and not when the newest word is no', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    for (const lap of [2, 3]) {
      goOnTo(table, 'afspraak');
      table.choose(bilal, 'nog-een-moment', 'ja');
      goOnTogether(table);
      expect(placeOf(table)).toBe(`${lap}. moment kiezen`);
    }
    goOnTo(table, 'afspraak');
    table.choose(anouk, 'nog-een-moment', 'ja');
    table.choose(bilal, 'nog-een-moment', 'nee');
    goOnTogether(table);
    expect(placeOf(table)).toBe('nog-iets praten');
  });
});

describe('going on', () => {
  it('needs everyone: one who wants to stay is enough to stay', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    table.goOn(anouk);
    expect(placeOf(table)).toBe('plaatjes praten');
    table.goOn(bilal, false);
    expect(placeOf(table)).toBe('plaatjes praten');
    table.goOn(bilal);
    expect(placeOf(table)).toBe('beloftes praten');
  });

  it('can be taken back until everyone wants it', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    table.goOn(anouk);
    table.goOn(anouk, false);
    table.goOn(bilal);
    expect(placeOf(table)).toBe('plaatjes praten');
  });

  it('counts on any device of a person', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    table.goOn(onTablet(bilal));
    table.goOn(anouk);
    expect(placeOf(table)).toBe('beloftes praten');
  });

  it('in the listening turn is only for whoever tells', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'luisterbeurt');
    expect(table.goOn(anouk)).toEqual({ ok: false, error: 'not-asked' });
    table.goOn(bilal);
    expect(table.view(bilal).shown?.teller?.id).toBe(anouk.id);
    table.goOn(anouk);
    expect(placeOf(table)).toBe('bedoeld-vraag kiezen');
  });

  it('does not move back when a card is taken back afterwards', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    const turned = [...table.state().cards.values()].filter(({ face }) => face === 'turned');
    expect(turned.length).toBeGreaterThan(0);
    for (const { owner, cardId } of turned) {
      const who = owner === anouk.id ? anouk : bilal;
      expect(table.takeBack(who, cardId).ok).toBe(true);
      expect(placeOf(table)).toBe('afspraak kiezen');
    }
  });

  it('does not move back to where people already were when a choice changes the way', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'moment');
    const strip = table.lay(bilal, 'strook', { symbols: ['brief'], who: 'iemand-anders', place: 0 });
    goOnTo(table, 'nog-iets');
    // Now the words about the letter are gone, and with them the reason to skip what was meant.
    if (strip.ok) table.takeBack(bilal, strip.value);
    expect(placeOf(table)).toBe('nog-iets praten');
  });

  it('[REV4] is not held up by a closed card that came from another device of somebody who was ready', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis', 1);
    const tablet = onTablet(bilal);
    table.setApart(tablet);
    table.writeLay(tablet, 'betekenis', { symbols: ['lastig'] }, true);
    for (const who of [anouk, bilal]) table.beReady(who, 'betekenis');
    expect(placeOf(table)).toBe('betekenis praten');
    table.bringTogether();
    expect(placeOf(table)).toBe('betekenis praten');
    expect(table.view(anouk).shown?.spots[0]?.cards.map(({ face, later }) => [face, later])).toEqual([
      ['up', false],
      ['up', false],
      ['down', true],
    ]);
  });

  it('[REV2] goes back to choosing when a closed card is taken back before everyone was ready', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis', 1);
    table.beReady(anouk, 'betekenis');
    const card = [...table.state().cards.values()].find(
      ({ owner, at }) => owner === bilal.id && at.spot === 'betekenis',
    );
    if (card) table.takeBack(bilal, card.cardId);
    expect(placeOf(table)).toBe('betekenis kiezen');
    expect(table.lay(bilal, 'betekenis', { symbols: ['fijn'] }).ok).toBe(true);
    table.beReady(bilal, 'betekenis');
    expect(placeOf(table)).toBe('betekenis praten');
  });
});

describe('[REV2] going on without somebody', () => {
  it('lets the table choose, turn and go on in that step, and only there', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis');
    table.lay(anouk, 'betekenis', { symbols: ['fijn'] });
    expect(placeOf(table)).toBe('betekenis kiezen');
    table.setAside(anouk, bilal);
    expect(placeOf(table)).toBe('betekenis omdraaien');
    table.beReady(anouk, 'betekenis');
    table.turnDue(anouk, { evenIfAsked: true });
    expect(placeOf(table)).toBe('betekenis praten');
    table.goOn(anouk);
    expect(placeOf(table)).toBe('afspraak kiezen');
    table.goOn(anouk);
    expect(placeOf(table)).toBe('afspraak kiezen');
    table.goOn(bilal);
    expect(placeOf(table)).toBe('nog-iets praten');
  });

  it('leaves a closed card of whoever was set aside closed', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis', 1);
    table.setAside(anouk, bilal);
    table.beReady(anouk, 'betekenis');
    table.turnDue(anouk, { evenIfAsked: true });
    expect(placeOf(table)).toBe('betekenis praten');
    const [card] = [...table.state().cards.values()].filter(
      ({ owner, at }) => owner === bilal.id && at.spot === 'betekenis',
    );
    expect(card?.face).toBe('closed');
  });

  it('lets a circle go on without one of five', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'herkennen');
    table.setAside(chantal, gijs);
    for (const who of [chantal, anouk, daan, fatma]) {
      table.lay(who, 'herkend', { symbols: ['dat-houd-ik-voor-mij'] });
      table.lay(who, 'oordeel', { symbols: ['fijn'] });
    }
    expect(placeOf(table)).toBe('herkennen omdraaien');
  });
});

describe('somebody who sits down while others are on their way', () => {
  const third: Player = { ...chantal, role: 'third' };
  const withThird = (table: Table) => {
    const round = table.round();
    const roster = [...round.state.roster, { id: third.id, role: third.role }];
    return { ...round, state: { ...round.state, roster } };
  };

  it('goes on from where the others left last, so the table does not start anew', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    expect(behindTheOthers(withThird(table), third.id)).toMatchObject({ step: 'oefenen', beat: 2 });
  });

  it('has nothing to catch up with at a table that has not begun, or where others wait for this chair', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    expect(behindTheOthers(withThird(table), third.id)).toBeUndefined();
    expect(behindTheOthers(table.round(), bilal.id)).toBeUndefined();
  });

  it('catches up once: who is on the way goes on by tapping', () => {
    const table = createTable([anouk, bilal, third], samenleergesprekKort);
    goOnTogether(table);
    for (const who of [anouk, bilal]) table.goOn(who);
    expect(behindTheOthers(table.round(), third.id)).toBeUndefined();
  });
});

describe('meant and heard', () => {
  it('is looked at only when both want to', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'bedoeld-vraag');
    table.choose(anouk, 'bedoeld-bekijken', 'samen-bekijken');
    expect(placeOf(table)).toBe('bedoeld-vraag kiezen');
    expect(table.view(anouk).shown?.state).toMatchObject({ id: 'they-choose', who: { id: bilal.id } });
    expect(table.view(anouk).shown?.choices).toMatchObject([{ value: 'samen-bekijken' }]);
    expect(table.view(bilal).shown?.state).toEqual({ id: 'you-choose' });
    expect(table.view(bilal).shown?.choices).toMatchObject([{ value: undefined }]);
    table.choose(bilal, 'bedoeld-bekijken', 'samen-bekijken');
    expect(placeOf(table)).toBe('bedoeld kiezen');
  });

  it('is left alone as soon as one says: not now', () => {
    for (const [first, second] of [
      ['samen-bekijken', 'niet-nu'],
      ['niet-nu', undefined],
    ] as const) {
      const table = createTable([anouk, bilal], samenleergesprek);
      goOnTo(table, 'bedoeld-vraag');
      table.choose(anouk, 'bedoeld-bekijken', first);
      if (second) table.choose(bilal, 'bedoeld-bekijken', second);
      expect(placeOf(table)).toBe('afspraak kiezen');
    }
  });
});

describe('stopping', () => {
  it('of one of two ends the round for both, and another round can begin', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    table.stop(bilal);
    expect(placeOf(table)).toBe('stopped');
    table.beginRound(samenleergesprekKort);
    expect(placeOf(table)).toBe('beloftes praten');
  });

  it('of the only resident ends the round, also when somebody else has a chair too', () => {
    const table = createTable([anouk, bilal, { ...chantal, role: 'third' }], samenleergesprekKort);
    goOnTo(table, 'moment');
    table.stop(bilal);
    expect(placeOf(table)).toBe('stopped');
  });

  it('after the last word leaves the conversation finished', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    while (table.position().is === 'at') goOnTogether(table);
    table.stop(bilal);
    expect(placeOf(table)).toBe('finished');
  });

  it('of one of five lets the others go on to the end', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'herkennen');
    table.stop(gijs);
    expect(placeOf(table)).toBe('herkennen kiezen');
    for (const who of table.players) {
      table.lay(who, 'herkend', { symbols: ['dat-houd-ik-voor-mij'] });
      table.lay(who, 'oordeel', { symbols: ['fijn'] });
    }
    for (const who of table.players) for (const spot of ['herkend', 'oordeel']) table.beReady(who, spot);
    for (const who of table.players) table.turnDue(who, { evenIfAsked: true });
    expect(placeOf(table)).toBe('herkennen praten');
    while (table.position().is === 'at') goOnTogether(table);
    expect(placeOf(table)).toBe('finished');
  });

  it('of somebody who chose something leaves what they chose: the table does not jump', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'meenemen-samen');
    table.choose(gijs, 'nog-een', 'ja');
    goOnTogether(table);
    expect(placeOf(table)).toBe('2. inbrengen kiezen');
    table.stop(gijs);
    expect(placeOf(table)).toBe('2. inbrengen kiezen');
  });

  for (const [format, people] of [
    [samenleergesprekKort, [anouk, bilal]],
    [samenleergesprek, [anouk, bilal]],
  ] satisfies readonly (readonly [Format, readonly Player[]])[]) {
    it(`[REV2] at any beat of ${format.id} leaves what lies closed closed for ever`, () => {
      const length = wayOf(createTable(people, format)).length;
      for (let beats = 0; beats < length - 1; beats++) {
        const table = createTable(people, format, { turnsByHand: true });
        for (let beat = 0; beat < beats; beat++) {
          goOnTogether(table);
          for (const who of people) table.turnDue(who);
        }
        // One step further than the beat before, and not yet turned.
        goOnTogether(table);
        const closed = [...table.state().cards]
          .filter(([, { face }]) => face === 'closed')
          .map(([key]) => key);
        const isOver = table.position().is === 'ended';
        table.stop(bilal);
        for (const who of people) {
          table.turnDue(who, { evenIfAsked: true });
          goOnTogether(table);
        }
        expect(placeOf(table)).toBe(isOver ? 'finished' : 'stopped');
        expect(closed.map((key) => table.state().cards.get(key)?.face)).toEqual(closed.map(() => 'closed'));
      }
    });
  }
});

describe('where the table stands', () => {
  it('is the same for everyone with the same events, in whatever order they came', () => {
    const anyCircle = fc.oneof(
      anyMoves(80).map((moves) => ({ moves, people: [anouk, bilal], format: samenleergesprek })),
      anyMoves(80).map((moves) => ({ moves, people: circle, format: kringVanVijf })),
    );
    fc.assert(
      fc.property(anyCircle, fc.nat({ max: 99 }), ({ moves, people, format }, turn) => {
        const table = createTable(people, format);
        for (const move of moves) makeMove(table, move, { apart: true, leaving: true });
        table.bringTogether();
        const events = [...table.events().slice(turn), ...table.events().slice(0, turn)].reverse();
        const round = table.round();
        const other = positionOf({ ...round, state: foldRoom(table.roster, events) });
        expect(other).toEqual(table.position());
        for (const who of people) expect(table.position(who)).toEqual(other);
      }),
      { numRuns: 60 },
    );
  });

  it('never comes before a beat that everyone left by tapping to go on', () => {
    fc.assert(
      fc.property(anyMoves(150), (moves) => {
        const table = createTable([anouk, bilal], samenleergesprekKort);
        let left = 0;
        for (const move of moves) {
          const before = table.position();
          makeMove(table, move, { leaving: true });
          const after = table.position();
          if (before.is !== 'at' || after.is !== 'at') return;
          const index = indexOf(table, after.here);
          expect(index).toBeGreaterThanOrEqual(left);
          if (before.here.beat.until.is === 'together') left = index;
        }
      }),
      { numRuns: 60 },
    );
  });
});

function indexOf(table: Table, { at }: Stop): number {
  return timeline(table.round()).findIndex((stop) => stop.at.step === at.step && stop.at.beat === at.beat);
}
