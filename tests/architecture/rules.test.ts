import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

// The numbered rules of `docs/protocol.md`: the page, the code and the tests' names say the same ones.

const project = fileURLToPath(new URL('../..', import.meta.url));
type File = { readonly path: string; readonly text: string };

const page = readFileSync(join(project, 'docs/protocol.md'), 'utf8');
const defined = namesIn(page, /\*\*\[([A-Z]{3}\d+)\]\*\*/g);
const [, exceptions = ''] = page.split('## Not built yet');
const unbuilt = namesIn(exceptions, /^\| \[([A-Z]{3}\d+)\] \| all of it:/gm);
const built = defined.filter((rule) => !unbuilt.includes(rule));

const pages = readdirSync(project)
  .filter((name) => name.endsWith('.md'))
  .map(read);
const files = ['bench', 'docs', 'public', 'scripts', 'src', 'tests'].flatMap(filesUnder);
const code = files.filter(({ path }) => path.startsWith('src/') && !isForTests(path));
const tests = files.filter(({ path }) => isForTests(path));

/** Whatever is named by `it`, `test` or `describe`, also with `.each`. */
const title = /(?:\b(?:it|test|describe)(?:\.\w+)*|\]\))\(\s*(['"`])((?:(?!\1).)+)\1/gs;

const inCode = new Set(code.flatMap(({ text }) => rulesIn(text)));
const inTitles = new Set(
  tests.flatMap(({ text }) => [...text.matchAll(title)].flatMap(([, , words = '']) => rulesIn(words))),
);

it('every rule that is named anywhere stands on the protocol page', () => {
  const named = [...pages, ...files].flatMap(({ path, text }) =>
    rulesIn(text).map((rule) => ({ rule, path })),
  );
  expect(named.filter(({ rule }) => !defined.includes(rule))).toEqual([]);
});

it('a rule has one place on the page, and only rules of that page can be unbuilt', () => {
  expect(defined).toEqual([...new Set(defined)]);
  expect(rulesIn(exceptions).filter((rule) => !defined.includes(rule))).toEqual([]);
});

it('every rule that is built stands in the code that holds to it', () => {
  expect(built.filter((rule) => !inCode.has(rule))).toEqual([]);
});

it('every rule that is built stands in the name of a test', () => {
  expect(built.filter((rule) => !inTitles.has(rule))).toEqual([]);
});

it('no code and no test claims a rule of which nothing is built', () => {
  expect(unbuilt.filter((rule) => inCode.has(rule) || inTitles.has(rule))).toEqual([]);
});

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap(([, name]) => name ?? []);
}

function rulesIn(text: string): readonly string[] {
  return namesIn(text, /\[([A-Z]{3}\d+)\]/g);
}

function isForTests(path: string): boolean {
  return /^tests\/|\/testing\/|\.test\.tsx?$|-(?:contract|for-test|cases)\.ts$/.test(path);
}

function filesUnder(folder: string): readonly File[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:tsx?|mjs|js|css|html|md)$/.test(name))
    .map((name) => read(`${folder}/${name}`));
}

function read(path: string): File {
  return { path, text: readFileSync(join(project, path), 'utf8') };
}
