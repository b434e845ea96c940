import {
  type CompiledIcuChoices,
  type CompiledMessage,
  type CompiledMessageToken,
  compileMessageOrThrow,
} from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import { decks, peoplePictures } from '#domain/decks.ts';
import type { Beat, CardField, ChapterId, Choice, RoleId, Step } from '#domain/format.ts';
import { publishedFormats } from '#domain/formats.ts';
import type { Refusal } from '#domain/rules.ts';
import type { StateLine } from '#domain/state-line.ts';
import { errorCodes } from '#protocol/error-codes.ts';
import en from './en.json';
import { languageIds } from './languages.ts';
import nl from './nl.json';
import { checkPictureIds } from './symbols.ts';
import { createTexts, loadTexts } from './texts.ts';

const dutch: Readonly<Record<string, string>> = nl;
const english: Readonly<Record<string, string>> = en;
const texts = createTexts('nl', nl);

describe('both languages', () => {
  it('have words for the same ids', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(dutch).sort());
  });

  it('ask for the same values, and have the same lines', () => {
    const differing = Object.keys(dutch).filter((id) => shapeOf(dutch[id]) !== shapeOf(english[id]));
    expect(differing).toEqual([]);
  });

  it('hold messages that compile, and no markup', () => {
    for (const [id, message] of [...Object.entries(dutch), ...Object.entries(english)]) {
      expect(() => compileMessageOrThrow(message), id).not.toThrow();
      expect(message.trim(), id).toBe(message);
      expect(message, id).toMatch(/./);
      expect(message, id).not.toMatch(/<|>|&\w+;/);
    }
  });
});

describe('every id that domain uses has words', () => {
  const steps = publishedFormats.flatMap((format) => format.steps);

  it.each(steps.map((step) => [step.words ?? step.id, step] as const))('step %s', (words, step) => {
    for (const name of [words, step.wordsAgain ?? words]) {
      expectWords([`step.${name}.title`, ...step.beats.map((beat) => `step.${name}.${beat.id}`)]);
    }
    expectWords(step.beats.flatMap(buttonIds));
    for (const hint of step.beats.flatMap((beat) => hintIds(words, beat))) {
      const forms = ['', '.resident', '.professional', '.tip'].map((form) => hint + form);
      expect(forms.some(texts.has), hint).toBe(true);
    }
    expectWords((step.choices ?? []).flatMap(choiceIds));
    expectWords(deckIdsOf(step).map((deck) => `deck.${deck}`));
  });

  it('formats, roles, chapters, card fields', () => {
    const roles: Readonly<Record<RoleId, true>> = {
      resident: true,
      professional: true,
      third: true,
      facilitator: true,
      self: true,
    };
    const chapters: Readonly<Record<ChapterId, true>> = {
      begin: true,
      a: true,
      b: true,
      c: true,
      klaar: true,
    };
    const fields: Readonly<Record<CardField, readonly string[]>> = {
      who: ['who.question', 'who.me', 'who.iemand-anders', 'doer.question', 'doer.samen'],
      place: [],
      pile: ['pile.houden', 'pile.anders'],
      when: ['when.question'],
      day: ['cards.day'],
      about: ['about.question'],
    };
    expectWords(publishedFormats.map(({ id }) => `format.${id}`));
    expectWords(Object.keys(roles).map((id) => `role.${id}`));
    expectWords(Object.keys(chapters).map((id) => `chapter.${id}`));
    expectWords(Object.values(fields).flat());
  });

  it('decks, symbols and pictures of people', () => {
    expectWords(Object.keys(decks).map((id) => `deck.${id}`));
    expectWords(Object.values(decks).flatMap(({ symbols }) => symbols.map((id) => `symbol.${id}`)));
    expectWords(decks.thema.symbols.map((id) => `symbol.${id}.sub`));
    expectWords(peoplePictures.map((id) => `picture.${id}`));
  });

  it('[INV4] the 64 pictures that both screens compare, each with a word of its own', () => {
    expectWords(checkPictureIds.map((id) => `check-picture.${id}`));
    for (const words of [dutch, english]) {
      const said = new Set(checkPictureIds.map((id) => words[`check-picture.${id}`]));
      expect(said.size).toBe(checkPictureIds.length);
    }
  });

  it('state lines, refusals and error codes', () => {
    const lines: Readonly<Record<StateLine['id'], true>> = {
      'you-choose': true,
      'talk-or-lay': true,
      'may-go-on': true,
      'turn-together': true,
      talk: true,
      'you-listen': true,
      'they-choose': true,
      'laid-they-choose': true,
      'ready-they-not': true,
      'turn-asks': true,
      'turn-waits': true,
      'they-want-on': true,
      'they-stay': true,
    };
    const refusals: Readonly<Record<Refusal, true>> = {
      'not-here': true,
      'not-asked': true,
      'no-room': true,
      'does-not-fit': true,
      'too-large': true,
      'not-mine': true,
      fixed: true,
      'not-laid': true,
      'not-a-proposal': true,
      withdrawn: true,
    };
    expectWords(Object.keys(lines).map((id) => `state.${id}`));
    expectWords(Object.keys(refusals).map((id) => `refusal.${id}`));
    expectWords(Object.keys(errorCodes).map((id) => `error.${id}`));
  });

  it('the seven promises, from both sides', () => {
    for (const number of [1, 2, 3, 4, 5, 6, 7]) {
      expectWords([`promise.${number}.professional`, `promise.${number}.resident`]);
    }
  });
});

describe('Dutch', () => {
  it('has at most ten words in a sentence that a resident reads', () => {
    const long = Object.entries(dutch)
      .filter(([id]) => !/\.professional$|\.tip$|^tip\.|^about\.|^print\.source\./.test(id))
      .flatMap(([, message]) => variants(compileMessageOrThrow(message)))
      .flatMap((text) => text.split(/[\n.!?]+/))
      .filter((sentence) => (sentence.match(/[\p{L}\p{N}#'-]+/gu) ?? []).length > 10);
    expect(long).toEqual([]);
  });

  it('has one word for one thing, and no he or she', () => {
    // "Maak ruimte" is about a full device; two cards are about an appointment, one sentence is quoted.
    const ordinary = ['storage.full', 'refusal.full', 'symbol.afspraak', 'symbol.afspraken'];
    const never = [
      ...['hij', 'zij', 'sessie', 'ruimte', 'privé', 'concept', 'hand', 'versturen', 'delen', 'tonen'],
      ...['overslaan', 'weigeren', 'afspraak', 'afspraken', 'ronde', 'terugkomkaart', 'wachtwoord'],
      ...['back-up', 'wissen', 'verwijderen', 'apparaat', 'device'],
    ];
    const wrong = new RegExp(`(?<!\\p{L})(?:${never.join('|')})(?!\\p{L})`, 'iu');
    const found = Object.keys(dutch).filter(
      (id) => !ordinary.includes(id) && !id.startsWith('print.source.') && wrong.test(dutch[id] ?? ''),
    );
    expect(found).toEqual([]);
  });

  it('quotes the headings and themes of the Samenleergesprek as they are', () => {
    expect([
      texts.t('step.moment.title'),
      texts.t('step.betekenis.title'),
      texts.t('step.afspraak.title'),
    ]).toEqual([
      'A. Wat gebeurde er? Wat werd er gezegd?',
      'B. Wat deed dit met mij? Waarom was dit goed of lastig?',
      'C. Wat willen we behouden of veranderen? Wat gaan we anders doen?',
    ]);
    expect(decks.thema.symbols.map((id) => texts.t(`symbol.${id}`))).toEqual([
      '1. Hoe gaat onze samenwerking',
      '2. Wat we bereiken met elkaar',
      '3. Hoe past de begeleiding',
      '4. Wat willen we (nog meer) bespreken?',
    ]);
  });
});

describe('createTexts', () => {
  it('puts names, numbers and choices in their place', () => {
    expect(texts.t('state.they-want-on', { name: 'Bilal' })).toBe('Bilal wil verder. Jij ook?');
    expect(texts.t('third.present.resident', { third: 'tolk' })).toBe('De tolk helpt. Jij kiest zelf.');
    expect(texts.t('text.long', { n: 1 })).toBe('Deze tekst is te lang.\nHaal 1 letter weg.');
    expect(texts.t('text.long', { n: 12 })).toBe('Deze tekst is te lang.\nHaal 12 letters weg.');
  });

  it('says the same with messages that the build compiled', () => {
    const compiled = Object.fromEntries(
      Object.entries(english).map(([id, message]) => [id, compileMessageOrThrow(message)]),
    );
    const built = createTexts('en', JSON.parse(JSON.stringify(compiled)));
    const values = { name: 'Anouk', third: 'familie', n: 1, date: 'today', card: 'calm' };
    const plain = createTexts('en', en);
    const ids = Object.keys(english).filter(plain.has);
    expect(ids.map((id) => built.t(id, values))).toEqual(ids.map((id) => plain.t(id, values)));
    expect(built.t('text.long', { n: 2 })).toBe('This text is too long.\nTake away 2 letters.');
  });

  it('knows for which ids there are words', () => {
    expect(texts.has('step.moment.kiezen.tip')).toBe(true);
    expect(texts.has('step.moment.kiezen.nothing')).toBe(false);
    expect(texts.has('toString')).toBe(false);
  });

  it('says a day in its own language', async () => {
    const day = new Date(2026, 11, 4).getTime();
    const said = await Promise.all(languageIds.map(async (id) => (await loadTexts(id)).date(day)));
    expect(said).toEqual(['4 december 2026', '4 December 2026']);
  });
});

function expectWords(ids: readonly string[]): void {
  expect(ids.filter((id) => !texts.has(id))).toEqual([]);
}

function hintIds(words: string, beat: Beat): readonly string[] {
  return (beat.hints ?? []).map(({ hint }) => `step.${words}.${beat.id}.${hint}`);
}

function buttonIds({ goOnWord, openWord }: Beat): readonly string[] {
  return [goOnWord, openWord].flatMap((word) => (word ? `button.${word}` : []));
}

function choiceIds({ id, options }: Choice): readonly string[] {
  const names = options === 'person' ? ['me', 'other'] : options;
  return [...names.map((name) => `choice.${id}.${name}`)];
}

function deckIdsOf(step: Step): readonly string[] {
  return (step.spots ?? []).flatMap((spot) => spot.decks.map(({ deck }) => deck));
}

/** What a translation has to share with its original: the values it asks for, and its lines. */
function shapeOf(message = ''): string {
  const names = new Set(compileMessageOrThrow(message).flatMap(namesIn));
  return `${[...names].sort().join()} ${message.split('\n').length}`;
}

function namesIn(token: CompiledMessageToken): readonly string[] {
  if (typeof token === 'string') return [];
  return [token[0], ...casesOf(token).flatMap((one) => one.flatMap(namesIn))];
}

/** Every way a message can read, with a long date and a short name in it. */
function variants(message: CompiledMessage): readonly string[] {
  return message.reduce<readonly string[]>(
    (begun, token) => begun.flatMap((text) => wordsOf(token).map((words) => text + words)),
    [''],
  );
}

function wordsOf(token: CompiledMessageToken): readonly string[] {
  if (typeof token === 'string') return [token];
  const cases = casesOf(token);
  if (cases.length > 0) return cases.flatMap(variants);
  return [token[0] === 'date' ? '4 december 2026' : 'Bilal'];
}

function casesOf([, type, format]: Exclude<CompiledMessageToken, string>): readonly CompiledMessage[] {
  if (type !== 'plural' && type !== 'select') return [];
  // What the compiler makes of these two types.
  return Object.values(format as CompiledIcuChoices).filter((one): one is CompiledMessage =>
    Array.isArray(one),
  );
}
