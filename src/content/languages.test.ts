import { describe, expect, it } from 'vitest';
import { languageFor } from './languages.ts';

describe('the language of a page', () => {
  it.each([
    ['nl', 'nl'],
    ['nl-BE', 'nl'],
    ['en-GB', 'en'],
    ['EN', 'en'],
    ['ar-SY', 'nl'],
    ['enx', 'nl'],
    ['', 'nl'],
  ])('for a browser that asks for %j is %s', (tag, language) => {
    expect(languageFor(tag)).toBe(language);
  });
});
