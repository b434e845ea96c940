/**
 * One label for every use of a key or a hash, so that what is made for one use never fits another. No label is the start
 * of another. Labels of what the server checks too (login, envelope, erase, participant id) are in protocol.
 */
import { concat, utf8 } from './parts.ts';

export const labels = [
  'slw1/content',
  'slw1/card',
  'slw1/box',
  'slw1/commit',
  'slw1/inv-auth',
  'slw1/inv-show',
  'slw1/inv-wrap',
  'slw1/inv-bind',
  'slw1/pictures',
  'slw1/ret-id',
  'slw1/ret-auth',
  'slw1/ret-wrap',
  'slw1/ret-code',
  'slw1/rest',
  'slw1/consent',
] as const;

export type Label = (typeof labels)[number];

/** Label in ASCII ‖ parts, each of fixed length or with its length before it. */
export function labelled(label: Label, ...parts: readonly Bytes[]): Bytes {
  return concat(utf8(label), ...parts);
}
