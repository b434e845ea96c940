import { importAeadKey, open, seal } from './aead.ts';
import { hkdf } from './hkdf.ts';
import { type Label, labelled } from './label.ts';
import { fixed } from './parts.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';

const ID_BYTES = 16;

/**
 * Seals `content` under HKDF(secret, purpose) with AAD = purpose ‖ id 16, so it opens for that purpose at that
 * place only. Adds 28 B.
 */
export async function wrap(
  secret: Bytes,
  purpose: Label,
  id: Bytes,
  content: Bytes,
  random: Random,
): Promise<Bytes> {
  return seal(await wrappingKey(secret, purpose), wrapData(purpose, id), content, random);
}

/** What `wrap` sealed, or `broken`: another secret, purpose or id, or changed. */
export async function unwrap(
  secret: Bytes,
  purpose: Label,
  id: Bytes,
  wrapped: Bytes,
): Promise<Result<Bytes, 'broken'>> {
  return open(await wrappingKey(secret, purpose), wrapData(purpose, id), wrapped);
}

async function wrappingKey(secret: Bytes, purpose: Label): Promise<CryptoKey> {
  return importAeadKey(await hkdf(secret, purpose, [], 32));
}

function wrapData(purpose: Label, id: Bytes): Bytes {
  return labelled(purpose, fixed(id, ID_BYTES));
}
