/** SK: who I am in one room. ECDSA P-256 with SHA-256 (FIPS 186-5), made on my own device [KEY3]. */
import { decodeBase64url, encodeBase64url } from './base64url.ts';
import { concat } from './parts.ts';
import type { Result } from './result.ts';
import { requireSecret, type Secret } from './secret.ts';

const PUBLIC_KEY_BYTES = 65;
const COORDINATE_BYTES = 32;
const SIGNATURE_BYTES = 64;
const UNCOMPRESSED_POINT = 4;
const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
const signatureAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

export type SigningKey = {
  readonly privateKey: CryptoKey;
  /** 65 B, raw uncompressed point. */
  readonly publicKey: Bytes;
};

/** A signing key as bytes, to be sealed: public key 65 ‖ private scalar 32 (97 B). */
export type SigningKeyBytes = Secret<'signing key'>;
export const SIGNING_KEY_BYTES = PUBLIC_KEY_BYTES + COORDINATE_BYTES;

/** Extractable, because the return key must be able to carry it [RET1]. Randomness is the platform's own. */
export async function generateSigningKey(): Promise<SigningKey> {
  const pair = await crypto.subtle.generateKey(keyAlgorithm, true, ['sign', 'verify']);
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { privateKey: pair.privateKey, publicKey };
}

export async function exportSigningKey(key: SigningKey): Promise<SigningKeyBytes> {
  const { d } = await crypto.subtle.exportKey('jwk', key.privateKey);
  const scalar = decodeBase64url(d ?? '');
  if (!scalar.ok) throw new Error('the platform exported no private key');
  return requireSigningKeyBytes(concat(key.publicKey, scalar.value));
}

/** For bytes that were sealed as a signing key. Throws a RangeError when they are not 97. */
export function requireSigningKeyBytes(bytes: Bytes): SigningKeyBytes {
  return requireSecret<'signing key'>(bytes, SIGNING_KEY_BYTES);
}

/** `broken`: not a point of the curve, or no private key. */
export async function importSigningKey(bytes: SigningKeyBytes): Promise<Result<SigningKey, 'broken'>> {
  const publicKey = bytes.slice(0, PUBLIC_KEY_BYTES);
  if (publicKey[0] !== UNCOMPRESSED_POINT) return { ok: false, error: 'broken' };
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: encodeBase64url(publicKey.slice(1, 1 + COORDINATE_BYTES)),
    y: encodeBase64url(publicKey.slice(1 + COORDINATE_BYTES)),
    d: encodeBase64url(bytes.slice(PUBLIC_KEY_BYTES)),
  };
  try {
    const privateKey = await crypto.subtle.importKey('jwk', jwk, keyAlgorithm, true, ['sign']);
    return { ok: true, value: { privateKey, publicKey } };
  } catch (error) {
    if (isDataError(error)) return { ok: false, error: 'broken' };
    throw error;
  }
}

/** 64 B, raw r‖s. `message` starts with the label of its use; protocol builds it. */
export async function sign(key: SigningKey, message: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign(signatureAlgorithm, key.privateKey, message));
}

/** False for anything that is not this key's signature over these bytes, also for a key that is none. */
export async function verify(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  try {
    const key = await crypto.subtle.importKey('raw', publicKey, keyAlgorithm, false, ['verify']);
    return await crypto.subtle.verify(signatureAlgorithm, key, signature, message);
  } catch (error) {
    if (isDataError(error)) return false;
    throw error;
  }
}

/** The platform's word for key bytes that are no key. */
function isDataError(error: unknown): boolean {
  return error instanceof Error && error.name === 'DataError';
}
