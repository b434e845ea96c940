/**
 * Keeps the app's own files on the device, so that the table opens without a network. It stores no answer of
 * the server and knows nothing of rooms. A new version waits until every tab of the old one is closed, or
 * until somebody taps "Vernieuw".
 */
import { languageFor } from '#content/languages.ts';

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

/** Files with a hash in their name have no revision. */
const files = self.__WB_MANIFEST.map(({ url, revision }) => ({ path: `/${url}`, revision: revision ?? '' }));
const symbols = files.filter(({ path }) => path.startsWith('/symbols/'));
const texts = '/assets/texts/';
/** One language is enough to sit down with; another is kept when it is first chosen. */
const spoken = `${texts}${languageFor(self.navigator.language)}-`;
const appFiles = files.filter((file) => !symbols.includes(file));
const cacheName = `app-${hashOf(appFiles.map(({ path, revision }) => `${path}@${revision}`).join('|'))}`;
const symbolCacheName = 'symbols';

self.addEventListener('install', (event) => {
  const needed = appFiles.filter(({ path }) => !path.startsWith(texts) || path.startsWith(spoken));
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(needed.map(({ path }) => path))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(Promise.all([removeOldCaches(), removeOldSymbols()]));
});

self.addEventListener('message', (event) => {
  if (event.data === 'use-now') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  const symbol = symbols.find(({ path }) => path === pathname);
  if (symbol) event.respondWith(keep(symbolCacheName, keyOf(symbol), request));
  else if (request.mode === 'navigate' && !pathname.includes('.'))
    event.respondWith(keep(cacheName, '/index.html', request));
  else if (appFiles.some(({ path }) => path === pathname)) {
    event.respondWith(keep(cacheName, pathname, request));
  }
});

/** What is kept under `key`; fetched and kept when it is not there yet. */
async function keep(name: string, key: string, request: Request): Promise<Response> {
  const cache = await caches.open(name);
  const cached = await cache.match(key);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) await cache.put(key, response.clone());
  return response;
}

/** Symbols are many: each is kept when it was first seen, and again when its drawing has changed. */
function keyOf({ path, revision }: { readonly path: string; readonly revision: string }): string {
  return `${path}?${revision}`;
}

async function removeOldSymbols(): Promise<void> {
  const current = new Set(symbols.map(keyOf));
  const cache = await caches.open(symbolCacheName);
  const kept = await cache.keys();
  const old = kept.filter(({ url }) => !current.has(url.slice(self.location.origin.length)));
  await Promise.all(old.map((request) => cache.delete(request)));
}

async function removeOldCaches(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('app-') && name !== cacheName);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Tells lists of files apart; not for secrets. */
function hashOf(text: string): string {
  let hash = 0;
  for (const character of text) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0;
  return hash.toString(36);
}
