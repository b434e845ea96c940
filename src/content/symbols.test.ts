import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { decks, peoplePictures, smallCardsByTheme } from '#domain/decks.ts';
import { checkPictureIds, symbolFileById } from './symbols.ts';

const folder = fileURLToPath(new URL('../../public/symbols', import.meta.url));
const onDisk = readdirSync(folder)
  .filter((name) => name.endsWith('.svg'))
  .sort();
const pictures = onDisk.map((name) => ({ name, svg: readFileSync(join(folder, name), 'utf8') }));
const fileById: Readonly<Record<string, string>> = symbolFileById;

test('every picture has its file, and every file is some picture', () => {
  const named = new Set(Object.values(fileById).map((file) => `${file}.svg`));
  expect(onDisk).toEqual([...named].sort());
  const others = readdirSync(folder).filter((name) => !name.endsWith('.svg'));
  expect(others).toEqual(['ATTRIBUTION.md']);
});

test('every card of every deck and everyone at the table has a picture', () => {
  const cards = Object.values(decks).flatMap((deck): readonly string[] => deck.symbols);
  const small = Object.values(smallCardsByTheme).flat();
  for (const id of [...cards, ...small, ...peoplePictures]) expect(fileById).toHaveProperty(id);
});

test('cards in one deck never share a picture', () => {
  const always = decks.altijd.symbols.map((id) => fileById[id]);
  for (const [name, deck] of Object.entries(decks)) {
    const files = deck.symbols.map((id) => fileById[id]);
    const shown = name === 'altijd' ? files : [...files, ...always];
    expect(new Set(shown).size, name).toBe(shown.length);
  }
});

test('[INV4] the check at joining has 64 different pictures, none of them a person or a card', () => {
  const files = checkPictureIds.map((id) => symbolFileById[id]);
  expect(new Set(files).size).toBe(64);
  expect(files).toHaveLength(64);
  const elsewhere = Object.keys(fileById).filter((id) => !checkPictureIds.some((check) => check === id));
  const theirFiles = elsewhere.map((id) => fileById[id]);
  expect(files.filter((file) => theirFiles.includes(file))).toEqual([]);
});

test('a picture runs nothing, loads nothing and names no one', () => {
  const allowed = /^(?:svg|g|path|circle|ellipse|rect|line|polyline|polygon)$/;
  for (const { name, svg } of pictures) {
    const elements = [...svg.matchAll(/<([\w:!?-]+)/g)].map(([, element = '']) => element);
    expect(
      elements.filter((element) => !allowed.test(element)),
      name,
    ).toEqual([]);
    expect(svg, name).not.toMatch(/\s(?:on\w+|href|xlink:href|style|id)\s*=|url\(|data:/i);
    expect(svg.replaceAll('http://www.w3.org/2000/svg', ''), name).not.toContain('//');
  }
});

test('the pictures stay light', () => {
  const sizes = pictures.map(({ svg }) => svg.length);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(total / sizes.length).toBeLessThan(3000);
  expect(Math.max(...sizes)).toBeLessThan(8000);
});

test('every picture stands once in the attribution, with OpenMoji and the licence', () => {
  const attribution = readFileSync(join(folder, 'ATTRIBUTION.md'), 'utf8');
  const listed = [...attribution.matchAll(/^- ([a-z0-9-]+\.svg)/gm)].map(([, name = '']) => name);
  expect(listed.sort()).toEqual(onDisk);
  expect(attribution).toContain('https://openmoji.org');
  expect(attribution).toContain('https://creativecommons.org/licenses/by-sa/4.0/');
});
