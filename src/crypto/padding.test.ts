import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pad, padTo, unpad } from './padding.ts';

test('[ENV2] padded content has one of six sizes and comes back whole', () => {
  const content = fc.uint8Array({ maxLength: 17_000 }).map((array) => new Uint8Array(array));
  fc.assert(
    fc.property(content, (value) => {
      const padded = pad(value);
      if (value.length > 16_382) {
        expect(padded).toEqual({ ok: false, error: 'too-large' });
        return;
      }
      if (!padded.ok) throw new Error(padded.error);
      expect([512, 1024, 2048, 4096, 8192, 16_384]).toContain(padded.value.length);
      expect(unpad(padded.value)).toEqual({ ok: true, value });
    }),
    { examples: [[new Uint8Array(16_382)], [new Uint8Array(16_383)], [new Uint8Array(0)]] },
  );
});

test('[ENV2] one byte more than fits takes the next size', () => {
  const sizeOf = (length: number): number => {
    const padded = pad(new Uint8Array(length));
    return padded.ok ? padded.value.length : 0;
  };
  expect([510, 511, 1022, 1023, 2046, 2047, 4094, 4095, 8190, 8191].map(sizeOf)).toEqual([
    512, 1024, 1024, 2048, 2048, 4096, 4096, 8192, 8192, 16_384,
  ]);
});

test('padding to a fixed size refuses what does not fit', () => {
  expect(padTo(1024, new Uint8Array(1022)).ok).toBe(true);
  expect(padTo(1024, new Uint8Array(1023))).toEqual({ ok: false, error: 'too-large' });
});

test('padding that hides something, or claims more than there is, is broken', () => {
  expect(unpad(new Uint8Array([0, 1, 9, 0, 1])).ok).toBe(false);
  expect(unpad(new Uint8Array([0, 4, 9, 0, 1])).ok).toBe(false);
  expect(unpad(new Uint8Array([0])).ok).toBe(false);
  expect(unpad(new Uint8Array([0, 1, 9, 0, 0]))).toEqual({ ok: true, value: new Uint8Array([9]) });
});
