/**
 * Putting bytes together so that they can be read in one way only: every part has a fixed length, which is
 * checked here, or its length before it.
 */

/** All parts in one piece. */
export function concat(...parts: readonly Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** The same bytes; throws a RangeError when there are not exactly `length`. */
export function fixed(bytes: Bytes, length: number): Bytes {
  if (bytes.length !== length) throw new RangeError(`expected ${length} bytes, got ${bytes.length}`);
  return bytes;
}

/** u32 length, big-endian, then the bytes. */
export function lengthPrefixed(bytes: Bytes): Bytes {
  return concat(u32(bytes.length), bytes);
}

/** Big-endian. Throws a RangeError outside 0 … 2³² − 1. */
export function u32(value: number): Bytes {
  if (!Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw new RangeError(`${value} does not fit in 4 bytes`);
  }
  return new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
}

export function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}
