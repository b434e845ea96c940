import { open, seal } from './aead.ts';
import type { ContentKey } from './content-key.ts';
import { pad, unpad } from './padding.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';

/**
 * The body of an envelope: nonce 12 ‖ ciphertext of the padded plaintext, with the header as AAD.
 * `too-large`: more than 16,382 B of plaintext [ENV2].
 */
export async function sealBody(
  key: ContentKey,
  headerBytes: Bytes,
  plaintext: Bytes,
  random: Random,
): Promise<Result<Bytes, 'too-large'>> {
  const padded = pad(plaintext);
  if (!padded.ok) return padded;
  return { ok: true, value: await seal(key, headerBytes, padded.value, random) };
}

/** `broken`: another room, another header, or changed. Such an envelope is in the chain without effect [ENV5]. */
export async function openBody(
  key: ContentKey,
  headerBytes: Bytes,
  body: Bytes,
): Promise<Result<Bytes, 'broken'>> {
  const padded = await open(key, headerBytes, body);
  return padded.ok ? unpad(padded.value) : padded;
}
