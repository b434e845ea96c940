import { hkdf } from './hkdf.ts';
import { concat, fixed } from './parts.ts';

/** What both sides of a seat know once the joiner has revealed r_j [INV3]. */
export type PictureInput = {
  /** 16 B. */
  readonly roomId: Bytes;
  /** 32 B: envelope hash of the join. */
  readonly joinHash: Bytes;
  /** r_s, 32 B: from `seated`. */
  readonly seatedRandom: Bytes;
  /** r_j, 32 B: revealed after `seated`; the join names its SHA-256. */
  readonly joinRandom: Bytes;
};

export const PICTURE_COUNT = 64;

/**
 * Four different pictures of 64, in order, as indices 0 … 63 [INV4]: from HKDF(r_s ‖ r_j, "slw1/pictures" ‖ roomId ‖
 * joinHash). 15,249,024 outcomes, all equally likely.
 */
export async function choosePictures(input: PictureInput): Promise<[number, number, number, number]> {
  const secret = concat(fixed(input.seatedRandom, 32), fixed(input.joinRandom, 32));
  const parts = [fixed(input.roomId, 16), fixed(input.joinHash, 32)];
  const bytes = await hkdf(secret, 'slw1/pictures', parts, 16);
  // 128 bits over 2^24 outcomes: what division leaves uneven is less than 2^-100.
  let number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
  const left = Array.from({ length: PICTURE_COUNT }, (_, index) => index);
  const draw = (): number => {
    const at = Number(number % BigInt(left.length));
    number /= BigInt(left.length);
    return left.splice(at, 1)[0] ?? 0;
  };
  return [draw(), draw(), draw(), draw()];
}
