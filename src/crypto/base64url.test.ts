import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeBase64url, encodeBase64url } from './base64url.ts';

test('base64url agrees with another implementation', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (array) => {
      const bytes = new Uint8Array(array);
      const text = encodeBase64url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(decodeBase64url(text)).toEqual({ ok: true, value: bytes });
    }),
  );
});

test('any text is either malformed or the only spelling of its bytes', () => {
  const likely = fc.string({ unit: fc.constantFrom(...'AQgw_-z9=+/ é') });
  fc.assert(
    fc.property(fc.oneof(fc.string(), likely), (text) => {
      const decoded = decodeBase64url(text);
      if (decoded.ok) expect(encodeBase64url(decoded.value)).toBe(text);
    }),
    { examples: [['A'], ['AB'], ['AA=='], ['AAAAA'], ['😀']] },
  );
});
