import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChairBody, parseChairBody } from './bodies.ts';

const id = 'A'.repeat(22);
const hash = 'B'.repeat(42).concat('A');
const publicKey = 'C'.repeat(86).concat('A');
const format = { id: 'samenleergesprek', version: 1, hash };

const bodies: readonly ChairBody[] = [
  { type: 'genesis', publicKey, role: 'professional', format },
  { type: 'seat', seat: id, role: 'resident', binding: hash },
  { type: 'seat', seat: id, role: 'resident', binding: hash, replaces: id },
  { type: 'admit', seat: id },
  { type: 'join', seat: id, publicKey, mode: 'own', commit: hash, mac: hash },
  { type: 'seated', seat: id, join: hash, half: hash },
  { type: 'reveal', seat: id, half: hash },
  { type: 'revoke', seat: id },
];

describe('[ENV5] a body about chairs', () => {
  it('is read as it was written', () => {
    for (const body of bodies) expect(parseChairBody(JSON.stringify(body))).toEqual(body);
  });

  it('is nothing when it is any other text or any other JSON', () => {
    fc.assert(fc.property(fc.string(), (text) => parseChairBody(text) === undefined));
    fc.assert(fc.property(fc.json(), (text) => parseChairBody(text) === undefined));
  });

  it('never is an error, whatever stands in one of its fields', () => {
    const anyChange = fc.record({
      body: fc.constantFrom(...bodies),
      field: fc.constantFrom('type', 'seat', 'publicKey', 'role', 'mode', 'half', 'format', 'replaces'),
      value: fc.jsonValue(),
    });
    fc.assert(
      fc.property(anyChange, ({ body, field, value }) => {
        const changed = JSON.parse(JSON.stringify({ ...body, [field]: value }));
        const parsed = parseChairBody(JSON.stringify(changed));
        if (parsed) expect(parsed).toEqual(changed);
      }),
    );
  });

  it('has every field of its type and no other', () => {
    for (const body of bodies) {
      expect(parseChairBody(JSON.stringify({ ...body, more: 1 }))).toBeUndefined();
      for (const field of Object.keys(body).filter((one) => one !== 'replaces')) {
        const { [field]: _without, ...rest } = { ...body } as Record<string, unknown>;
        expect(parseChairBody(JSON.stringify(rest))).toBeUndefined();
      }
    }
  });

  it('names bytes only by the one text that stands for them', () => {
    const twin = 'A'.repeat(21).concat('B');
    expect(parseChairBody(JSON.stringify({ type: 'revoke', seat: id }))).toBeDefined();
    expect(parseChairBody(JSON.stringify({ type: 'revoke', seat: twin }))).toBeUndefined();
  });
});
