import fc from 'fast-check';
import { toUtf8 } from './bytes.ts';

/** What a parser must stand: any bytes, any text, any JSON. */
export const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.json());
export const anyBytes = fc.oneof(
  fc.uint8Array({ maxLength: 600 }).map((array): Bytes => new Uint8Array(array)),
  anyText.map(toUtf8),
);

/** Something of the right form in which one field, at the first or the second depth, is anything else or gone. */
export function oneFieldWrong(value: object): fc.Arbitrary<unknown> {
  const fields = Object.keys(value);
  return fc.tuple(fc.constantFrom(...fields), fc.nat(), fc.anything()).map(([name, pick, other]) => {
    const inner: unknown = Reflect.get(value, name);
    const isNested = typeof inner === 'object' && inner !== null && !ArrayBuffer.isView(inner);
    const names = isNested ? Object.keys(inner) : [];
    const at = names[pick % (names.length + 1)];
    if (!isNested || at === undefined) return { ...value, [name]: other };
    const copy: unknown = Array.isArray(inner) ? [...inner] : { ...inner };
    if (typeof copy === 'object' && copy !== null) Reflect.set(copy, at, other);
    return { ...value, [name]: copy };
  });
}
