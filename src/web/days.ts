import type { Texts } from '#content/texts.ts';

/** Days as date fields write them: `yyyy-mm-dd`, on this device's calendar. */

export function today(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

export function dayInWords(texts: Texts, day: string): string {
  // Noon is on that day wherever the clock is put forward or back.
  return texts.date(Date.parse(`${day}T12:00`));
}
