import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { oneFieldWrong } from './foreign-for-test.ts';
import { type RecordReader, readArrivals, readEndings, readEntries, readRooms } from './stored-records.ts';

const text = (letter: string, length: number) => `${letter.repeat(length - 1)}A`;
const chain = `${text('p', 22)}/${text('d', 11)}`;
const roomId = text('r', 22);
const readers: readonly [string, RecordReader<unknown>, object][] = [
  [
    'a room',
    readRooms,
    {
      roomId,
      kind: 'table',
      participantId: text('p', 22),
      deviceId: text('d', 11),
      sealed: new Uint8Array([4, 5]),
      genesisHash: new Uint8Array(32),
      hand: text('h', 22),
      isOpened: true,
      lastDay: 20_000,
      retentionDays: 180,
      forks: [{ chain, seq: 3 }],
      returnKey: { isKept: true, isAsked: false },
      metDevices: [chain],
      copyWrote: true,
    },
  ],
  ['an envelope', readEntries, { roomId, chain, seq: 7, entry: { form: 'stub', bytes: new Uint8Array(9) } }],
  ['an arrival', readArrivals, { inviteId: text('i', 22), sealed: new Uint8Array(3) }],
  [
    'an ending',
    readEndings,
    { roomId, reason: 'erased', record: new Uint8Array(96), farewell: new Uint8Array(2) },
  ],
];

describe.each(readers)('%s that a device stored', (_name, read, whole) => {
  it('is read as it was written', () => {
    expect(read([whole])).toEqual([whole]);
  });

  it('is left out when it is anything else', () => {
    fc.assert(
      fc.property(fc.anything(), (other) => {
        expect(read([other, whole])).toEqual([whole]);
      }),
    );
  });

  it('is left out, or is whole all the same, when one field is something else', () => {
    fc.assert(
      fc.property(oneFieldWrong(whole), (other) => {
        for (const record of read([other])) expect(read([record])).toEqual([record]);
      }),
    );
  });

  it.each(Object.keys(whole))('is left out when its %s is a text that means nothing', (field) => {
    expect(read([{ ...whole, [field]: 'no such thing!' }])).toEqual([]);
  });
});
