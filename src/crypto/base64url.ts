/** Base64url without padding (RFC 4648 §5). */
import type { Result } from './result.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function encodeBase64url(bytes: Bytes): string {
  let text = '';
  let bits = 0;
  let bitCount = 0;
  for (const byte of bytes) {
    bits = ((bits << 8) | byte) & 0xffff;
    bitCount += 8;
    while (bitCount >= 6) {
      bitCount -= 6;
      text += ALPHABET.charAt((bits >>> bitCount) & 63);
    }
  }
  if (bitCount > 0) text += ALPHABET.charAt((bits << (6 - bitCount)) & 63);
  return text;
}

/** `malformed`: another character, an impossible length, or left-over bits that are not zero. */
export function decodeBase64url(text: string): Result<Bytes, 'malformed'> {
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return { ok: false, error: 'malformed' };
    bits = ((bits << 6) | value) & 0xffff;
    bitCount += 6;
    if (bitCount >= 8) {
      bitCount -= 8;
      bytes[length] = bits >>> bitCount;
      length += 1;
    }
  }
  const leftOver = bits & (2 ** bitCount - 1);
  if (bitCount >= 6 || leftOver !== 0) return { ok: false, error: 'malformed' };
  return { ok: true, value: bytes };
}
