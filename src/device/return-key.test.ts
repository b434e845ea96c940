import { expect, it } from 'vitest';
import type { ChainKey } from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import type { ChairBody } from './bodies.ts';
import { type ChairEvent, rosterOf, sitsOnOwnDevice } from './roster.ts';

const anouk = 'a'.repeat(22) as ParticipantId;
const bilal = 'b'.repeat(22) as ParticipantId;
const text = (letter: string, length: number) => letter.repeat(length);
const seat = text('s', 22);

/** Anouk opens, sets a chair, and answers whoever takes it. */
function tableWhere(mode: 'own' | 'shared') {
  const format = { id: 'samenleergesprek-kort', version: 1, hash: text('f', 43) };
  const said: readonly [ParticipantId, ChairBody][] = [
    [anouk, { type: 'genesis', publicKey: text('k', 87), role: 'professional', format }],
    [anouk, { type: 'seat', seat, role: 'resident', binding: text('i', 43) }],
    [
      bilal,
      { type: 'join', seat, publicKey: text('k', 87), mode, commit: text('c', 43), mac: text('m', 43) },
    ],
    [anouk, { type: 'seated', seat, join: 'hash-2', half: text('h', 43) }],
  ];
  const events = said.map(([by, body], seq): ChairEvent => {
    const chain: ChainKey = `${by}/device`;
    return { by, hash: `hash-${seq}`, at: { chain, seq }, past: new Map([[chain, seq]]), body };
  });
  return rosterOf(events, []);
}

it('[TAB1] a guest on a shared tablet gets no return key; whoever sits on an own device does', () => {
  expect(sitsOnOwnDevice(tableWhere('own'), bilal)).toBe(true);
  expect(sitsOnOwnDevice(tableWhere('shared'), bilal)).toBe(false);
  expect(sitsOnOwnDevice(tableWhere('shared'), anouk)).toBe(true);
});

it('[RET1] nobody gets a key before they sit', () => {
  expect(sitsOnOwnDevice(rosterOf([], []), bilal)).toBe(false);
});
