import { describe, expect, it } from 'vitest';
import nl from '#content/nl.json';
import { createTexts } from '#content/texts.ts';
import { calendarFile, lookBackDay } from './calendar.ts';

const texts = createTexts('nl', nl);
const now = new Date(2026, 10, 24, 9, 30);

describe('a calendar file', () => {
  it('says only that there is a talk that day', () => {
    const lines = calendarFile(texts, '2026-12-01', 'a1', now).split('\r\n');
    expect(lines.filter((line) => /^(DTSTART|SUMMARY)/.test(line))).toEqual([
      'DTSTART;VALUE=DATE:20261201',
      'SUMMARY:Gesprek',
    ]);
    expect(lines.some((line) => /^(DESCRIPTION|LOCATION|URL|ORGANIZER|ATTENDEE)/.test(line))).toBe(false);
  });
});

describe('the day to look back on', () => {
  it('is the soonest that a card names', () => {
    expect(lookBackDay(['over-een-maand', 'deze-week'], now)).toBe('2026-12-01');
    expect(lookBackDay(['over-een-maand', undefined], now)).toBe('2026-12-24');
  });

  it('is no day when the cards name none', () => {
    expect(lookBackDay(['volgend-gesprek', 'vandaag', undefined], now)).toBeUndefined();
    expect(lookBackDay([], now)).toBeUndefined();
  });
});
