import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parseOrganisation } from './organisation.ts';

const whole = {
  name: 'Gemeente Voorbeeld',
  privacyContact: '',
  supportText: 'Bel 0800-0000',
  retentionDays: 180,
  publicUrl: 'https://tafel.example',
};

it('whose website this is, is read as the server says it', () => {
  expect(parseOrganisation(JSON.stringify(whole))).toEqual(whole);
});

it('is nobody’s when a proxy or another server answers with any other text', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
  fc.assert(
    fc.property(anyText, (text) => {
      expect(parseOrganisation(text)).toBeUndefined();
    }),
  );
});

it('gives no address for links that is more or less than an origin', () => {
  for (const publicUrl of ['', 'tafel.example', 'https://tafel.example/pad', 'javascript:alert(1)', 'data:,'])
    expect(parseOrganisation(JSON.stringify({ ...whole, publicUrl }))).toBeUndefined();
});
