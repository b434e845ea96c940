import * as v from 'valibot';
import { jsonOf, roleSchema, wordSchema } from '#domain/schema-parts.ts';
import { textOfBytes } from './byte-schemas.ts';

/**
 * Bodies of the envelopes about chairs, inside the ciphertext: who sits, and how each proves it [INV3].
 * What people do at the table is domain's (`events.ts`); here are only keys, proofs and roles.
 */
export type ChairBody = v.InferOutput<typeof chairBodySchema>;

const bytes16 = textOfBytes(22);
const bytes32 = textOfBytes(43);
const publicKey = textOfBytes(87);

const chairBodySchema = v.variant('type', [
  /** Opens the room: the opener's key and chair, and the format of round 1. */
  v.strictObject({
    type: v.literal('genesis'),
    publicKey,
    role: roleSchema,
    format: v.strictObject({
      id: wordSchema,
      version: v.pipe(v.number(), v.integer(), v.minValue(0)),
      hash: bytes32,
    }),
  }),
  /** Sets a chair: for which role, SHA-256 of the binding key that its invitation holds, and whose place it takes. */
  v.strictObject({
    type: v.literal('seat'),
    seat: bytes16,
    role: roleSchema,
    binding: bytes32,
    replaces: v.optional(bytes16),
  }),
  /** Lets somebody sit there, by who was in the conversation when it was set. Kind `seat`. */
  v.strictObject({ type: v.literal('admit'), seat: bytes16 }),
  /** Takes it: my key, SHA-256 of my half of the pictures' randomness, and a MAC that only the invited can make. */
  v.strictObject({
    type: v.literal('join'),
    seat: bytes16,
    publicKey,
    mode: v.picklist(['own', 'shared']),
    commit: bytes32,
    mac: bytes32,
  }),
  /** The setter's answer: this join and no other sits here; with the setter's half of the randomness. */
  v.strictObject({ type: v.literal('seated'), seat: bytes16, join: bytes32, half: bytes32 }),
  /** The joiner's next envelope: opens the half that the join committed to. Kind `join`. */
  v.strictObject({ type: v.literal('reveal'), seat: bytes16, half: bytes32 }),
  /** I leave my chair: what I laid stays, and nobody waits for me any more [TAB1]. */
  v.strictObject({ type: v.literal('leave'), seat: bytes16 }),
  /** The chair is no longer one: the pictures differed, or the invitation was lost [INV4]. */
  v.strictObject({ type: v.literal('revoke'), seat: bytes16 }),
]);

const chairBodyText = jsonOf(chairBodySchema);

/** @returns undefined when the text is no such body: then the envelope has no effect [ENV5]. */
export function parseChairBody(text: string): ChairBody | undefined {
  const parsed = v.safeParse(chairBodyText, text);
  return parsed.success ? parsed.output : undefined;
}
