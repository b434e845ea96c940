import { decodeBase64url, encodeBase64url } from '#crypto/base64url.ts';

/** Between bytes and the texts that JSON, ids and links carry. */

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Bytes): string {
  return encodeBase64url(bytes);
}

/** @returns undefined when the text is not base64url, or not of `length` bytes where that is given. */
export function fromBase64Url(text: string, length?: number): Bytes | undefined {
  const decoded = decodeBase64url(text);
  return decoded.ok && (length === undefined || decoded.value.length === length) ? decoded.value : undefined;
}

export function isEqualBytes(one: Bytes, other: Bytes): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

export function toUtf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}

/** @returns undefined when the bytes are not UTF-8. */
export function fromUtf8(bytes: Bytes): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
