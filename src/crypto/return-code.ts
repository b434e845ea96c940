/**
 * A return key to write down [RET1]: 26 characters and two to check them, in seven groups of four, in
 * Crockford's alphabet (no I, L, O or U). The check says "look again" before a server is asked.
 */
import { sha256 } from './hash.ts';
import { labelled } from './label.ts';
import type { Result } from './result.ts';
import { type ReturnKey, requireReturnKey } from './secret.ts';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const KEY_BITS = 128n;
const CODE_LENGTH = 26;
const CHECK_LENGTH = 2;

/** For example `0410-6105-…`: 28 characters with six hyphens. */
export async function encodeReturnCode(key: ReturnKey): Promise<string> {
  const code = numberToText(bytesToNumber(key), CODE_LENGTH);
  const groups = (code + (await checkOf(key))).match(/.{4}/g) ?? [];
  return groups.join('-');
}

/**
 * Reads what a person typed: upper or lower case, with or without spaces and hyphens, O for 0, I or L for 1.
 * `broken`: another length or character, or the check does not fit.
 */
export async function parseReturnCode(typed: string): Promise<Result<ReturnKey, 'broken'>> {
  const text = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (text.length !== CODE_LENGTH + CHECK_LENGTH) return { ok: false, error: 'broken' };
  const number = textToNumber(text.slice(0, CODE_LENGTH));
  if (number === undefined || number >> KEY_BITS !== 0n) return { ok: false, error: 'broken' };
  const key = requireReturnKey(numberToBytes(number));
  return text.slice(CODE_LENGTH) === (await checkOf(key))
    ? { ok: true, value: key }
    : { ok: false, error: 'broken' };
}

/** The first 10 bits of SHA-256("slw1/ret-code" ‖ R). */
async function checkOf(key: ReturnKey): Promise<string> {
  const [first = 0, second = 0] = await sha256(labelled('slw1/ret-code', key));
  return numberToText(BigInt((first << 2) | (second >> 6)), CHECK_LENGTH);
}

function numberToText(number: bigint, length: number): string {
  let text = '';
  for (let index = length - 1; index >= 0; index--) {
    text += ALPHABET.charAt(Number((number >> BigInt(5 * index)) & 31n));
  }
  return text;
}

function textToNumber(text: string): bigint | undefined {
  let number = 0n;
  for (const character of text) {
    const value = ALPHABET.indexOf(character);
    if (value < 0) return undefined;
    number = number * 32n + BigInt(value);
  }
  return number;
}

function bytesToNumber(bytes: Bytes): bigint {
  return bytes.reduce((number, byte) => number * 256n + BigInt(byte), 0n);
}

function numberToBytes(number: bigint): Bytes {
  return Uint8Array.from({ length: 16 }, (_, index) => Number((number >> BigInt(8 * (15 - index))) & 255n));
}
