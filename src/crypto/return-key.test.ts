import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeReturnCode, parseReturnCode } from './return-code.ts';
import {
  deriveReturnAuth,
  deriveReturnId,
  openReturnContent,
  type RoomIdentity,
  sealReturnContent,
} from './return-key.ts';
import { createParticipantSecret, createReturnKey, createRoomKey, requireReturnKey } from './secret.ts';
import { exportSigningKey, generateSigningKey } from './signing-key.ts';
import { wrap } from './wrap.ts';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const returnKey = createReturnKey(random);
const anyKey = fc
  .uint8Array({ minLength: 16, maxLength: 16 })
  .map((array) => requireReturnKey(new Uint8Array(array)));

test('[RET1] a return key brings back table and hand, and no other key does', async () => {
  const content = { table: await identity(), hand: await identity() };
  const sealed = await sealReturnContent(returnKey, content, random);
  expect(sealed).toHaveLength(446);
  expect(await openReturnContent(returnKey, sealed)).toEqual({ ok: true, value: content });
  const other = createReturnKey(random);
  expect(await openReturnContent(other, sealed)).toEqual({ ok: false, error: 'broken' });
});

test('[RET1] the server finds and checks a return key by values that are not the key', async () => {
  expect(await deriveReturnId(returnKey)).toHaveLength(16);
  expect(await deriveReturnAuth(returnKey)).toHaveLength(32);
  expect(await deriveReturnId(returnKey)).not.toEqual(returnKey);
});

test('[RET1] a written code is 26 characters and two to check them, in groups of four', async () => {
  await fc.assert(
    fc.asyncProperty(anyKey, async (key) => {
      const code = await encodeReturnCode(key);
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(await parseReturnCode(code)).toEqual({ ok: true, value: key });
    }),
    { examples: [[requireReturnKey(new Uint8Array(16))], [requireReturnKey(new Uint8Array(16).fill(255))]] },
  );
});

test('[RET1] a code may be typed in any case, with any spacing, and with look-alikes', async () => {
  const key = requireReturnKey(new Uint8Array(16));
  const code = await encodeReturnCode(key);
  const typed = ` ${code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')} `;
  expect(await parseReturnCode(typed)).toEqual({ ok: true, value: key });
});

test('[RET1] slips of the pen are noticed before a server is asked', async () => {
  // A fixed key: a check of ten bits lets one slip in 1,024 through, so any key would fail now and then.
  const key = requireReturnKey(Uint8Array.from({ length: 16 }, (_, index) => index * 15));
  const code = (await encodeReturnCode(key)).replaceAll('-', '');
  let noticed = 0;
  for (let at = 0; at < code.length; at++) {
    const other = code[at] === 'X' ? 'Y' : 'X';
    const parsed = await parseReturnCode(code.slice(0, at) + other + code.slice(at + 1));
    if (!parsed.ok) noticed += 1;
  }
  expect(noticed).toBe(code.length);
});

test('any text is broken or a code, never an exception', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ maxLength: 40 }), async (text) => {
      const parsed = await parseReturnCode(text);
      if (parsed.ok) expect(parsed.value).toHaveLength(16);
    }),
    { examples: [['Z'.repeat(28)], ['U'.repeat(28)], ['']] },
  );
});

test('[RET1] bytes that somebody sealed with a key they made are two rooms, or broken', async () => {
  const id = await deriveReturnId(returnKey);
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 500 }),
    fc.uint8Array({ minLength: 418, maxLength: 418 }),
  );
  await fc.assert(
    fc.asyncProperty(bytes, async (array) => {
      const sealed = await wrap(returnKey, 'slw1/ret-wrap', id, new Uint8Array(array), random);
      expect(await openReturnContent(returnKey, sealed)).toEqual({ ok: false, error: 'broken' });
    }),
  );
});

async function identity(): Promise<RoomIdentity> {
  return {
    roomId: random(16),
    signingKey: await exportSigningKey(await generateSigningKey()),
    participantSecret: createParticipantSecret(random),
    roomKey: createRoomKey(random),
    genesisHash: random(32),
  };
}
