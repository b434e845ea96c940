import { describe, expect, it } from 'vitest';
import {
  type CardContent,
  contentText,
  isPass,
  isSameContent,
  maxContentBytes,
  parseContent,
  utf8Length,
} from './card-content.ts';
import { anyContent } from './testing/any-event.ts';
import { anouk, bilal } from './testing/cast.ts';
import { fc } from './testing/seeded.ts';

const content: CardContent = { symbols: ['boos'], text: 'Ik schrok.', who: bilal.id, place: 2 };

describe('what a card says', () => {
  it('comes back from its text as it was', () => {
    fc.assert(
      fc.property(anyContent([anouk.id, bilal.id]), (one) => {
        expect(parseContent(contentText(one))).toEqual(one);
      }),
    );
  });

  it('[ENV5] names a day that there is, on every device alike', () => {
    const onDay = (day: string) => parseContent(JSON.stringify({ symbols: ['haast'], day }))?.day;
    for (const day of ['2024-02-29', '2026-11-25', '2026-12-31']) expect(onDay(day)).toBe(day);
    for (const day of ['2024-02-30', '2026-02-29', '2026-04-31', '2026-13-01', '26-1-1', ''])
      expect(onDay(day)).toBeUndefined();
  });

  it('has one text, whatever the order of its fields', () => {
    const { place, who, text, symbols } = content;
    expect(contentText({ place, who, text, symbols } as CardContent)).toBe(contentText(content));
  });

  it('[AGR1] is the same only when every field is', () => {
    expect(isSameContent(content, { ...content })).toBe(true);
    const others: readonly CardContent[] = [
      { ...content, symbols: [] },
      { ...content, text: 'Ik schrok' },
      { ...content, who: 'samen' },
      { ...content, place: 3 },
      { ...content, pile: 'houden' },
      { ...content, when: 'vandaag' },
      { ...content, about: `${anouk.id}/${bilal.id}` },
    ];
    for (const other of others) expect(isSameContent(content, other)).toBe(false);
  });

  it('[REV2] is a pass only by the pass card', () => {
    expect(isPass({ symbols: ['dat-houd-ik-voor-mij'] })).toBe(true);
    expect(isPass({ symbols: [], text: 'dat-houd-ik-voor-mij' })).toBe(false);
    expect(isPass({ symbols: [] })).toBe(false);
  });

  it('[ENV2] takes at most 4,000 bytes as text, and one byte more is refused', () => {
    const empty = utf8Length(contentText({ symbols: [], text: 'x' })) - 1;
    const full = 'é'.repeat((maxContentBytes - empty) / 2);
    const largest = contentText({
      symbols: [],
      text: full.padEnd(full.length + ((maxContentBytes - empty) % 2), 'x'),
    });
    expect(utf8Length(largest)).toBe(maxContentBytes);
    expect(parseContent(largest)).toBeDefined();
    expect(parseContent(largest.replace('é', 'éx'))).toBeUndefined();
  });

  it.each([
    ['no JSON', 'boos'],
    ['no object', '["boos"]'],
    ['no symbols', '{}'],
    ['four symbols', '{"symbols":["blij","boos","bang","moe"]}'],
    ['a field nobody knows', '{"symbols":[],"colour":"red"}'],
    ['empty words', '{"symbols":[],"text":""}'],
    ['a symbol that is no id', '{"symbols":["<b>"]}'],
    ['somebody who is nobody', '{"symbols":[],"who":"bilal"}'],
    ['half a place', '{"symbols":[],"place":0.5}'],
  ])('is not read from %s', (_what, text) => {
    expect(parseContent(text)).toBeUndefined();
  });

  it('never makes reading throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        parseContent(text);
      }),
    );
  });
});

it('utf8Length counts what an encoder writes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(utf8Length(text)).toBe(new TextEncoder().encode(text).length);
    }),
  );
  expect(utf8Length('\ud800')).toBe(3);
});
