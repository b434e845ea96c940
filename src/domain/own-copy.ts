import * as v from 'valibot';
import { agreements } from './agreement.ts';
import { cardContentSchema, participantIdSchema } from './card-content.ts';
import { peoplePictures } from './decks.ts';
import type { ChapterId, Format, FormatRef } from './format.ts';
import type { ParticipantId } from './ids.ts';
import { isPromise, promisedBy } from './promise.ts';
import type { RoomState } from './room-state.ts';
import { listOf } from './schema-parts.ts';
import { inOwnName, isAgreedByMe } from './taken-home.ts';

export const copyPersonSchema = v.object({
  id: participantIdSchema,
  /** Undefined is no field in JSON. */
  name: v.optional(v.string(), () => undefined),
  picture: v.picklist(peoplePictures),
});

/** One place of one conversation where own cards lie; a place without cards has no page. */
const copyPageSchema = v.object({
  round: v.number(),
  /** Undefined for a format that this app does not know. */
  chapter: v.optional(v.picklist(['begin', 'a', 'b', 'c', 'klaar'])),
  cards: listOf(cardContentSchema),
});

export const ownCopySchema = v.object({
  me: copyPersonSchema,
  pages: listOf(copyPageSchema),
  agreements: listOf(v.object({ round: v.number(), content: cardContentSchema })),
  /** Who promised to keep this out of the file; a promise is signed, and stays with whom it was made to. */
  promisedBy: listOf(copyPersonSchema),
  /** Names for `who` on an agreement. */
  people: listOf(copyPersonSchema),
});

/**
 * What somebody may take home from a table: the own cards that lie there, and what both agreed. Nothing of
 * what another laid stands on it, but for what that other promised. JSON-able, so that it can outlive its table.
 */
export type OwnCopy = Readonly<v.InferOutput<typeof ownCopySchema>>;
export type CopyPerson = Readonly<v.InferOutput<typeof copyPersonSchema>>;
export type CopyPage = Readonly<v.InferOutput<typeof copyPageSchema>>;

export function ownCopy(
  state: RoomState,
  me: ParticipantId,
  formatFor: (ref: FormatRef) => Format | undefined,
): OwnCopy {
  const lying = [...state.cards.values()].filter(({ face }) => face === 'open' || face === 'turned');
  const chapterOf = (round: number, spot: string): ChapterId | undefined => {
    const ref = state.rounds.get(round);
    const steps = ref && formatFor(ref)?.steps;
    return steps?.find((step) => step.spots?.some(({ id }) => id === spot))?.chapter;
  };
  const pages: CopyPage[] = [];
  for (const { owner, at, content } of [...lying].sort((one, other) => one.order - other.order)) {
    if (owner !== me || !content || isPromise(content)) continue;
    const chapter = chapterOf(at.round, at.spot);
    const index = pages.findIndex((page) => page.round === at.round && page.chapter === chapter);
    const page = pages[index] ?? { round: at.round, chapter, cards: [] };
    pages.splice(index < 0 ? pages.length : index, 1, { ...page, cards: [...page.cards, content] });
  }
  const person = (id: ParticipantId) => copyPerson(state, id);
  const agreed = agreements(state).filter(({ card }) => isAgreedByMe(state, me, card));
  return {
    me: person(me),
    pages,
    agreements: agreed.map(({ round, content }) => ({ round, content: inOwnName(state, me, content) })),
    promisedBy: promisedBy(state).map(person),
    people: [...new Set(agreed.flatMap(({ between }) => between))].map(person),
  };
}

export function copyPerson(state: RoomState, id: ParticipantId): CopyPerson {
  const profile = state.profiles.get(id);
  return { id, name: profile?.name, picture: profile?.picture ?? peoplePictures[0] };
}
