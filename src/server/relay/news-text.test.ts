import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newsToText, textToNews } from './news-text.ts';

const roomId = fc.uint8Array({ minLength: 16, maxLength: 16 }).map((made) => Uint8Array.from(made));
const news = fc.oneof(
  fc.record({ kind: fc.constant('entries' as const), roomId, seq: fc.nat() }),
  fc.record({
    kind: fc.constant('presence' as const),
    roomId,
    envelope: fc.uint8Array().map((made) => Uint8Array.from(made)),
  }),
  fc.record({ kind: fc.constant('gone' as const), roomId }),
  fc.record({ kind: fc.constant('lost' as const) }),
);

describe('news between servers', () => {
  it('comes back as it was told, and fits among others on one line', () => {
    fc.assert(
      fc.property(news, (told) => {
        expect(newsToText(told)).not.toMatch(/\s/u);
        expect(textToNews(newsToText(told))).toEqual(told);
      }),
    );
  });

  it('any other text is ignored', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => textToNews(text)).not.toThrow();
      }),
    );
    expect(textToNews('x:abc')).toBeNull();
    expect(textToNews('e:abc:veel')).toBeNull();
  });
});
