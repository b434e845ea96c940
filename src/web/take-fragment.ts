import { joinPath } from './paths.ts';

type Kept = { readonly invitation?: unknown };

/**
 * Takes an invitation out of the address and keeps it in this page's history entry, which is sent nowhere
 * and survives a reload [INV1]. @returns what the invitation says; empty when there is none.
 */
export function takeFragment(): string {
  if (location.pathname !== joinPath) return '';
  const fragment = location.hash.slice(1);
  if (fragment !== '') {
    history.replaceState({ invitation: fragment }, '', joinPath);
    return fragment;
  }
  // Whatever a page may have left there is read as what it is: a text or nothing.
  const kept = (history.state as Kept | null)?.invitation;
  return typeof kept === 'string' ? kept : '';
}
