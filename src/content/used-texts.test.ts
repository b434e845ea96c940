import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { publishedFormats } from '#domain/formats.ts';
import nl from './nl.json';

/** All code and every page, without the texts themselves and the tests. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tsx?|html)$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
const found = (pattern: RegExp) => [...sources.matchAll(pattern)].map(([, part = '']) => part);

/** Ids that are put together, such as `step.${step}.${beat}`. */
const families = found(/`([a-z-]+\.[^`\n]*\$\{[^`\n]*)`/g).map((template) => ({
  pattern: new RegExp(
    `^${template
      .split(/\$\{.*?\}/)
      .map(escaped)
      .join('(.+)')}$`,
  ),
  values: valuesIn(template),
}));

/** What the code calls anything: between quotes, as a key, or behind what another id is put together of. */
const names = new Set([
  ...found(/['"]([a-z0-9.-]+)['"]/g),
  ...found(/^\s*([a-z0-9]+):/gm),
  ...found(/\}\.([a-z]+)`/g),
]);

/** Only formats say which buttons a beat has; many another name is a button's name too. */
function valuesIn(template: string): ReadonlySet<string> | undefined {
  if (!/^button\.\$\{\w+Word\}$/.test(template)) return undefined;
  const beats = publishedFormats.flatMap(({ steps }) => steps.flatMap((step) => step.beats));
  return new Set(beats.flatMap(({ goOnWord = '', openWord = '' }) => [goOnWord, openWord]));
}

function isMember(id: string, { pattern, values }: (typeof families)[number]): boolean {
  const isName = (name: string) => (values ? values.has(name) : /^\d$/.test(name) || names.has(name));
  const parts = pattern.exec(id)?.slice(1);
  return parts?.every((part) => isName(part) || part.split('.').every(isName)) ?? false;
}

it('every text is asked for somewhere: by its id, or put together of names that the code has', () => {
  const isUsed = (id: string) =>
    [`'${id}'`, `"${id}"`, `:${id}}`].some((literal) => sources.includes(literal)) ||
    families.some((family) => isMember(id, family));
  expect(Object.keys(nl).filter((id) => !isUsed(id))).toEqual([]);
});
