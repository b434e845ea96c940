import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  exportSigningKey,
  generateSigningKey,
  importSigningKey,
  requireSigningKeyBytes,
  SIGNING_KEY_BYTES,
  sign,
  verify,
} from './signing-key.ts';

const message = new TextEncoder().encode('slw1/env and a hash');
const anyBytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));

test('a key signs what its public key verifies, and nothing else', async () => {
  const anouk = await generateSigningKey();
  const eva = await generateSigningKey();
  const signature = await sign(anouk, message);
  expect(anouk.publicKey).toHaveLength(65);
  expect(signature).toHaveLength(64);
  expect(await verify(anouk.publicKey, message, signature)).toBe(true);
  expect(await verify(eva.publicKey, message, signature)).toBe(false);
  expect(await verify(anouk.publicKey, message.slice(1), signature)).toBe(false);
  expect(await verify(anouk.publicKey, message, signature.slice(1))).toBe(false);
  expect(await verify(anouk.publicKey, message, new Uint8Array(64))).toBe(false);
});

test('[RET1] a key that came back as bytes is the same person', async () => {
  const key = await generateSigningKey();
  const bytes = await exportSigningKey(key);
  expect(bytes).toHaveLength(SIGNING_KEY_BYTES);
  const back = await importSigningKey(bytes);
  if (!back.ok) throw new Error(back.error);
  expect(back.value.publicKey).toEqual(key.publicKey);
  expect(await verify(key.publicKey, message, await sign(back.value, message))).toBe(true);
  expect(await exportSigningKey(back.value)).toEqual(bytes);
});

test('[SRV6] a public key that is none, or any signature, verifies nothing and throws nothing', async () => {
  await fc.assert(
    fc.asyncProperty(anyBytes(65), anyBytes(64), async (publicKey, signature) => {
      expect(await verify(publicKey, message, signature)).toBe(false);
      expect(await verify(publicKey.with(0, 4), message, signature)).toBe(false);
    }),
  );
  expect(await verify(new Uint8Array(65), message, new Uint8Array(64))).toBe(false);
  expect(await verify(new Uint8Array(0), message, new Uint8Array(64))).toBe(false);
});

test('bytes that are no key do not come in as one', async () => {
  const bytes = await exportSigningKey(await generateSigningKey());
  const offCurve = requireSigningKeyBytes(bytes.with(40, (bytes[40] ?? 0) ^ 1));
  expect(await importSigningKey(offCurve)).toEqual({ ok: false, error: 'broken' });
  const compressed = requireSigningKeyBytes(bytes.with(0, 2));
  expect(await importSigningKey(compressed)).toEqual({ ok: false, error: 'broken' });
  expect(() => requireSigningKeyBytes(bytes.slice(1))).toThrow(RangeError);
});
