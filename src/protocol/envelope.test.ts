import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeBlankBody, encodeBlankBody } from './blank-body.ts';
import { joinEnvelope, joinStub, splitEnvelope, splitStub } from './envelope.ts';
import { decodeEraseRecord, encodeEraseRecord } from './erase-record.ts';
import { decodeHeader, encodeHeader, FIRST_PREV, type Header, type SeenHead } from './header.ts';
import { type EnvelopeKind, envelopeKinds, isClearKind } from './kinds.ts';
import {
  MAX_BLANKED,
  MAX_BODY_BYTES,
  MAX_ENVELOPE_BYTES,
  MAX_SEEN,
  SEALED_OVERHEAD_BYTES,
} from './limits.ts';

/** fast-check makes a plain Uint8Array; ours are known not to be shared. */
const bytes = (minLength: number, maxLength = minLength): fc.Arbitrary<Bytes> =>
  fc.uint8Array({ minLength, maxLength }).map((array) => new Uint8Array(array));

const u32 = fc.nat({ max: 0xffff_ffff });
// Object.keys forgets that the keys of the table are the kinds.
const allKinds = Object.keys(envelopeKinds) as EnvelopeKind[];
const seenHead: fc.Arbitrary<SeenHead> = fc.record({
  participantId: bytes(16),
  deviceId: bytes(8),
  seq: u32,
  hash: bytes(32),
});
const header: fc.Arbitrary<Header> = fc.record({
  kind: fc.constantFrom(...allKinds),
  roomId: bytes(16),
  participantId: bytes(16),
  deviceId: bytes(8),
  seq: u32,
  prev: bytes(32),
  seen: fc.array(seenHead, { maxLength: MAX_SEEN }),
});

const sample: Header = {
  kind: 'event',
  roomId: new Uint8Array(16),
  participantId: new Uint8Array(16),
  deviceId: new Uint8Array(8),
  seq: 0,
  prev: FIRST_PREV,
  seen: [],
};
const sampleSeen: SeenHead = { ...sample, hash: new Uint8Array(32) };
const signature = new Uint8Array(64).fill(7);

describe('header', () => {
  test('a header reads back as it was written', () => {
    fc.assert(
      fc.property(header, (value) => {
        expect(decodeHeader(encodeHeader(value))).toEqual({ ok: true, value });
      }),
    );
  });

  test('any bytes are either malformed or the only spelling of a header', () => {
    const headerLike = fc
      .tuple(header, fc.nat({ max: 80 }), fc.nat({ max: 255 }))
      .map(([value, at, byte]) => encodeHeader(value).with(at % 79, byte));
    fc.assert(
      fc.property(fc.oneof(bytes(0, 300), headerLike), (input) => {
        const decoded = decodeHeader(input);
        if (decoded.ok) expect(encodeHeader(decoded.value)).toEqual(input);
      }),
    );
  });

  test('sizes and kinds stay as released', () => {
    expect(encodeHeader(sample)).toHaveLength(79);
    const full = encodeHeader({ ...sample, seen: Array.from({ length: MAX_SEEN }, () => sampleSeen) });
    expect(full).toHaveLength(1999);
    expect(MAX_ENVELOPE_BYTES).toBe(18_475);
    expect(envelopeKinds).toEqual({
      genesis: 1,
      seat: 2,
      join: 3,
      seated: 4,
      event: 5,
      ready: 6,
      blank: 7,
      revoke: 8,
      presence: 10,
      leave: 11,
    });
  });

  test('another version, another kind and a 33rd seen head are malformed', () => {
    const valid = encodeHeader(sample);
    expect(decodeHeader(valid.with(0, 2)).ok).toBe(false);
    expect(decodeHeader(valid.with(1, 0)).ok).toBe(false);
    expect(decodeHeader(valid.with(1, 9)).ok).toBe(false);
    const tooMany = new Uint8Array(79 + 33 * 60);
    tooMany.set(valid.with(78, 33));
    expect(decodeHeader(tooMany).ok).toBe(false);
    expect(() => encodeHeader({ ...sample, seen: Array.from({ length: 33 }, () => sampleSeen) })).toThrow(
      RangeError,
    );
  });
});

describe('envelope', () => {
  test('an envelope splits into the parts it was joined from', () => {
    fc.assert(
      fc.property(header, bytes(SEALED_OVERHEAD_BYTES, 700), bytes(64), (value, body, signed) => {
        const headerBytes = encodeHeader(value);
        expect(splitEnvelope(joinEnvelope(headerBytes, body, signed))).toEqual({
          ok: true,
          value: { header: value, headerBytes, body, signature: signed },
        });
      }),
    );
  });

  test('[SRV6] any bytes are either malformed or join again to the same', () => {
    const envelopeLike = fc
      .tuple(header, bytes(0, 200))
      .map(([value, rest]) => new Uint8Array([...encodeHeader(value), ...rest]));
    fc.assert(
      fc.property(fc.oneof(bytes(0, 300), envelopeLike), (input) => {
        const whole = splitEnvelope(input);
        if (whole.ok) {
          const { headerBytes, body, signature: signed } = whole.value;
          expect(joinEnvelope(headerBytes, body, signed)).toEqual(input);
        }
        const stub = splitStub(input);
        if (stub.ok) {
          const { headerBytes, bodyHash, signature: signed } = stub.value;
          expect(joinStub(headerBytes, bodyHash, signed)).toEqual(input);
        }
      }),
    );
  });

  test('a sealed body has room for nonce and tag, a clear one may be short', () => {
    for (const kind of allKinds) {
      const headerBytes = encodeHeader({ ...sample, kind });
      const short = joinEnvelope(headerBytes, new Uint8Array(SEALED_OVERHEAD_BYTES - 1), signature);
      expect(splitEnvelope(short).ok).toBe(isClearKind(kind));
    }
  });

  test('[ENV2] a body larger than 16 KiB and its seal is refused on both sides', () => {
    const headerBytes = encodeHeader(sample);
    const largest = joinEnvelope(headerBytes, new Uint8Array(MAX_BODY_BYTES), signature);
    expect(splitEnvelope(largest).ok).toBe(true);
    expect(() => joinEnvelope(headerBytes, new Uint8Array(MAX_BODY_BYTES + 1), signature)).toThrow(
      RangeError,
    );
    const larger = new Uint8Array([...headerBytes, ...new Uint8Array(MAX_BODY_BYTES + 1), ...signature]);
    expect(splitEnvelope(larger).ok).toBe(false);
  });

  test('[DEL1] only an event can be a stub', () => {
    for (const kind of allKinds) {
      const stub = joinStub(encodeHeader({ ...sample, kind }), new Uint8Array(32), signature);
      expect(splitStub(stub).ok).toBe(kind === 'event');
    }
  });
});

describe('bodies in clear', () => {
  test('[DEL1] the places that a blank names read back as written', () => {
    const places = fc.array(fc.record({ deviceId: bytes(8), seq: u32 }), { maxLength: 40 });
    fc.assert(
      fc.property(places, (value) => {
        expect(decodeBlankBody(encodeBlankBody(value))).toEqual({ ok: true, value });
      }),
    );
    const tooMany = Array.from({ length: MAX_BLANKED + 1 }, () => ({ deviceId: new Uint8Array(8), seq: 0 }));
    expect(() => encodeBlankBody(tooMany)).toThrow(RangeError);
    expect(encodeBlankBody(tooMany.slice(1)).length).toBeLessThan(MAX_BODY_BYTES);
  });

  test('[DEL2] an erase record reads back as written', () => {
    const record = fc.record({ roomId: bytes(16), participantId: bytes(16), signature: bytes(64) });
    fc.assert(
      fc.property(record, (value) => {
        expect(decodeEraseRecord(encodeEraseRecord(value))).toEqual({ ok: true, value });
      }),
    );
  });

  test('[SRV6] any bytes are either malformed or the only spelling', () => {
    fc.assert(
      fc.property(bytes(0, 120), (input) => {
        const blank = decodeBlankBody(input);
        if (blank.ok) expect(encodeBlankBody(blank.value)).toEqual(input);
        const record = decodeEraseRecord(input);
        expect(record.ok).toBe(input.length === 96);
        if (record.ok) expect(encodeEraseRecord(record.value)).toEqual(input);
      }),
    );
  });
});
