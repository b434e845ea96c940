/** The kinds of envelope and their numbers in the header. */
export const envelopeKinds = {
  genesis: 1,
  seat: 2,
  join: 3,
  seated: 4,
  event: 5,
  ready: 6,
  blank: 7,
  revoke: 8,
  erase: 9,
  presence: 10,
} as const;

export type EnvelopeKind = keyof typeof envelopeKinds;

/** Blank and erase are instructions the server must be able to follow, so their bodies are in clear [DEL1] [DEL2]. */
export function isClearKind(kind: EnvelopeKind): boolean {
  return kind === 'blank' || kind === 'erase';
}
