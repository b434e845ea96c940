/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce and a 128-bit tag. */
import { concat, fixed } from './parts.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Sealing adds this many bytes: nonce 12 and tag 16. */
export const SEAL_OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES;

/** A key of 32 B that script cannot read back. Throws a RangeError at another length. */
export function importAeadKey(bytes: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fixed(bytes, KEY_BYTES), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** nonce 12 ‖ ciphertext ‖ tag 16. The nonce is drawn here, for this one use. */
export async function seal(
  key: CryptoKey,
  additionalData: Bytes,
  plaintext: Bytes,
  random: Random,
): Promise<Bytes> {
  const iv = fixed(random(NONCE_BYTES), NONCE_BYTES);
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, plaintext);
  return concat(iv, new Uint8Array(sealed));
}

/** The plaintext, or `broken`: another key, other additional data, changed or too few bytes. */
export async function open(
  key: CryptoKey,
  additionalData: Bytes,
  sealed: Bytes,
): Promise<Result<Bytes, 'broken'>> {
  if (sealed.length < SEAL_OVERHEAD_BYTES) return { ok: false, error: 'broken' };
  const iv = sealed.slice(0, NONCE_BYTES);
  try {
    const plaintext = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData },
      key,
      sealed.slice(NONCE_BYTES),
    );
    return { ok: true, value: new Uint8Array(plaintext) };
  } catch (error) {
    // The platform's one word for a tag that does not fit; anything else is a mistake of ours.
    if (error instanceof Error && error.name === 'OperationError') return { ok: false, error: 'broken' };
    throw error;
  }
}
