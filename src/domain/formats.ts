import type { Format, FormatRef } from './format.ts';
import { mijnKaarten } from './formats/mijn-kaarten.ts';
import { samenleergesprek } from './formats/samenleergesprek.ts';
import { samenleergesprekKort } from './formats/samenleergesprek-kort.ts';

/** Every version ever published, of each newest last: the app can open any round that was ever begun. */
export const publishedFormats: readonly Format[] = [samenleergesprekKort, samenleergesprek, mijnKaarten];

/** What people can begin together, the default first: the newest version of each. */
export const conversations: readonly Format[] = publishedFormats.filter(
  (format) => format.seats.every(({ role }) => role !== 'self') && newestFormat(format.id) === format,
);

/**
 * base64url of SHA-256 over each published format's JSON, by id and version. A round names it, so that two
 * apps that disagree on what a version says find out. A test computes them anew.
 */
const hashByVersion: Readonly<Record<string, string>> = {
  'samenleergesprek@1': 'bDkCm8xsKKghzZncf3pKVuzSwwhM6YPyRd7ywWfuQ4A',
  'samenleergesprek-kort@1': 'jeY_n6vqiPwwd9HcVFbqZ8KGHRlxN6ByhJRky3JSQgo',
  'mijn-kaarten@1': 'gwMcoJC-S5LJ13Wb_ReuyNOUbKiyC82_wjZoCTkcES0',
};

export function formatRef({ id, version }: Format): FormatRef {
  return { id, version, hash: hashByVersion[`${id}@${version}`] ?? '' };
}

/** @returns undefined when no format was ever published under this id. */
export function newestFormat(formatId: string): Format | undefined {
  return publishedFormats.filter(({ id }) => id === formatId).at(-1);
}

/** @returns undefined for what this app does not know: a newer app wrote it, or one that says it otherwise. */
export function formatFor({ id, version, hash }: FormatRef): Format | undefined {
  return publishedFormats.find(
    (format) => format.id === id && format.version === version && formatRef(format).hash === hash,
  );
}
