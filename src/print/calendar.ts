import type { Texts } from '#content/texts.ts';

/**
 * A calendar file (RFC 5545) of one whole day, named "Gesprek": no names, no place, no link, no content, for a
 * calendar may be read by others.
 *
 * @param day as `yyyy-mm-dd`
 * @param id anything unique; says nothing
 */
export function calendarFile(texts: Texts, day: string, id: string, now: Date): string {
  const date = day.replaceAll('-', '');
  const stamp = `${now.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Samenleerwijzer//NL',
    'BEGIN:VEVENT',
    `UID:${id}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${date}`,
    `SUMMARY:${texts.t('print.calendar.title')}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

/** The day to look back on, for what was agreed: as far from `today` as its card says; undefined for no day. */
export function lookBackDay(when: readonly (string | undefined)[], today: Date): string | undefined {
  const days = when.flatMap((symbol) =>
    symbol && Object.hasOwn(daysUntil, symbol) ? daysUntil[symbol] : [],
  );
  const soonest = Math.min(...days.flatMap((count) => count ?? []));
  if (!Number.isFinite(soonest)) return undefined;
  const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + soonest, 12);
  return day.toISOString().slice(0, 10);
}

const daysUntil: Readonly<Record<string, number>> = { 'deze-week': 7, 'over-een-maand': 30 };
