import type { ParticipantId } from './ids.ts';

/** What somebody said yes to, and can take back: their own newest word about each text counts [CON1]. */
export type Consent = {
  /** SHA-256 of the exact text that they were shown, base64url. */
  readonly version: string;
  /** False: taken back. */
  readonly given: boolean;
};

/** By participant, then text. */
export type Consents = ReadonlyMap<ParticipantId, ReadonlyMap<string, Consent>>;

/** The sentences of the invitation, to which "ik doe mee" says yes. */
export const takingPart = 'meedoen';

/** Undefined of whoever was never asked: they opened the table. */
export function takingPartOf(consents: Consents, person: ParticipantId): Consent | undefined {
  return consents.get(person)?.get(takingPart);
}

export function hasWithdrawn(consents: Consents, person: ParticipantId): boolean {
  return takingPartOf(consents, person)?.given === false;
}
