import { isLocalhost } from '../config.ts';

const localNames = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The host a socket's page has in its address bar, which its logins sign [SRV1]; null when the page is not ours.
 * Browsers always name the origin of a page; who names none is no page, and signs for our public host.
 */
export function originToHost(origin: string | undefined, publicOrigin: string): string | null {
  const ours = new URL(publicOrigin);
  if (origin === undefined || origin === ours.origin) return ours.host;
  if (!isLocalhost(ours.hostname)) return null;
  // This machine has several names, and a developer types any of them.
  const aliases = localNames.map((name) => new URL(`${ours.protocol}//${name}:${ours.port}`));
  return aliases.find((alias) => alias.origin === origin)?.host ?? null;
}
