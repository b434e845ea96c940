import { hashShownText } from '#crypto/shown-text.ts';
import { toBase64Url } from './bytes.ts';

/** Names the exact text that stood on the screen, line by line, as a consent does [CON1]. */
export async function versionOf(shown: readonly string[]): Promise<string> {
  return toBase64Url(await hashShownText(shown));
}
