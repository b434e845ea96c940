// Checks of signatures with node:crypto: the server cannot import the app's own crypto, and needs no more than this.
import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { participantIdInput } from '#protocol/labels.ts';
import { ID_BYTES, PUBLIC_KEY_BYTES, SIGNATURE_BYTES } from '#protocol/limits.ts';

export function sha256(bytes: Bytes): Bytes {
  return Uint8Array.from(createHash('sha256').update(bytes).digest());
}

export function participantIdOf(publicKey: Bytes): Bytes {
  return sha256(participantIdInput(publicKey)).slice(0, ID_BYTES);
}

/** A raw uncompressed P-256 point as a key; null when it is not a point of that curve. */
export function importPublicKey(raw: Bytes): KeyObject | null {
  if (raw.length !== PUBLIC_KEY_BYTES || raw[0] !== 4) return null;
  const x = Buffer.from(raw.slice(1, 33)).toString('base64url');
  const y = Buffer.from(raw.slice(33)).toString('base64url');
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  } catch (error) {
    // Foreign bytes; anything but a refusal by the crypto library would be ours.
    if (error instanceof Error && 'code' in error) return null;
    throw error;
  }
}

/** ECDSA P-256 with SHA-256 over `message`; the signature is raw r‖s. Done off the main thread. */
export async function isSignedBy(publicKey: Bytes, message: Bytes, signature: Bytes): Promise<boolean> {
  const key = importPublicKey(publicKey);
  if (key === null || signature.length !== SIGNATURE_BYTES) return false;
  return await new Promise((resolve) => {
    verify('sha256', message, { key, dsaEncoding: 'ieee-p1363' }, signature, (error, valid) => {
      resolve(error === null && valid);
    });
  });
}
