import { expect, test } from 'vitest';
import { computeVector, type Vector } from './vector-cases.ts';
import stored from './vectors.json' with { type: 'json' };

// Each row has fields of its own; the type of the file is the union of them all.
const vectors = stored as unknown as readonly Vector[];

test.each(vectors)('the vector of $name holds in a browser', async ({ name, input, output }) => {
  expect(await computeVector(name, input)).toEqual(output);
});
