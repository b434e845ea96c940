import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeReturnCode, parseReturnCode } from '#crypto/return-code.ts';
import { createReturnKey } from '#crypto/secret.ts';
import { codeIn, toKeyFragment } from './key-link.ts';

it('[RET1] link, fragment and code alone bring the same key', async () => {
  const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
  await fc.assert(
    fc.asyncProperty(bytes, async (array) => {
      const key = createReturnKey(() => new Uint8Array(array));
      const code = await encodeReturnCode(key);
      const fragment = toKeyFragment(code);
      for (const text of [code, fragment, `#${fragment}`, `https://tafel.example/terug#${fragment}`])
        expect(await parseReturnCode(codeIn(text))).toEqual({ ok: true, value: key });
    }),
  );
});
