export type Language = 'nl' | 'en';

/** In the order in which they are offered; the first is for whom has not chosen. */
export const languageIds: readonly Language[] = ['nl', 'en'];

/** The language for what a browser asks for, such as `en-GB`. */
export function languageFor(tag: string): Language {
  const [asked] = tag.toLowerCase().split('-');
  return languageIds.find((id) => id === asked) ?? 'nl';
}
