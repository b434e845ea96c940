import * as v from 'valibot';
import { idSchema } from '#domain/schema-parts.ts';
import { fromBase64Url } from './bytes.ts';

/** base64url of this many characters, which stands for bytes, and for no other bytes than another text does. */
export const textOfBytes = <Name extends string>(characters: number) =>
  v.pipe(
    idSchema<Name>(characters),
    v.check((text) => fromBase64Url(text) !== undefined),
  );

/** The bytes that such a text stands for: exactly `length` of them. */
export const bytesInText = (length: number) =>
  v.pipe(
    v.string(),
    v.transform((text) => fromBase64Url(text, length)),
    v.custom<Bytes>((bytes) => bytes !== undefined),
  );
