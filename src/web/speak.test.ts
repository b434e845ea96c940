import { describe, expect, it } from 'vitest';
import { voiceFor } from './speak.ts';

const voice = (lang: string, localService = true) => ({ lang, localService });

describe('the voice that reads aloud', () => {
  it.each(['nl-NL', 'nl_BE', 'NL', 'nld-NLD'])('speaks the language of the texts, written as %s', (lang) => {
    const dutch = voice(lang);
    expect(voiceFor([voice('en-GB'), dutch], 'nl')).toBe(dutch);
  });

  it('is none rather than one of another language', () => {
    expect(voiceFor([voice('en-GB'), voice('de-DE')], 'nl')).toBeUndefined();
  });

  it('is none rather than one that sends the words away', () => {
    expect(voiceFor([voice('nl-NL', false)], 'nl')).toBeUndefined();
  });
});
