/**
 * How large anything on the wire may be. All lengths are bytes. Both sides refuse what is larger before
 * they look at it, so a peer costs bounded time and memory [SRV6].
 */

export const ID_BYTES = 16;
export const DEVICE_ID_BYTES = 8;
export const HASH_BYTES = 32;
export const NONCE_BYTES = 32;
/** Raw uncompressed P-256 point. */
export const PUBLIC_KEY_BYTES = 65;
/** Raw r‖s. */
export const SIGNATURE_BYTES = 64;

/** AES-GCM nonce and tag around a sealed body. */
export const SEALED_OVERHEAD_BYTES = 12 + 16;
/** Largest padded plaintext [ENV2]. */
export const MAX_PADDED_BYTES = 16 * 1024;
/** Largest body: nonce ‖ ciphertext with tag. A body in clear (blank) is smaller than this. */
export const MAX_BODY_BYTES = MAX_PADDED_BYTES + SEALED_OVERHEAD_BYTES;

/** Foreign chain heads one header may name. */
export const MAX_SEEN = 32;
/** version, kind, room, participant, device, seq, prev and the count of seen heads. */
export const MIN_HEADER_BYTES = 1 + 1 + ID_BYTES + ID_BYTES + DEVICE_ID_BYTES + 4 + HASH_BYTES + 1;
export const SEEN_HEAD_BYTES = ID_BYTES + DEVICE_ID_BYTES + 4 + HASH_BYTES;
export const MAX_ENVELOPE_BYTES =
  MIN_HEADER_BYTES + MAX_SEEN * SEEN_HEAD_BYTES + MAX_BODY_BYTES + SIGNATURE_BYTES;

/** Entries in one message, up or down. */
export const MAX_ENTRIES = 512;
/** Sum of the entries in one message, so that a page with its fields stays under a frame [SRV4]. */
export const MAX_PAGE_BYTES = 256 * 1024;
/** One WebSocket message. */
export const MAX_FRAME_BYTES = 272 * 1024;

/** Chains of one room: what `attach` and `attached` can name. */
export const MAX_HEADS = 512;
/** A wrapped key or an invitation's note. */
export const MAX_BLOB_BYTES = 2 * 1024;
/** Places in a chain that one `blank` can name. */
export const MAX_BLANKED = 1024;
