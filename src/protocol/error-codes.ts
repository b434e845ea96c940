/**
 * Why the server refuses something. On the wire it is one byte; words come from `content`.
 * Numbers are never reused. 0 is kept for `done` in the answer to an append.
 */
export const errorCodes = {
  /** Not this participant's to do, or a login that does not fit: one answer for all three cases [SRV1]. */
  'not-allowed': 1,
  malformed: 2,
  'too-large': 3,
  /** Earlier envelopes of this chain are missing at the server [SRV3]. */
  gap: 4,
  /** Another envelope stands at this place of the chain [ENV6]. */
  fork: 5,
  unknown: 6,
  /** Unknown, used, revoked and expired answer alike [INV5]. */
  'invitation-not-valid': 7,
  'rate-limited': 8,
  'room-full': 9,
  'storage-full': 10,
  /** The room was erased or has expired [DEL2] [DEL3]. */
  gone: 11,
  'server-error': 12,
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What became of one appended entry. A repeat of what the server already holds is `done` [SRV3]. */
export const appendOutcomes = { done: 0, ...errorCodes } as const;

export type AppendOutcome = keyof typeof appendOutcomes;
