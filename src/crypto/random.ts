/**
 * Where randomness comes from: `length` bytes that nobody can foresee, new at each call. Handed in by the caller
 * [KEY5]. Functions that seal draw their own nonce from it, so that no caller can use one twice.
 */
export type Random = (length: number) => Bytes;
