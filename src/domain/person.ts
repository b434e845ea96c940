import { type Consent, takingPartOf } from './consent.ts';
import { type PeoplePicture, peoplePictures } from './decks.ts';
import type { RoleId } from './format.ts';
import type { ParticipantId } from './ids.ts';
import type { Round } from './round.ts';

/** Somebody at the table, as the others see them in this round. */
export type Person = {
  readonly id: ParticipantId;
  readonly role: RoleId;
  readonly name: string | undefined;
  readonly picture: PeoplePicture;
  /** Place around the table, from 0; with it come colour and shape. */
  readonly chair: number;
  readonly hasStopped: boolean;
  /** Sits at somebody else's tablet: what they lay is marked with it [TAB1]. */
  readonly isGuest: boolean;
  /** Whether they take part, by the text of which version; undefined of whoever was not asked [CON1]. */
  readonly takingPart: Consent | undefined;
};

export function person(round: Round, id: ParticipantId): Person {
  const seat = round.state.roster.find((one) => one.id === id);
  // Whoever took the table home keeps the place, and the colour, of the chair they came from.
  const chair = round.state.roster.findIndex((one) => one.id === (seat?.from ?? id));
  const profile = round.state.profiles.get(id);
  return {
    id,
    role: seat?.role ?? 'third',
    name: profile?.name,
    picture: profile?.picture ?? peoplePictures[Math.max(0, chair) % peoplePictures.length] ?? 'zon',
    chair: Math.max(0, chair),
    hasStopped: round.state.stopped.get(round.number)?.has(id) ?? false,
    isGuest: seat?.isGuest ?? false,
    takingPart: takingPartOf(round.state.consents, id),
  };
}
