import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import nl from '#content/nl.json' with { type: 'json' };

/** Everything that is said when something goes wrong. Each sentence has a story that provokes it. */
const whenSomethingGoesWrong = [
  'invite.not-valid',
  'invite.seat-taken',
  'pictures.differ',
  'offline',
  'offline.join',
  'offline.turn',
  'online',
  'server.away',
  'server.away.join',
  'browser.in-app',
  'browser.old',
  'storage.full',
  'text.long',
  'card.broken',
  'chain.broken',
  'key.wrong',
  'camera.no',
  'two-tabs',
  'update',
  'other.fault',
] as const;

describe('what is said when something goes wrong', () => {
  const folder = new URL('../e2e/', import.meta.url);
  const stories = readdirSync(folder)
    .filter((file) => file.endsWith('.spec.ts'))
    .map((file) => readFileSync(new URL(file, folder), 'utf8'))
    .join('\n');

  it.each(whenSomethingGoesWrong)('a story reads every line of %s on a screen', (id) => {
    const unread = nl[id].split('\n').filter((line) => !asRead(line).test(stories));
    expect(unread).toEqual([]);
  });
});

/** The line as a story has it: whole, between quotes, with something in the place of each value. */
function asRead(line: string): RegExp {
  const parts = line
    .split(/\{(?:[^{}]|\{[^{}]*\})*\}/)
    .map((part) => part.replace(/[.?*+^$()[\]\\|]/g, '\\$&'));
  return new RegExp(`'${parts.join("[^'{}]+")}'`);
}
