import * as v from 'valibot';
import type { CardContent } from './card-content.ts';
import {
  cardContentSchema,
  contentText,
  maxContentBytes,
  participantIdSchema,
  utf8Length,
} from './card-content.ts';
import { peoplePictures } from './decks.ts';
import type { CardId, DeviceId, ParticipantId } from './ids.ts';
import { idSchema, jsonOf, wordSchema } from './schema-parts.ts';

/**
 * What a participant can do: a closed union, parsed strictly from the JSON inside an envelope. Who did it,
 * and when, is never in here: the envelope's signature and chain say that.
 */
export type TableEvent = v.InferOutput<typeof tableEventSchema>;

const cardId = idSchema<CardId>(22);
const small = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9999));
const sealed = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength), v.regex(/^[A-Za-z0-9_-]+$/));
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

/** Where a card lies: round and lap count from 1. */
const place = v.strictObject({ round: small, lap: small, spot: wordSchema });
/** Where a conversation stands: the beat is an index in its step. */
const moment = v.strictObject({ round: small, lap: small, step: wordSchema, beat: small });

export type Place = v.InferOutput<typeof place>;
export type Moment = v.InferOutput<typeof moment>;

const event = <Type extends string, Fields extends v.ObjectEntries>(type: Type, fields: Fields) =>
  v.strictObject({ type: v.literal(type), ...fields });

const tableEventSchema = v.variant('type', [
  /** I want this conversation to begin, in the format named; the first begins with its table. */
  event('round', {
    number: v.pipe(small, v.minValue(1)),
    format: v.strictObject({ id: wordSchema, version: small, hash: sealed(43) }),
  }),
  /** How I am seen: the newest of mine counts. */
  event('profile', { name: v.optional(name), picture: v.picklist(peoplePictures) }),
  /** Says yes to a text of which I was shown this version, or takes that back [CON1]. */
  event('consent', { text: wordSchema, version: v.pipe(sealed(43), v.minLength(43)), given: v.boolean() }),
  /** Who sits with us without a device; null when nobody does. Shared: the newest counts. */
  event('third', { who: v.nullable(v.picklist(['tolk', 'familie', 'ondersteuner'])) }),
  /** Lays an open card, or changes it: the whole card, every time [OWN1]. */
  event('lay', { cardId, at: place, content: cardContentSchema }),
  /** Lays a card face down: its content sealed, and a commitment to it [REV1]. */
  event('lay-closed', { cardId, at: place, box: sealed(8192), commitment: sealed(43) }),
  /** Taps "samen omdraaien": closes my cards there [REV2]. Travels in an envelope of kind `ready`. */
  event('ready', {
    at: place,
    cardIds: v.pipe(v.array(cardId), v.minLength(1), v.maxLength(8), v.readonly()),
  }),
  /** Turns my card over by publishing its secret [REV1]. */
  event('turn', { cardId, secret: sealed(43) }),
  event('take-back', { cardId }),
  /** Taps "verder" (or takes that back) at this beat. */
  event('go-on', { at: moment, want: v.boolean() }),
  /** A shared choice: an option's id, or a participant's. */
  event('choose', {
    round: small,
    lap: small,
    choice: wordSchema,
    value: v.union([participantIdSchema, wordSchema]),
  }),
  /** Agrees to a card as it reads here, or withdraws [AGR1]. */
  event('agree', {
    card: v.strictObject({ owner: participantIdSchema, cardId }),
    round: small,
    needs: v.pipe(v.array(participantIdSchema), v.minLength(1), v.maxLength(12), v.readonly()),
    content: cardContentSchema,
    yes: v.boolean(),
  }),
  event('pause', { round: small, on: v.boolean() }),
  /** I end my part of this round, without a reason. */
  event('stop', { round: small }),
  /** Goes on without somebody in this step; all see it [REV2]. */
  event('without', { participant: participantIdSchema, at: moment }),
  /** Throws away all my own words that have not heard of this [DEL2]. The picture is how I am seen from here on. */
  event('blank-mine', { picture: v.picklist(peoplePictures) }),
]);

const tableEventText = jsonOf(tableEventSchema);

/** An event on its place in the room, as device hands it over after chain, signature and roster were checked. */
export type VerifiedEvent = {
  readonly by: ParticipantId;
  readonly device: DeviceId;
  /** Place in its author's chain, from 0 [ENV3]. */
  readonly seq: number;
  /** Computed, never sent [ENV4]. */
  readonly lamport: number;
  /** What its author had seen: the highest seq of each chain that it follows from [ENV4]. */
  readonly past: ReadonlyMap<ChainKey, number>;
  readonly body: TableEvent;
  /** With `turn`: what it opens among the face-down cards that it follows, nearly always one [REV3]. */
  readonly opened?: readonly Opened[];
};

/** A place in somebody's chain [ENV3]. */
export type InChain = { readonly chain: ChainKey; readonly seq: number };

/** What the card laid there proved to say, or `broken` when it does not fit its commitment [REV3]. */
export type Opened = { readonly laid: InChain; readonly content: CardContent | 'broken' };

/** One chain: `participant/device` [ENV3]. */
export type ChainKey = `${string}/${string}`;

export function chainKey(by: ParticipantId, device: DeviceId): ChainKey {
  return `${by}/${device}`;
}

export function ownerOf(chain: ChainKey): ParticipantId {
  // A chain's key is made of its owner's id and a device's.
  return chain.split('/')[0] as ParticipantId;
}

export function inChain({ by, device, seq }: VerifiedEvent): InChain {
  return { chain: chainKey(by, device), seq };
}

/** Its author had seen what stands there [ENV4]. */
export function follows({ past }: VerifiedEvent, { chain, seq }: InChain): boolean {
  return (past.get(chain) ?? -1) >= seq;
}

/** Says who I am and that I am here: not yet taking part [INV3] [INV4]. */
export function onlyComesIn({ type }: TableEvent): boolean {
  return type === 'profile' || type === 'consent';
}

export function spotKey(at: Place): string {
  return `${at.round}.${at.lap}.${at.spot}`;
}

export function isSameMoment(one: Moment, other: Moment | undefined): boolean {
  return (
    one.round === other?.round && one.lap === other.lap && one.step === other.step && one.beat === other.beat
  );
}

/** @returns the event, or undefined: then the envelope stays in its chain and has no effect [ENV5]. */
export function parseEvent(text: string): TableEvent | undefined {
  const parsed = v.safeParse(tableEventText, text);
  if (!parsed.success) return undefined;
  const body = parsed.output;
  if ('content' in body && utf8Length(contentText(body.content)) > maxContentBytes) return undefined;
  return body;
}

/** The JSON that goes into an envelope. */
export function eventText(body: TableEvent): string {
  return JSON.stringify(body);
}

/** Total order: (Lamport, participantId, deviceId, seq) [ENV4]. */
export function compareEvents(one: VerifiedEvent, other: VerifiedEvent): number {
  return (
    one.lamport - other.lamport ||
    compareText(one.by, other.by) ||
    compareText(one.device, other.device) ||
    one.seq - other.seq
  );
}

function compareText(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
