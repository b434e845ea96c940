import { beforeEach, describe, expect, it } from 'vitest';
import type { CardContent } from './card-content.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';
import { cardKey } from './ids.ts';
import { positionOf } from './position.ts';
import { mayBeReady, mayChange, mayGoOn, mayLay, mayTakeBack } from './rules.ts';
import { currentRound, type SpotView, type TableView, tableView } from './table-view.ts';
import { anouk, bilal, chantal, daan, eva, fatma, gijs, type Player } from './testing/cast.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';
import { anyMoves, contentFor, goOnTo, goOnTogether, type Move, makeMove, placeOf } from './testing/play.ts';
import { fc } from './testing/seeded.ts';
import { createTable, type Table } from './testing/table.ts';

const circle = [chantal, anouk, daan, fatma, gijs];
const fijn: CardContent = { symbols: ['fijn'], text: 'Het was fijn.' };
const pass: CardContent = { symbols: ['dat-houd-ik-voor-mij'] };

const anySetting = fc.constantFrom(
  { people: [anouk, bilal], format: samenleergesprek },
  { people: [anouk, bilal], format: samenleergesprekKort },
  { people: circle, format: kringVanVijf },
);

function spotOf(view: TableView, id: string): SpotView {
  const found = view.shown?.spots.find(({ spot }) => spot.id === id);
  if (!found) throw new Error(`${id} is not on this screen`);
  return found;
}

function lineOf(view: TableView): string {
  const { state } = view.shown ?? {};
  return state ? `${state.id}${'who' in state ? ` ${state.who.id.replaceAll('_', '')}` : ''}` : 'nothing';
}

describe('[REV2] what lies closed', () => {
  it("is on nobody else's screen before all have turned, over whole conversations", () => {
    fc.assert(
      fc.property(anySetting, anyMoves(150), fc.boolean(), ({ people, format }, moves, turnsByHand) => {
        const table = createTable(people, format, { turnsByHand });
        for (const move of moves) {
          makeMove(table, move, { leaving: true });
          for (const me of people) expectNothingOfOthersClosed(table, me);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('changes nothing on another screen by what it says, also when it is a pass', () => {
    fc.assert(
      fc.property(anySetting, anyMoves(150), fc.boolean(), ({ people, format }, moves, turnsByHand) => {
        const [secretive, ...others] = [...people].reverse();
        const closes = (owner: Player, content: CardContent) => (owner.id === secretive?.id ? pass : content);
        const [told, passed] = [
          createTable(people, format, { turnsByHand }),
          createTable(people, format, { turnsByHand, closes }),
        ];
        for (const move of moves) {
          makeMove(told, move, { leaving: true });
          makeMove(passed, move, { leaving: true });
          if (secretive && isSeen(told, secretive)) return;
          for (const who of others) expect(told.view(who)).toEqual(passed.view(who));
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is read by its owner, and lies face down for the other', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis');
    table.lay(bilal, 'betekenis', fijn);
    expect(spotOf(table.view(bilal), 'betekenis').cards).toMatchObject([
      { face: 'down', content: fijn, isMine: true },
    ]);
    const [seen] = spotOf(table.view(anouk), 'betekenis').cards;
    expect(seen).toMatchObject({ face: 'down', isMine: false, mayTakeBack: false, mayChange: false });
    expect(seen?.content).toBeUndefined();
  });

  it('[REV4] comes up on all screens only when all cards have come', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
    table.lay(anouk, 'drinken', { symbols: ['thee'] });
    table.lay(bilal, 'drinken', pass);
    for (const who of [anouk, bilal]) table.beReady(who, 'drinken');
    table.turnDue(bilal);
    expect(spotOf(table.view(anouk), 'drinken').cards.map(({ face }) => face)).toEqual(['down', 'down']);
    table.turnDue(anouk);
    expect(placeOf(table)).toBe('oefenen praten');
    expect(spotOf(table.view(anouk), 'drinken')).toMatchObject({
      phase: 'turned',
      cards: [
        { face: 'up', content: { symbols: ['thee'] } },
        { face: 'up', content: pass },
      ],
    });
  });

  it('[REV3] shows a broken card as broken, and nothing of it', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
    table.lay(anouk, 'drinken', { symbols: ['thee'] });
    const card = table.lay(bilal, 'drinken', pass);
    for (const who of [anouk, bilal]) table.beReady(who, 'drinken');
    if (card.ok) table.turnCard(bilal, card.value, 'broken');
    table.turnDue(anouk);
    const [, broken] = spotOf(table.view(anouk), 'drinken').cards;
    expect(broken).toMatchObject({ face: 'broken' });
    expect(broken?.content).toBeUndefined();
  });

  it('[REV4] stays down for ever when one of two had turned and the other stopped', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
    table.lay(anouk, 'drinken', { symbols: ['thee'] });
    table.lay(bilal, 'drinken', pass);
    for (const who of [anouk, bilal]) table.beReady(who, 'drinken');
    table.turnDue(bilal);
    table.stop(anouk);
    for (const lookingAt of table.view(anouk).past.filter(({ step }) => step === 'oefenen')) {
      const cards = spotOf(table.view(anouk, { lookingAt }), 'drinken').cards;
      expect(cards.map(({ face }) => face)).toEqual(['down', 'down']);
    }
  });

  it('of who was set aside stays down when the others turn', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis', 1);
    table.setAside(anouk, bilal);
    table.beReady(anouk, 'betekenis');
    table.turnDue(anouk, { evenIfAsked: true });
    const cards = spotOf(table.view(anouk), 'betekenis').cards;
    expect(cards.map(({ isMine, face }) => [isMine, face])).toEqual([
      [true, 'up'],
      [false, 'down'],
    ]);
    expect(table.view(bilal).shown?.setAside).toMatchObject([
      { who: { id: bilal.id }, by: { id: anouk.id } },
    ]);
  });
});

describe('the line that says who does what', () => {
  it('in a closed round: who chooses, who laid, who tapped', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
    expect(lineOf(table.view(anouk))).toBe('you-choose');
    table.lay(anouk, 'drinken', { symbols: ['thee'] });
    expect(lineOf(table.view(anouk))).toBe('laid-they-choose bilal');
    expect(lineOf(table.view(bilal))).toBe('you-choose');
    table.lay(bilal, 'drinken', pass);
    expect([lineOf(table.view(anouk)), lineOf(table.view(bilal))]).toEqual([
      'turn-together',
      'turn-together',
    ]);
    table.beReady(anouk, 'drinken');
    expect(lineOf(table.view(anouk))).toBe('ready-they-not bilal');
    expect(lineOf(table.view(bilal))).toBe('turn-together');
    table.beReady(bilal, 'drinken');
    for (const who of [anouk, bilal]) table.turnDue(who);
    expect([lineOf(table.view(anouk)), lineOf(table.view(bilal))]).toEqual(['talk', 'talk']);
  });

  it('while talking: who wants on, who stays', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    expect(lineOf(table.view(bilal))).toBe('talk');
    table.goOn(anouk);
    expect(lineOf(table.view(bilal))).toBe('they-want-on anouk');
    expect(lineOf(table.view(anouk))).toBe('they-stay bilal');
    table.goOn(bilal, false);
    expect(table.view(anouk).shown?.goOn).toMatchObject({
      asksMe: true,
      iWant: true,
      wanting: [],
      waitingFor: [{ id: bilal.id }],
      staying: [{ id: bilal.id }],
    });
  });

  it('while one tells: the others listen', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    expect(table.view(anouk).shown?.teller?.id).toBe(bilal.id);
    expect([lineOf(table.view(anouk)), lineOf(table.view(bilal))]).toEqual(['you-listen', 'you-choose']);
    table.choose(anouk, 'verteller', anouk.id);
    expect([lineOf(table.view(anouk)), lineOf(table.view(bilal))]).toEqual(['you-choose', 'you-listen']);
  });

  it('where only one is asked: who chooses', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'thema');
    expect(lineOf(table.view(bilal))).toBe('you-choose');
    expect(lineOf(table.view(anouk))).toBe('they-choose bilal');
  });

  it('in a circle: the first who has not laid yet', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'herkennen');
    for (const who of [chantal, anouk]) table.lay(who, 'herkend', pass);
    expect(lineOf(table.view(chantal))).toBe('laid-they-choose daan');
    table.lay(anouk, 'oordeel', fijn);
    expect(lineOf(table.view(anouk))).toBe('laid-they-choose daan');
    expect(lineOf(table.view(daan))).toBe('you-choose');
  });

  it('[REV4] names whose card still lies face down when all are ready', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
    for (const who of [anouk, bilal]) table.lay(who, 'drinken', pass);
    expect(lineOf(table.view(anouk))).toBe('turn-together');
    for (const who of [anouk, bilal]) table.beReady(who, 'drinken');
    table.turnDue(anouk);
    expect(lineOf(table.view(anouk))).toBe('turn-waits bilal');
    table.turnDue(bilal);
    expect(lineOf(table.view(anouk))).toBe('talk');
  });

  it('[REV2] names without whom my card would turn, and asks nothing of who has none to turn', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort, { turnsByHand: true });
    for (const step of ['beloftes', 'oefenen']) goOnTo(table, step);
    for (const who of [anouk, bilal]) table.lay(who, 'drinken', pass);
    table.beReady(anouk, 'drinken');
    expect(lineOf(table.view(anouk))).toBe('ready-they-not bilal');
    table.setAside(anouk, bilal);
    expect(lineOf(table.view(anouk))).toBe('turn-asks bilal');
    expect(lineOf(table.view(bilal))).toBe('turn-waits anouk');
    table.turnDue(anouk, { evenIfAsked: true });
    expect(lineOf(table.view(anouk))).toBe('talk');
  });

  it('[REV2] never says of somebody set aside that they want on', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'inbrengen', 1);
    table.setAside(chantal, gijs);
    expect(table.view(anouk).shown?.goOn?.wanting).toEqual([]);
    expect(table.view(gijs).shown?.goOn?.iWant).toBe(false);
    table.goOn(anouk);
    expect(lineOf(table.view(daan))).toBe('they-want-on anouk');
    expect(table.view(daan).shown?.goOn?.waitingFor.map(({ id }) => id)).toEqual([chantal.id, fatma.id]);
  });
});

it('a promise that was signed lies there for all conversations after it', () => {
  const table = createTable([anouk, bilal], samenleergesprekKort);
  goOnTo(table, 'beloftes');
  table.lay(anouk, 'belofte', { symbols: ['ik-beloof-dit'] });
  while (table.position().is === 'at') goOnTogether(table);
  table.beginRound(samenleergesprekKort);
  expect(table.view(bilal).promisedBy).toMatchObject([{ id: anouk.id }]);
  expect(table.view(bilal).shown?.spots.flatMap(({ cards }) => cards)).toEqual([]);
});

describe('extra lines', () => {
  it('show only when what they speak of holds', () => {
    for (const [symbol, hints] of [
      ['fijn', []],
      ['lastig', ['lastig']],
      ['dat-houd-ik-voor-mij', []],
    ] as const) {
      const table = createTable([anouk, bilal], samenleergesprekKort);
      goOnTo(table, 'betekenis');
      table.lay(anouk, 'betekenis', { symbols: ['fijn'] });
      table.lay(bilal, 'betekenis', { symbols: [symbol] });
      expect(table.view(anouk).shown?.hints).toEqual([]);
      for (const who of [anouk, bilal]) table.beReady(who, 'betekenis');
      expect(table.view(anouk).shown?.hints).toEqual(hints);
    }
  });

  it('say so when it was only good, and nobody asks for the hard one', () => {
    for (const [symbol, hints] of [
      ['fijn', ['alleen-fijn']],
      ['lastig', []],
    ] as const) {
      const table = createTable([anouk, bilal], samenleergesprekKort);
      goOnTo(table, 'betekenis');
      table.lay(anouk, 'betekenis', { symbols: ['fijn'] });
      table.lay(bilal, 'betekenis', { symbols: [symbol] });
      goOnTo(table, 'afspraak');
      expect(table.view(bilal).shown?.hints).toEqual(hints);
    }
  });
});

describe('where people see themselves', () => {
  const chaptersOf = (table: Table) => table.view(anouk).chapters.map(({ id, is }) => `${id} ${is}`);

  it('is one of five places, each past, here or ahead', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    expect(chaptersOf(table)).toEqual(['begin here', 'a ahead', 'b ahead', 'c ahead', 'klaar ahead']);
    goOnTo(table, 'betekenis');
    expect(chaptersOf(table)).toEqual(['begin past', 'a past', 'b here', 'c ahead', 'klaar ahead']);
    while (table.position().is === 'at') goOnTogether(table);
    expect(chaptersOf(table)).toEqual(['begin past', 'a past', 'b past', 'c past', 'klaar past']);
    expect(table.view(anouk)).toMatchObject({ position: 'ended-finished', shown: undefined });
  });

  it('goes back to A for another moment', () => {
    const table = createTable([anouk, bilal], samenleergesprek);
    goOnTo(table, 'afspraak');
    table.choose(bilal, 'nog-een-moment', 'ja');
    goOnTogether(table);
    expect(chaptersOf(table)).toEqual(['begin past', 'a here', 'b ahead', 'c ahead', 'klaar ahead']);
  });

  it('is nowhere yet while the table waits for somebody', () => {
    const view = createTable([anouk], samenleergesprekKort).view(anouk);
    expect(view.chapters.map(({ is }) => is)).toEqual(['ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
    expect(view).toMatchObject({ position: 'waiting', shown: undefined, past: [] });
  });

  it('is, after somebody stopped halfway, as far as they came and no further', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis');
    const before = table.view(anouk);
    table.stop(bilal);
    const view = table.view(anouk);
    expect(view.position).toBe('ended-stopped');
    expect(view.others).toMatchObject([{ id: bilal.id, hasStopped: true }]);
    expect(view.past).toEqual([...before.past, before.shown?.at]);
    expect(chaptersOf(table)).toEqual(['begin past', 'a past', 'b here', 'c ahead', 'klaar ahead']);
  });
});

describe('looking back', () => {
  let table: Table;

  beforeEach(() => {
    table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'moment');
    table.lay(bilal, 'strook', { symbols: ['brief'], place: 0 });
    goOnTo(table, 'afspraak');
  });

  it('moves only my own view, and the table stands where it stood', () => {
    const lookingAt = table.view(anouk).past.find(({ step }) => step === 'moment');
    if (!lookingAt) throw new Error('the moment is not behind us');
    const view = table.view(anouk, { lookingAt });
    expect(view.shown).toMatchObject({ at: lookingAt, lookingBack: true, goOn: undefined });
    expect(spotOf(view, 'strook').cards).toHaveLength(1);
    expect(view.chapters.find(({ is }) => is === 'here')?.id).toBe('c');
    expect(table.view(bilal).shown?.step.id).toBe('afspraak');
    expect(placeOf(table)).toBe('afspraak kiezen');
  });

  it('lays nothing and chooses nothing there', () => {
    for (const lookingAt of table.view(bilal).past) {
      const { shown } = table.view(bilal, { lookingAt });
      expect(shown?.spots.filter(({ mayLay, mayTurn }) => mayLay || mayTurn)).toEqual([]);
      expect(shown?.choices.filter(({ mine }) => mine)).toEqual([]);
    }
  });

  it('is only to what lies behind: now and later show where the table stands', () => {
    const here = table.view(anouk);
    const ahead = { round: 1, lap: 1, step: 'nog-iets', beat: 0 };
    for (const lookingAt of [here.shown?.at ?? ahead, ahead]) {
      expect(table.view(anouk, { lookingAt }).shown).toEqual(here.shown);
    }
  });

  it('reaches each beat on the way, in order', () => {
    const steps = table.view(anouk).past.map(({ step, beat }) => `${step} ${beat}`);
    expect(steps.slice(-4)).toEqual(['moment 0', 'betekenis 0', 'betekenis 1', 'betekenis 2']);
  });
});

describe('people', () => {
  it('have a chair in order of sitting down, and the picture and name that they chose', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    table.write(bilal, { type: 'profile', name: 'Bilal', picture: 'vis' });
    const { me, others } = table.view(bilal);
    expect(me).toMatchObject({ id: bilal.id, role: 'resident', name: 'Bilal', picture: 'vis', chair: 1 });
    expect(others).toMatchObject([{ id: anouk.id, role: 'professional', name: undefined, chair: 0 }]);
  });

  it('who paused is named until anyone goes on, and who sits by without a device is named', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    table.write(bilal, { type: 'pause', round: 1, on: true });
    table.write(bilal, { type: 'third', who: 'tolk' });
    expect(table.view(anouk)).toMatchObject({ pausedBy: { id: bilal.id }, third: 'tolk' });
    table.write(anouk, { type: 'pause', round: 1, on: false });
    expect(table.view(anouk).pausedBy).toBeUndefined();
  });
});

describe('proposals', () => {
  it('show who said yes to the card as it reads now', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    const content: CardContent = { symbols: ['meer-tijd'], pile: 'anders', who: 'samen' };
    const laid = table.lay(anouk, 'dit-doen-we', content);
    if (!laid.ok) throw new Error(laid.error);
    const card = () => spotOf(table.view(bilal), 'dit-doen-we').cards[0];
    const key = cardKey(anouk.id, laid.value);
    table.agree(anouk, key);
    expect(card()).toMatchObject({ yes: [{ id: anouk.id }], isAgreed: false });
    table.agree(bilal, key);
    expect(card()).toMatchObject({ isAgreed: true });
    expect(table.view(anouk).agreements).toHaveLength(1);
    table.change(anouk, laid.value, { ...content, when: 'vandaag' });
    expect(card()).toMatchObject({ yes: [], isAgreed: false });
    expect(table.view(anouk).agreements).toMatchObject([{ content }]);
  });

  it('of an earlier gesprek are there to look back on', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'afspraak');
    const laid = table.lay(anouk, 'dit-doen-we', { symbols: ['meer-tijd'], pile: 'anders', who: 'samen' });
    if (laid.ok) for (const who of [anouk, bilal]) table.agree(who, cardKey(anouk.id, laid.value));
    while (table.position().is === 'at') goOnTogether(table);
    table.beginRound(samenleergesprekKort);
    expect(currentRound(table.state())).toBe(2);
    goOnTo(table, 'terugkijken');
    expect(table.view(bilal).shown?.earlier).toHaveLength(1);
    expect(table.view(bilal).round).toBe(2);
  });
});

describe('a screen', () => {
  it('offers what the rules allow, and nothing else', () => {
    fc.assert(
      fc.property(anySetting, anyMoves(150), fc.boolean(), ({ people, format }, moves, turnsByHand) => {
        const table = createTable(people, format, { turnsByHand });
        for (const move of moves) {
          makeMove(table, move, { leaving: true });
          for (const me of people) expectOnlyWhatIsAllowed(table, me, move);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('is the same for all who hold the same events, but for who is who', () => {
    const table = createTable(circle, kringVanVijf);
    goOnTo(table, 'herkennen', 2);
    const [first, ...others] = circle.map((who) => table.view(who));
    for (const view of others) {
      expect(view.shown?.at).toEqual(first?.shown?.at);
      expect(view.shown?.spots.map(({ cards }) => cards.map(({ key, content }) => [key, content]))).toEqual(
        first?.shown?.spots.map(({ cards }) => cards.map(({ key, content }) => [key, content])),
      );
    }
  });

  it('shows somebody who does not sit there nothing that lies closed', () => {
    const table = createTable([anouk, bilal], samenleergesprekKort);
    goOnTo(table, 'betekenis');
    table.lay(bilal, 'betekenis', fijn);
    expect(JSON.stringify(tableView(table.round(), eva.id))).not.toContain(fijn.text);
  });
});

it('five people work through the five-person format, and each screen asks only its own', () => {
  const table = createTable(circle, kringVanVijf);
  expect(circle.map((who) => table.view(who).shown?.goOn?.asksMe)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  table.goOn(chantal);
  expect(table.view(chantal).shown?.choices).toMatchObject([{ mine: true, value: undefined }]);
  expect(table.view(anouk).shown?.choices).toMatchObject([{ mine: false }]);
  table.choose(chantal, 'inbrenger', daan.id);
  expect(table.view(fatma).shown?.teller?.id).toBe(daan.id);
  expect(circle.map((who) => spotOf(table.view(who), 'inbreng').mayLay)).toEqual([
    false,
    false,
    true,
    false,
    false,
  ]);
  table.lay(daan, 'inbreng', { symbols: ['haast'], who: daan.id, place: 0 });
  for (const who of circle) table.goOn(who);
  expect(circle.map((who) => spotOf(table.view(who), 'oordeel').mayLay)).toEqual([
    false,
    true,
    true,
    true,
    true,
  ]);
  for (const who of circle)
    table.lay(who, 'herkend', who === gijs ? pass : { symbols: [], text: `Van ${who.id}.` });
  for (const who of circle.slice(1)) table.lay(who, 'oordeel', fijn);
  expect(circle.map((who) => table.view(who).shown?.spots.map(({ mayTurn }) => mayTurn))).toEqual([
    [true, false],
    ...circle.slice(1).map(() => [true, true]),
  ]);
  for (const who of circle) for (const spot of ['herkend', 'oordeel']) table.beReady(who, spot);
  expect(placeOf(table)).toBe('herkennen praten');
  expect(spotOf(table.view(chantal), 'herkend').cards.map(({ face }) => face)).toEqual(
    circle.map(() => 'up'),
  );
  for (const who of circle) table.goOn(who);
  const laid = table.lay(anouk, 'voorstel', { symbols: ['eerst-luisteren'], pile: 'anders', who: 'samen' });
  if (laid.ok) for (const who of circle) table.agree(who, cardKey(anouk.id, laid.value));
  expect(table.view(gijs).agreements).toMatchObject([{ between: circle.map(({ id }) => id).sort() }]);
  table.choose(fatma, 'nog-een', 'ja');
  for (const who of circle) table.goOn(who);
  expect(placeOf(table)).toBe('2. inbrengen kiezen');
});

function expectNothingOfOthersClosed(table: Table, me: Player): void {
  const view = table.view(me);
  const shown = JSON.stringify(view);
  const up = new Set(
    view.shown?.spots.flatMap(({ cards }) => cards.filter(({ face }) => face === 'up').map(({ key }) => key)),
  );
  for (const [key, card] of table.state().cards) {
    const { text } = table.contents().get(key) ?? {};
    if (card.owner === me.id || !card.wasClosed || up.has(key) || !text) continue;
    // Somebody may say the same words elsewhere in the open.
    const isSaidOpenly = [...table.state().cards.values()].some(
      (other) => other.face === 'open' && other.content?.text === text,
    );
    if (!isSaidOpenly) expect(shown).not.toContain(`"${text}"`);
  }
}

/** Something that this person laid closed is on another screen by now, or was told as broken. */
function isSeen(table: Table, owner: Player): boolean {
  return table.players
    .filter(({ id }) => id !== owner.id)
    .some((who) =>
      table
        .view(who)
        .shown?.spots.some(
          ({ spot, cards }) =>
            spot.laid === 'closed' && cards.some((card) => card.owner.id === owner.id && card.face === 'up'),
        ),
    );
}

function expectOnlyWhatIsAllowed(table: Table, me: Player, { how }: Move): void {
  const round = table.round();
  const { shown } = table.view(me);
  expect(shown?.goOn?.asksMe ?? false).toBe(mayGoOn(round, me.id).ok);
  expect(shown === undefined).toBe(positionOf(round).is !== 'at');
  for (const { spot, decks, mayLay: canLay, mayTurn, iAmReady, cards, asked } of shown?.spots ?? []) {
    expect(canLay).toBe(mayLay(round, me.id, spot.id, contentFor(spot, decks, me, how)).ok);
    const isTurning = shown?.beat === 'omdraaien' && !iAmReady;
    expect(mayTurn).toBe(isTurning && mayBeReady(round, me.id, spot.id).ok);
    const { spots: openHere = [] } = shown?.step.beats[shown.at.beat] ?? {};
    const isOpenHere = openHere.includes(spot.id) && asked.some(({ id }) => id === me.id);
    for (const card of cards) {
      expect(card.mayTakeBack).toBe(card.isMine && mayTakeBack(round, me.id, card.cardId).ok);
      expect(card.mayChange).toBe(
        card.isMine &&
          isOpenHere &&
          mayChange(round, me.id, card.cardId, contentFor(spot, decks, me, how)).ok,
      );
    }
  }
}
