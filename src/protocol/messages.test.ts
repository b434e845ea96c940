import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goneReasons } from './down/gone.ts';
import { type DownMessage, decodeDown, downTypes, encodeDown, isNewerHello } from './down.ts';
import { type Entry, entryForms, entrySize } from './entry.ts';
import { appendOutcomes, errorCodes } from './error-codes.ts';
import type { Head } from './head.ts';
import { MAX_ENTRIES, MAX_FRAME_BYTES, MAX_HEADS, MAX_PAGE_BYTES } from './limits.ts';
import type { Attach } from './up/attach.ts';
import { decodeUp, encodeUp, type UpMessage, upTypes } from './up.ts';
import { PROTOCOL_VERSION } from './version.ts';

/** fast-check makes a plain Uint8Array; ours are known not to be shared. */
const bytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => new Uint8Array(array));

const u32 = fc.nat({ max: 0xffff_ffff });
const blob = bytes(0, 2048);
const envelope = bytes(0, 600);
const req = u32;
const id = bytes(16);
const hash = bytes(32);
const head: fc.Arbitrary<Head> = fc.record({ participantId: id, deviceId: bytes(8), seq: u32 });
const heads = fc.array(head, { maxLength: 20 });
const entry: fc.Arbitrary<Entry> = fc.record({ form: choiceOf(entryForms), bytes: envelope });
const entries = fc.array(entry, { maxLength: 12 });

type ByType<Message extends { type: string }> = {
  [Type in Message['type']]: fc.Arbitrary<Extract<Message, { type: Type }>>;
};

const upByType: ByType<UpMessage> = {
  'open-room': fc.record({ type: fc.constant('open-room'), req, publicKey: bytes(65), genesis: envelope }),
  attach: fc.record({
    type: fc.constant('attach'),
    req,
    roomId: id,
    participantId: id,
    deviceId: bytes(8),
    signature: bytes(64),
    heads,
  }),
  detach: fc.record({ type: fc.constant('detach'), roomId: id }),
  append: fc.record({ type: fc.constant('append'), req, roomId: id, entries }),
  invite: fc.record({
    type: fc.constant('invite'),
    req,
    roomId: id,
    inviteId: id,
    proofHash: hash,
    show: blob,
    wrap: blob,
    lifetimeSeconds: u32,
  }),
  uninvite: fc.record({ type: fc.constant('uninvite'), req, roomId: id, inviteId: id }),
  look: fc.record({ type: fc.constant('look'), req, inviteId: id, proof: hash }),
  claim: fc.record({ type: fc.constant('claim'), req, inviteId: id, proof: hash, publicKey: bytes(65) }),
  presence: fc.record({ type: fc.constant('presence'), req, envelope }),
  'keep-key': fc.record({
    type: fc.constant('keep-key'),
    req,
    roomId: id,
    keyId: id,
    authHash: hash,
    wrap: blob,
  }),
  'use-key': fc.record({ type: fc.constant('use-key'), req, keyId: id, auth: hash }),
  erase: fc.record({ type: fc.constant('erase'), req, record: bytes(96) }),
  vouch: fc.record({ type: fc.constant('vouch'), req, roomId: id, publicKey: bytes(65) }),
};

const downByType: ByType<DownMessage> = {
  hello: fc.record({
    type: fc.constant('hello'),
    version: fc.nat({ max: 255 }),
    nonce: hash,
    retentionDays: fc.nat({ max: 65535 }),
  }),
  done: fc.record({ type: fc.constant('done'), req }),
  refused: fc.record({ type: fc.constant('refused'), req, code: choiceOf(errorCodes) }),
  attached: fc.record({ type: fc.constant('attached'), req, roomId: id, lastDay: req, heads }),
  entries: fc.record({ type: fc.constant('entries'), roomId: id, entries }),
  appended: fc.record({
    type: fc.constant('appended'),
    req,
    outcomes: fc.array(choiceOf(appendOutcomes), { maxLength: MAX_ENTRIES }),
  }),
  shown: fc.record({ type: fc.constant('shown'), req, show: blob }),
  claimed: fc.record({ type: fc.constant('claimed'), req, wrap: blob }),
  key: fc.record({ type: fc.constant('key'), req, wrap: blob }),
  presence: fc.record({ type: fc.constant('presence'), envelope }),
  gone: fc.record({
    type: fc.constant('gone'),
    roomId: id,
    reason: choiceOf(goneReasons),
    record: bytes(0, 96),
  }),
};

const up: fc.Arbitrary<UpMessage> = fc.oneof(...Object.values(upByType));
const down: fc.Arbitrary<DownMessage> = fc.oneof(...Object.values(downByType));

describe('messages of the device', () => {
  test('every message reads back as it was written', () => {
    fc.assert(
      fc.property(up, (message) => {
        expect(decodeUp(encodeUp(message))).toEqual({ ok: true, value: message });
      }),
    );
  });

  test('[SRV6] any bytes are either malformed or the only spelling of a message', () => {
    fc.assert(
      fc.property(fc.oneof(bytes(0, 300), damaged(up.map(encodeUp))), (input) => {
        const decoded = decodeUp(input);
        if (decoded.ok) expect(encodeUp(decoded.value)).toEqual(input);
        else expect(decoded.error).toBe('malformed');
      }),
      { numRuns: 1000 },
    );
  });

  test('a page of entries as large as allowed fits in a frame', () => {
    const page: Entry[] = [];
    let left = MAX_PAGE_BYTES;
    while (left > entrySize({ form: 'whole', bytes: new Uint8Array(16_000) })) {
      const next: Entry = { form: 'whole', bytes: new Uint8Array(16_000) };
      page.push(next);
      left -= entrySize(next);
    }
    page.push({ form: 'whole', bytes: new Uint8Array(left - 5) });
    const encoded = encodeUp({ type: 'append', req: 1, roomId: new Uint8Array(16), entries: page });
    expect(encoded.length).toBeLessThanOrEqual(MAX_FRAME_BYTES);
    expect(decodeUp(encoded).ok).toBe(true);
  });

  test('what is longer than a frame is refused unread', () => {
    expect(decodeUp(new Uint8Array(MAX_FRAME_BYTES + 1)).ok).toBe(false);
  });

  test('a list or field of another length is refused when written', () => {
    const tooMany = Array.from({ length: MAX_HEADS + 1 }, () => sampleHead);
    const attach = { ...sampleAttach, heads: tooMany };
    expect(() => encodeUp(attach)).toThrow(RangeError);
    expect(() => encodeUp({ ...sampleAttach, roomId: new Uint8Array(15) })).toThrow(RangeError);
    expect(() => encodeUp({ ...sampleAttach, req: -1 })).toThrow(RangeError);
    expect(() => encodeUp({ ...sampleAttach, req: 2 ** 32 })).toThrow(RangeError);
  });
});

describe('messages of the server', () => {
  test('every message reads back as it was written', () => {
    fc.assert(
      fc.property(down, (message) => {
        expect(decodeDown(encodeDown(message))).toEqual({ ok: true, value: message });
      }),
    );
  });

  test('[SRV6] any bytes are either malformed or the only spelling of a message', () => {
    fc.assert(
      fc.property(fc.oneof(bytes(0, 300), damaged(down.map(encodeDown))), (input) => {
        const decoded = decodeDown(input);
        if (decoded.ok) expect(encodeDown(decoded.value)).toEqual(input);
        else expect(decoded.error).toBe('malformed');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the greeting of a newer server', () => {
  const hello = (version: number) =>
    encodeDown({ type: 'hello', version, nonce: new Uint8Array(32), retentionDays: 180 });

  test('is known by its first two bytes, whatever follows', () => {
    expect(isNewerHello(hello(PROTOCOL_VERSION + 1))).toBe(true);
    expect(isNewerHello(Uint8Array.of(downTypes.hello, 255))).toBe(true);
  });

  test('is not ours, nor an older one, nor any other message', () => {
    expect(isNewerHello(hello(PROTOCOL_VERSION))).toBe(false);
    expect(isNewerHello(hello(PROTOCOL_VERSION - 1))).toBe(false);
    expect(isNewerHello(Uint8Array.of(downTypes.done, 255))).toBe(false);
    expect(isNewerHello(Uint8Array.of(downTypes.hello))).toBe(false);
    expect(isNewerHello(new Uint8Array(0))).toBe(false);
  });
});

describe('the schema', () => {
  const participantId = new Uint8Array(16).fill(2);

  test('type numbers and sizes stay as released', () => {
    const id16 = participantId;
    const hash32 = new Uint8Array(32);
    const none = new Uint8Array(0);
    const oneEntry: Entry[] = [{ form: 'stub', bytes: none }];
    const samples: UpMessage[] = [
      { type: 'open-room', req: 1, publicKey: new Uint8Array(65), genesis: none },
      sampleAttach,
      { type: 'detach', roomId: id16 },
      { type: 'append', req: 1, roomId: id16, entries: oneEntry },
      {
        type: 'invite',
        req: 1,
        roomId: id16,
        inviteId: id16,
        proofHash: hash32,
        show: none,
        wrap: none,
        lifetimeSeconds: 900,
      },
      { type: 'uninvite', req: 1, roomId: id16, inviteId: id16 },
      { type: 'look', req: 1, inviteId: id16, proof: hash32 },
      { type: 'claim', req: 1, inviteId: id16, proof: hash32, publicKey: new Uint8Array(65) },
      { type: 'presence', req: 1, envelope: none },
      { type: 'keep-key', req: 1, roomId: id16, keyId: id16, authHash: hash32, wrap: none },
      { type: 'use-key', req: 1, keyId: id16, auth: hash32 },
      { type: 'vouch', req: 1, roomId: id16, publicKey: new Uint8Array(65) },
      { type: 'erase', req: 1, record: new Uint8Array(96) },
    ];
    expect(samples.map((message) => sizeRow(message.type, encodeUp(message)))).toEqual([
      'open-room 1: 74 B',
      'attach 2: 139 B',
      'detach 3: 17 B',
      'append 4: 28 B',
      'invite 5: 81 B',
      'uninvite 6: 37 B',
      'look 7: 53 B',
      'claim 8: 118 B',
      'presence 9: 9 B',
      'keep-key 10: 73 B',
      'use-key 11: 53 B',
      'vouch 12: 86 B',
      'erase 13: 101 B',
    ]);
    expect(samples).toHaveLength(Object.keys(upTypes).length);
  });

  test('type numbers and sizes of the server stay as released', () => {
    const roomId = participantId;
    const none = new Uint8Array(0);
    const samples: DownMessage[] = [
      { type: 'hello', version: 1, nonce: new Uint8Array(32), retentionDays: 180 },
      { type: 'done', req: 1 },
      { type: 'refused', req: 1, code: 'gap' },
      { type: 'attached', req: 1, roomId, lastDay: 1, heads: [sampleHead] },
      { type: 'entries', roomId, entries: [{ form: 'whole', bytes: none }] },
      { type: 'appended', req: 1, outcomes: ['done', 'fork'] },
      { type: 'shown', req: 1, show: none },
      { type: 'claimed', req: 1, wrap: none },
      { type: 'key', req: 1, wrap: none },
      { type: 'presence', envelope: none },
      { type: 'gone', roomId, reason: 'erased', record: new Uint8Array(96) },
    ];
    expect(samples.map((message) => sizeRow(message.type, encodeDown(message)))).toEqual([
      'hello 1: 36 B',
      'done 2: 5 B',
      'refused 3: 6 B',
      'attached 4: 55 B',
      'entries 5: 24 B',
      'appended 6: 9 B',
      'shown 7: 9 B',
      'claimed 8: 9 B',
      'key 9: 9 B',
      'presence 10: 5 B',
      'gone 11: 118 B',
    ]);
    expect(samples).toHaveLength(Object.keys(downTypes).length);
  });

  test('error codes and reasons stay as released', () => {
    expect(errorCodes).toEqual({
      'not-allowed': 1,
      malformed: 2,
      'too-large': 3,
      gap: 4,
      fork: 5,
      unknown: 6,
      'invitation-not-valid': 7,
      'rate-limited': 8,
      'room-full': 9,
      'storage-full': 10,
      gone: 11,
      'server-error': 12,
    });
    expect(appendOutcomes.done).toBe(0);
    expect(goneReasons).toEqual({ expired: 1, erased: 2 });
    expect(entryForms).toEqual({ whole: 0, stub: 1 });
  });
});

const sampleHead: Head = { participantId: new Uint8Array(16), deviceId: new Uint8Array(8), seq: 0 };

const sampleAttach: Attach = {
  type: 'attach',
  req: 1,
  roomId: new Uint8Array(16),
  participantId: new Uint8Array(16),
  deviceId: new Uint8Array(8),
  signature: new Uint8Array(64),
  heads: [sampleHead],
};

function sizeRow(type: string, encoded: Bytes): string {
  return `${type} ${encoded[0]}: ${encoded.length} B`;
}

function choiceOf<Name extends string>(table: Readonly<Record<Name, number>>): fc.Arbitrary<Name> {
  // Object.keys forgets that a Record<Name, …> literal has exactly the keys Name.
  return fc.constantFrom(...(Object.keys(table) as Name[]));
}

/** Valid bytes with one byte changed, some cut off, or some added. */
function damaged(valid: fc.Arbitrary<Bytes>): fc.Arbitrary<Bytes> {
  return fc
    .tuple(valid, fc.nat(), fc.nat({ max: 255 }), fc.nat({ max: 2 }))
    .map(([input, at, value, way]) => {
      const place = at % input.length;
      if (way === 1) return input.slice(0, place);
      if (way === 2) return new Uint8Array([...input, value]);
      const changed = input.slice();
      // Half of the changes are near the start, where types, counts and lengths stand.
      changed[value % 2 === 0 ? place : place % 24] = value;
      return changed;
    });
}
