/**
 * A return key as a link, so that a phone's own camera can open it: `/terug#v1.<code>`. The code stands behind
 * the `#`, which browsers never send.
 */
const mark = 'v1.';

/** The part of the link after `#`. */
export function toKeyFragment(code: string): string {
  return mark + code.replaceAll('-', '');
}

/** The code in what was scanned, pasted or typed: a whole link, its fragment, or the code alone. */
export function codeIn(text: string): string {
  const fragment = text.slice(text.indexOf('#') + 1);
  return fragment.startsWith(mark) ? fragment.slice(mark.length) : fragment;
}
