import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { alwaysSymbols, type DeckId, decks } from './decks.ts';
import type { Condition, Format, Party, Step } from './format.ts';
import { conversations, formatFor, formatRef, publishedFormats } from './formats.ts';
import { kringVanVijf } from './testing/kring-van-vijf.ts';

const all = [...publishedFormats, kringVanVijf];

describe('a published version', () => {
  for (const format of publishedFormats) {
    const { id, version } = format;

    it(`of ${id} never changes silently: version ${version} has the hash that was pinned`, () => {
      const hash = createHash('sha256').update(JSON.stringify(format)).digest('base64url');
      expect(formatRef(format)).toEqual({ id, version, hash });
    });

    it(`of ${id} is found by how a round names it`, () => {
      expect(formatFor(formatRef(format))).toBe(format);
    });
  }

  it('that this app does not know is not found', () => {
    expect(formatFor({ id: 'samenleergesprek', version: 2, hash: '' })).toBeUndefined();
    expect(formatFor({ id: 'kring-van-vijf', version: 1, hash: '' })).toBeUndefined();
  });

  it('that says something else under the same number is not found: two apps disagree on what it says', () => {
    expect(formatFor({ id: 'samenleergesprek', version: 1, hash: 'anders' })).toBeUndefined();
  });

  it('is offered as a conversation when it is the newest, and for more than one alone', () => {
    expect(conversations.map(({ id, version }) => [id, version])).toEqual([
      ['samenleergesprek-kort', 1],
      ['samenleergesprek', 1],
    ]);
  });

  it('goes further, if it does, in another conversation', () => {
    const others = (id: string) => conversations.filter((one) => one.id !== id).map((one) => one.id);
    for (const { id, further } of publishedFormats) if (further) expect(others(id)).toContain(further);
  });

  it('is there once', () => {
    expect(duplicates(publishedFormats.map(({ id, version }) => `${id}@${version}`))).toEqual([]);
  });
});

for (const format of all) {
  const { steps } = format;
  const spots = steps.flatMap((step) => step.spots ?? []);
  const choices = steps.flatMap((step) => step.choices ?? []);
  const beats = steps.flatMap((step) => step.beats);

  describe(`the format ${format.id}`, () => {
    it('is data: it comes back from JSON as it was', () => {
      expect(JSON.parse(JSON.stringify(format))).toEqual(format);
    });

    it('names every step, spot and choice once', () => {
      expect(duplicates(steps.map(({ id }) => id))).toEqual([]);
      expect(duplicates(spots.map(({ id }) => id))).toEqual([]);
      expect(duplicates(choices.map(({ id }) => id))).toEqual([]);
    });

    it('uses ids that an event can carry', () => {
      for (const { id } of [format, ...steps, ...spots, ...choices]) expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
      for (const { options } of choices) {
        if (options !== 'person') for (const id of options) expect(id).toMatch(/^[a-z0-9-]{1,40}$/);
      }
    });

    it('refers in each beat only to spots and choices of that same step', () => {
      for (const step of steps) {
        const own = [...(step.spots ?? []), ...(step.choices ?? [])].map(({ id }) => id);
        for (const beat of step.beats) {
          const chosen = beat.until.is === 'chosen' ? [beat.until.choice] : [];
          const named = [...(beat.spots ?? []), ...(beat.choices ?? []), ...chosen];
          expect(named.filter((id) => !own.includes(id))).toEqual([]);
        }
      }
    });

    it('has no spot and no choice that no beat shows', () => {
      const shown = beats.flatMap((beat) => [...(beat.spots ?? []), ...(beat.choices ?? [])]);
      expect([...spots, ...choices].filter(({ id }) => !shown.includes(id))).toEqual([]);
    });

    it('names in parties and conditions only spots, choices, options and symbols that exist', () => {
      expect(referencesOf(format).filter((reference) => !exists(format, reference))).toEqual([]);
    });

    it('takes symbols only from piles that exist, and no symbol stands in two piles of one spot', () => {
      for (const spot of spots) {
        for (const { deck } of spot.decks) expect(Object.keys(decks)).toContain(deck);
        // Piles for different people never lie before the same person.
        const shared = spot.decks.filter((deck) => !deck.for).flatMap(({ deck }) => symbolsOf(deck));
        expect(duplicates(shared)).toEqual([]);
      }
    });

    it('asks at each spot for at least as little as it allows, and for no more symbols than a card holds', () => {
      for (const spot of spots) {
        expect(spot.atLeast).toBeLessThanOrEqual(spot.atMost);
        for (const deck of spot.decks) expect(deck.atLeast).toBeLessThanOrEqual(deck.atMost);
        const everyone = spot.decks.filter((deck) => !deck.for);
        expect(everyone.reduce((sum, deck) => sum + deck.atMost, 0)).toBeLessThanOrEqual(3);
      }
    });

    it('[REV2] waits at a closed spot for a card of everyone asked, offers the pass card, and then turns', () => {
      for (const step of steps) {
        for (const spot of (step.spots ?? []).filter(({ laid }) => laid === 'closed')) {
          expect(spot).toMatchObject({ atLeast: 1, always: true });
          const until = step.beats
            .filter((beat) => beat.spots?.includes(spot.id))
            .map((beat) => beat.until.is);
          expect(until.slice(0, 2)).toEqual(['laid', 'turned']);
          expect(until.slice(2).every((is) => is === 'together')).toBe(true);
        }
      }
    });

    it('ends every beat that lays open cards only when people tap: nobody is hurried past an open spot', () => {
      for (const beat of beats.filter(({ until }) => until.is === 'laid' || until.is === 'turned')) {
        const closed = spots.filter(({ laid }) => laid === 'closed').map(({ id }) => id);
        expect(beat.spots?.filter((id) => !closed.includes(id))).toEqual([]);
      }
    });

    it('passes the word only where who is chosen tells', () => {
      for (const { id, options } of choices.filter(({ passesTheWord }) => passesTheWord)) {
        expect(options).toBe('person');
        const tellers = beats.filter(({ choices }) => choices?.includes(id)).map(({ teller }) => teller);
        expect(tellers).toEqual([expect.objectContaining({ chosen: id })]);
      }
    });

    it('repeats, if it does, from a step to a later one', () => {
      if (!format.repeat) return;
      const from = steps.findIndex(({ id }) => id === format.repeat?.from);
      const to = steps.findIndex(({ id }) => id === format.repeat?.to);
      expect(from).toBeGreaterThanOrEqual(0);
      expect(to).toBeGreaterThan(from);
    });

    it('has its chapters in the order of the table', () => {
      const order = ['begin', 'a', 'b', 'c', 'klaar'];
      const chapters = steps.map(({ chapter }) => order.indexOf(chapter));
      expect([...chapters].sort((one, other) => one - other)).toEqual(chapters);
    });
  });
}

it('the first always-symbol is the pass card, and no pile of its own holds it', () => {
  const piles = Object.entries(decks).filter(([id]) => id !== 'altijd');
  expect(alwaysSymbols[0]).toBe('dat-houd-ik-voor-mij');
  for (const [, { symbols }] of piles) {
    const words: readonly string[] = symbols;
    expect(alwaysSymbols.filter((symbol) => words.includes(symbol))).toEqual([]);
    expect(duplicates(words)).toEqual([]);
  }
});

type Reference =
  | { readonly spot: string }
  | { readonly choice: string; readonly option?: string }
  | { readonly symbol: string };

function referencesOf({ steps, repeat }: Format): readonly Reference[] {
  return [...steps.flatMap(stepReferences), ...(repeat ? inCondition(repeat.when) : [])];
}

function stepReferences(step: Step): readonly Reference[] {
  return [
    ...(step.when ? inCondition(step.when) : []),
    ...(step.choices ?? []).flatMap(({ by }) => inParty(by)),
    ...(step.spots ?? []).flatMap((spot) => [
      ...inParty(spot.asks),
      ...spot.decks.flatMap((deck) => (deck.for ? inParty(deck.for) : [])),
    ]),
    ...step.beats.flatMap((beat) => [
      ...(beat.teller ? inParty(beat.teller) : []),
      ...(beat.until.is === 'together' && beat.until.by ? inParty(beat.until.by) : []),
      ...(beat.hints ?? []).flatMap((hint) => inCondition(hint.when)),
    ]),
  ];
}

function inParty(party: Party): readonly Reference[] {
  if (party === 'everyone' || 'role' in party) return [];
  if ('when' in party)
    return [...inCondition(party.when), ...inParty(party.party), ...inParty(party.otherwise)];
  if ('chosen' in party) return [{ choice: party.chosen }];
  return [{ spot: 'namedIn' in party ? party.namedIn : party.notNamedIn }];
}

function inCondition(condition: Condition): readonly Reference[] {
  if ('chose' in condition) return [{ choice: condition.chose, option: condition.option }];
  if ('lies' in condition) return [{ spot: condition.at }, { symbol: condition.lies }];
  if ('onlyOthersIn' in condition) return [{ spot: condition.onlyOthersIn }];
  if ('not' in condition) return inCondition(condition.not);
  if ('all' in condition) return condition.all.flatMap(inCondition);
  return [];
}

function exists({ steps }: Format, reference: Reference): boolean {
  if ('spot' in reference) return steps.some((step) => step.spots?.some(({ id }) => id === reference.spot));
  if ('symbol' in reference) {
    return Object.values(decks).some(({ symbols }) =>
      (symbols as readonly string[]).includes(reference.symbol),
    );
  }
  const { choice, option } = reference;
  const found = steps.flatMap((step) => step.choices ?? []).find(({ id }) => id === choice);
  return found !== undefined && (!option || (found.options !== 'person' && found.options.includes(option)));
}

function symbolsOf(deck: DeckId): readonly string[] {
  return decks[deck].symbols;
}

function duplicates(items: readonly string[]): readonly string[] {
  return items.filter((item, index) => items.indexOf(item) !== index);
}
