import { importAeadKey } from './aead.ts';
import { hkdf } from './hkdf.ts';
import { fixed } from './parts.ts';
import type { RoomKey } from './secret.ts';

declare const keyName: unique symbol;

/** K: the key of all envelope bodies of a room. Script cannot read it back. */
export type ContentKey = CryptoKey & { readonly [keyName]: 'content' };

/** K = HKDF(RK, "slw1/content" ‖ roomId 16). */
export async function deriveContentKey(roomKey: RoomKey, roomId: Bytes): Promise<ContentKey> {
  const key = await importAeadKey(await hkdf(roomKey, 'slw1/content', [fixed(roomId, 16)], 32));
  // The name exists in types only; this is the one place where a key gets it.
  return key as ContentKey;
}
