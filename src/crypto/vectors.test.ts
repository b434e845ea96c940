import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { computeVector, type Vector, vectorNames } from './vector-cases.ts';
import stored from './vectors.json' with { type: 'json' };

// Each row has fields of its own; the type of the file is the union of them all.
const vectors = stored as unknown as readonly Vector[];

// A new format on purpose: WRITE_VECTORS=1 npx vitest run src/crypto/vectors.test.ts
if (process.env.WRITE_VECTORS === '1') {
  const rows: Vector[] = [];
  for (const { name, input } of vectors) rows.push({ name, input, output: await computeVector(name, input) });
  writeFileSync(new URL('./vectors.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
}

describe('test vectors of crypto', () => {
  test.each(vectors)('$name', async ({ name, input, output }) => {
    expect(await computeVector(name, input)).toEqual(output);
  });

  test('every case has a vector', () => {
    expect(vectors.map((vector) => vector.name)).toEqual(vectorNames);
  });
});
