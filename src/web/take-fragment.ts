import { codeIn } from '#device/key-link.ts';
import { joinPath, returnPath } from './paths.ts';

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

/** A link that is opened in a page which is there already: a fresh page takes it, as its first act [INV1]. */
export function freshPageForLinks(): void {
  addEventListener('hashchange', () => {
    const takesLinks = location.pathname === joinPath || location.pathname === returnPath;
    if (takesLinks && location.hash !== '') location.reload();
  });
}

/** Puts it back for another browser to open: this one cannot store what sitting down needs. */
export function keepFragment(fragment: string): void {
  if (fragment !== '') history.replaceState(null, '', `${joinPath}#${fragment}`);
}

/**
 * Takes a return key out of the address. Unlike an invitation it stays valid, so it is kept nowhere at all: not
 * in the history entry either [RET1]. @returns a function that gives the code once, and nothing after that.
 */
export function takeKey(): () => string {
  let code = '';
  if (location.pathname === returnPath && location.hash !== '') {
    code = codeIn(location.hash);
    history.replaceState(null, '', returnPath);
  }
  return () => {
    const taken = code;
    code = '';
    return taken;
  };
}
