import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import nl from './nl.json';

/** All code and every page, without the texts themselves and the tests. */
const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(tsx?|html)$/.test(file) && !/\.test\.tsx?$/.test(file))
  .map((file) => readFileSync(join('src', file), 'utf8'))
  .join('\n');

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Ids that are put together, such as `step.${step}.${beat}`: what stands between the parts can be anything. */
const families = [...sources.matchAll(/`([a-z-]+\.[^`\n]*\$\{[^`\n]*)`/g)].map(
  ([, template = '']) =>
    new RegExp(
      `^${template
        .split(/\$\{.*?\}/)
        .map(escaped)
        .join('.+')}$`,
    ),
);

it('every text is asked for somewhere, by its id or as one of a family', () => {
  const isUsed = (id: string) =>
    [`'${id}'`, `"${id}"`, `:${id}}`].some((literal) => sources.includes(literal)) ||
    families.some((family) => family.test(id));
  expect(Object.keys(nl).filter((id) => !isUsed(id))).toEqual([]);
});
