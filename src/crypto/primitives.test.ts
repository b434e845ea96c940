import { createDecipheriv, createHash, createHmac, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { importAeadKey, open, SEAL_OVERHEAD_BYTES, seal } from './aead.ts';
import { sha256 } from './hash.ts';
import { hkdf } from './hkdf.ts';
import { labelled, labels } from './label.ts';
import { isMac, mac } from './mac.ts';
import { fixed, lengthPrefixed, u32 } from './parts.ts';

const bytes = fc.uint8Array({ maxLength: 200 }).map((array) => new Uint8Array(array));
const key32 = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((array) => new Uint8Array(array));
const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));

test('SHA-256, HMAC and HKDF agree with another implementation', async () => {
  await fc.assert(
    fc.asyncProperty(key32, bytes, async (key, message) => {
      expect(await sha256(message)).toEqual(plain(createHash('sha256').update(message).digest()));
      expect(await mac(key, message)).toEqual(plain(createHmac('sha256', key).update(message).digest()));
      const derived = hkdfSync('sha256', key, new Uint8Array(0), labelled('slw1/card', message), 32);
      expect(await hkdf(key, 'slw1/card', [message], 32)).toEqual(new Uint8Array(derived));
    }),
  );
});

test('what is sealed opens in another implementation of AES-256-GCM', async () => {
  await fc.assert(
    fc.asyncProperty(key32, bytes, bytes, async (key, additionalData, plaintext) => {
      const sealed = await seal(await importAeadKey(key), additionalData, plaintext, random);
      expect(sealed).toHaveLength(plaintext.length + SEAL_OVERHEAD_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.slice(0, 12));
      decipher.setAAD(additionalData).setAuthTag(sealed.slice(-16));
      const opened = Buffer.concat([decipher.update(sealed.slice(12, -16)), decipher.final()]);
      expect(plain(opened)).toEqual(plaintext);
    }),
  );
});

test('any change to what is sealed, or to its additional data, is broken', async () => {
  const key = await importAeadKey(random(32));
  await fc.assert(
    fc.asyncProperty(bytes, fc.nat(), fc.integer({ min: 1, max: 255 }), async (plaintext, at, flip) => {
      const sealed = await seal(key, plaintext, plaintext, random);
      const changed = flipped(sealed, at % sealed.length, flip);
      expect(await open(key, plaintext, changed)).toEqual({ ok: false, error: 'broken' });
      const otherData = new Uint8Array([...plaintext, flip]);
      expect(await open(key, otherData, sealed)).toEqual({ ok: false, error: 'broken' });
      expect(await open(key, plaintext, sealed)).toEqual({ ok: true, value: plaintext });
    }),
  );
});

test('[SRV6] any bytes are broken, never an exception', async () => {
  const key = await importAeadKey(random(32));
  await fc.assert(
    fc.asyncProperty(bytes, async (sealed) => {
      expect(await open(key, new Uint8Array(0), sealed)).toEqual({ ok: false, error: 'broken' });
    }),
  );
});

test('each seal draws a nonce of its own', async () => {
  const key = await importAeadKey(random(32));
  const nothing = new Uint8Array(0);
  const nonces = await Promise.all(
    Array.from({ length: 50 }, async () => (await seal(key, nothing, nothing, random)).slice(0, 12).join()),
  );
  expect(new Set(nonces).size).toBe(50);
  await expect(seal(key, nothing, nothing, () => new Uint8Array(11))).rejects.toThrow(RangeError);
});

test('a key for sealing cannot be read back', async () => {
  const key = await importAeadKey(random(32));
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('a MAC fits its own key, message and whole length only', async () => {
  const key = random(32);
  const message = random(20);
  const tag = await mac(key, message);
  expect(await isMac(key, message, tag)).toBe(true);
  expect(await isMac(random(32), message, tag)).toBe(false);
  expect(await isMac(key, random(20), tag)).toBe(false);
  expect(await isMac(key, message, tag.slice(0, 16))).toBe(false);
  expect(await isMac(key, message, new Uint8Array(0))).toBe(false);
});

test('no label is the start of another, so nothing made for one use fits another', () => {
  for (const label of labels) expect(labels.filter((other) => other.startsWith(label))).toEqual([label]);
});

test('parts have their exact length, or their length before them', () => {
  expect(() => fixed(new Uint8Array(15), 16)).toThrow(RangeError);
  expect([...u32(0xfffefdfc)]).toEqual([0xff, 0xfe, 0xfd, 0xfc]);
  expect(() => u32(2 ** 32)).toThrow(RangeError);
  expect(() => u32(1.5)).toThrow(RangeError);
  expect([...lengthPrefixed(new Uint8Array([7, 8]))]).toEqual([0, 0, 0, 2, 7, 8]);
});

function plain(buffer: Buffer): Bytes {
  return new Uint8Array(buffer);
}

function flipped(source: Bytes, at: number, flip: number): Bytes {
  return source.map((byte, index) => (index === at ? byte ^ flip : byte));
}
