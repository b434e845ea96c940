/**
 * Padding hides how long something is [ENV2]. Padded = length u16, big-endian ‖ content ‖ zeros.
 */
import { concat } from './parts.ts';
import type { Result } from './result.ts';

const LENGTH_BYTES = 2;
const PADDED_SIZES = [512, 1024, 2048, 4096, 8192, 16_384];

/** To the smallest of 512 B, 1, 2, 4, 8 or 16 KiB. `too-large`: more than 16,382 B of content. */
export function pad(content: Bytes): Result<Bytes, 'too-large'> {
  const size = PADDED_SIZES.find((candidate) => content.length + LENGTH_BYTES <= candidate);
  return size === undefined ? { ok: false, error: 'too-large' } : padTo(size, content);
}

/** To exactly `size` bytes, at most 64 KiB. `too-large`: more than `size` − 2 bytes of content. */
export function padTo(size: number, content: Bytes): Result<Bytes, 'too-large'> {
  const zeroCount = size - LENGTH_BYTES - content.length;
  if (zeroCount < 0) return { ok: false, error: 'too-large' };
  const length = new Uint8Array([content.length >>> 8, content.length]);
  return { ok: true, value: concat(length, content, new Uint8Array(zeroCount)) };
}

/** The content of padded bytes of any size. `broken`: a length that does not fit, or padding that is not zeros. */
export function unpad(padded: Bytes): Result<Bytes, 'broken'> {
  const [high, low] = padded;
  if (high === undefined || low === undefined) return { ok: false, error: 'broken' };
  const end = LENGTH_BYTES + high * 256 + low;
  if (end > padded.length || padded.subarray(end).some((byte) => byte !== 0)) {
    return { ok: false, error: 'broken' };
  }
  return { ok: true, value: padded.slice(LENGTH_BYTES, end) };
}
