import fc from 'fast-check';
import { expect, it } from 'vitest';
import { encodeReturnCode, parseReturnCode } from '#crypto/return-code.ts';
import { createReturnKey } from '#crypto/secret.ts';
import { anyText } from './foreign-for-test.ts';
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

it('[RET1] any text that is scanned, pasted or typed is a code that fits its check, or none', async () => {
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      for (const one of [text, `#v1.${text}`]) {
        const parsed = await parseReturnCode(codeIn(one));
        if (parsed.ok) expect(await encodeReturnCode(parsed.value)).toHaveLength(34);
      }
    }),
  );
});
