/** Bytes as a map key: equal bytes give equal keys. */
export function bytesToKey(...parts: readonly Uint8Array[]): string {
  return parts
    .map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('base64url'))
    .join('.');
}
