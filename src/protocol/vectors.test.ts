import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { labels } from './labels.ts';
import { computeVector, type Vector, vectorNames } from './vector-cases.ts';
import vectors from './vectors.json' with { type: 'json' };

// A change of the wire on purpose: WRITE_VECTORS=1 npx vitest run src/protocol/vectors.test.ts
if (process.env.WRITE_VECTORS === '1') {
  const rows: Vector[] = vectors.map(({ name, input }) => ({
    name,
    input,
    output: computeVector(name, input),
  }));
  writeFileSync(new URL('./vectors.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
}

describe('test vectors of the protocol', () => {
  test.each(vectors)('$name', ({ name, input, output }) => {
    expect(computeVector(name, input)).toBe(output);
  });

  test('every case has a vector', () => {
    expect(vectors.map((vector) => vector.name)).toEqual(vectorNames);
  });
});

test('no label is the start of another, so no signature can serve two uses', () => {
  const all = Object.values(labels);
  for (const label of all) expect(all.filter((other) => other.startsWith(label))).toEqual([label]);
});
