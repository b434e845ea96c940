/** Whether two public values are equal. Secrets are hashed first, then compared [INV5]. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
