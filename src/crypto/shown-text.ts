import { sha256 } from './hash.ts';
import { labelled } from './label.ts';
import { lengthPrefixed, utf8 } from './parts.ts';

/** Names the exact text that somebody was shown [CON1]: label ‖ u32 length ‖ its lines in UTF-8, a line feed between them; 32 B. */
export function hashShownText(lines: readonly string[]): Promise<Bytes> {
  return sha256(labelled('slw1/consent', lengthPrefixed(utf8(lines.join('\n')))));
}
