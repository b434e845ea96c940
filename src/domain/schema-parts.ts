import * as v from 'valibot';
import type { RoleId } from './format.ts';

/** What the schemas of foreign data have in common: ids, words of a format, lists, and JSON around them. */

/** base64url of this many characters. */
export const idSchema = <Name extends string>(length: number) =>
  v.pipe(
    v.string(),
    v.regex(new RegExp(`^[A-Za-z0-9_-]{${length}}$`)),
    // The brand says that the pattern was checked; nothing else makes these ids out of foreign data.
    v.transform((text) => text as Name),
  );

/** The name of a symbol, a step, a spot or a choice. */
export const wordSchema = v.pipe(v.string(), v.minLength(1), v.maxLength(40), v.regex(/^[a-z0-9-]+$/));

const roles = ['resident', 'professional', 'third', 'facilitator', 'self'] as const satisfies RoleId[];
export const roleSchema = v.picklist(roles);

export const listOf = <const Item extends v.GenericSchema>(item: Item) => v.pipe(v.array(item), v.readonly());

/** Text that is JSON, of this form. */
export const jsonOf = <const Schema extends v.GenericSchema>(schema: Schema) =>
  v.pipe(v.string(), v.parseJson(), schema);
