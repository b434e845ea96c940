import { expect, test } from 'vitest';
import { computeVector } from './vector-cases.ts';
import vectors from './vectors.json' with { type: 'json' };

test.each(vectors)('the vector of $name holds in a browser', ({ name, input, output }) => {
  expect(computeVector(name, input)).toBe(output);
});
