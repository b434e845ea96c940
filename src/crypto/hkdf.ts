import { type Label, labelled } from './label.ts';

/**
 * HKDF-SHA-256 (RFC 5869) with an empty salt and info = label ‖ parts: `length` bytes, at most 8,160.
 * The parts are of fixed length or have their length before them.
 */
export async function hkdf(
  secret: Bytes,
  label: Label,
  parts: readonly Bytes[],
  length: number,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const info = labelled(label, ...parts);
  const bits = await crypto.subtle.deriveBits(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info },
    key,
    8 * length,
  );
  return new Uint8Array(bits);
}
