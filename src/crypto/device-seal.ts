/** How secrets rest on a device [KEY2]: sealed by a key that the browser keeps and script cannot read. */
import { open, seal } from './aead.ts';
import { labelled } from './label.ts';
import { lengthPrefixed, utf8 } from './parts.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';

/** AES-256-GCM, not extractable; IndexedDB can store it as it is. Randomness is the platform's own. */
export function generateDeviceKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** AAD = "slw1/rest" ‖ purpose ‖ id, each with its length before it. Adds 28 B. */
export function sealAtRest(
  key: CryptoKey,
  purpose: string,
  id: Bytes,
  secret: Bytes,
  random: Random,
): Promise<Bytes> {
  return seal(key, restData(purpose, id), secret, random);
}

/** `broken`: sealed by another key, for another purpose or id, or changed. */
export function openAtRest(
  key: CryptoKey,
  purpose: string,
  id: Bytes,
  sealed: Bytes,
): Promise<Result<Bytes, 'broken'>> {
  return open(key, restData(purpose, id), sealed);
}

function restData(purpose: string, id: Bytes): Bytes {
  return labelled('slw1/rest', lengthPrefixed(utf8(purpose)), lengthPrefixed(id));
}
