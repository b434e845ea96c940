import * as v from 'valibot';
import { passSymbol } from './decks.ts';
import type { ParticipantId } from './ids.ts';
import { idSchema, jsonOf, wordSchema } from './schema-parts.ts';

/**
 * What one card says: up to three symbols, words, or both, and the facts that its spot asks for. All that a
 * person lays at one spot in one go is one card, so the number of closed cards never betrays who passed.
 */
export type CardContent = v.InferOutput<typeof cardContentSchema>;

/** A card's content as JSON takes at most this many bytes of UTF-8 [ENV2]. */
export const maxContentBytes = 4000;
/** The input field stops here too; both refuse in words, neither cuts [ENV2]. */
export const maxTextGraphemes = 600;

/** base64url of 16 bytes. */
export const participantIdSchema = idSchema<ParticipantId>(22);

export const cardContentSchema = v.strictObject({
  symbols: v.pipe(v.array(wordSchema), v.maxLength(3), v.readonly()),
  text: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(maxContentBytes))),
  /** Who said or did it, or who will do it. */
  who: v.optional(v.union([participantIdSchema, v.literal('samen'), v.literal('iemand-anders')])),
  /** Order in a strip, from 0. */
  place: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99))),
  pile: v.optional(v.picklist(['houden', 'anders'])),
  when: v.optional(wordSchema),
  /** The day on which it happened, on its owner's calendar: yyyy-mm-dd. */
  day: v.optional(v.pipe(v.string(), v.isoDate(), v.check(isDay, 'no such day'))),
  /** The card of an earlier round that this one looks back on: owner and card id. */
  about: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}\/[A-Za-z0-9_-]{22}$/))),
});

const cardContentText = jsonOf(cardContentSchema);

/** By arithmetic: browsers differ on what day 30 of February is. */
function isDay(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(text);
}

/** The pass card is a card like any other; only turned is it known as one [REV2]. */
export function isPass(content: CardContent): boolean {
  return content.symbols[0] === passSymbol;
}

/** Field by field, whatever the order of the fields in JSON [AGR1]. */
export function isSameContent(one: CardContent, other: CardContent): boolean {
  return contentText(one) === contentText(other);
}

/** One text for one content: fields in a fixed order, absent ones left out. What is sealed and committed to. */
export function contentText(content: CardContent): string {
  const { symbols, text, who, place, pile, when, day, about } = content;
  return JSON.stringify({ symbols, text, who, place, pile, when, day, about });
}

/** @returns the content, or undefined when the text is not exactly one, or too large [ENV2]. */
export function parseContent(text: string): CardContent | undefined {
  if (utf8Length(text) > maxContentBytes) return undefined;
  const parsed = v.safeParse(cardContentText, text);
  return parsed.success ? parsed.output : undefined;
}

/** Bytes that a string takes in UTF-8; a lone surrogate counts 3, as encoders write U+FFFD for it. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
