/** The kinds of envelope and their numbers in the header. 9 was never released and stays unused. */
export const envelopeKinds = {
  genesis: 1,
  seat: 2,
  join: 3,
  seated: 4,
  event: 5,
  ready: 6,
  blank: 7,
  revoke: 8,
  presence: 10,
  leave: 11,
} as const;

export type EnvelopeKind = keyof typeof envelopeKinds;

/** A blank is an instruction that the server must be able to follow, so its body is in clear [DEL1]. */
export function isClearKind(kind: EnvelopeKind): boolean {
  return kind === 'blank';
}
