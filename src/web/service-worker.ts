/**
 * Keeps the app's own files on the device, so that the table opens without a network. It stores no answer of
 * the server and knows nothing of rooms. A new version waits until every tab of the old one is closed, or
 * until somebody taps "Vernieuw".
 */
export {};

declare const self: ServiceWorkerGlobalScope & {
  readonly __WB_MANIFEST: readonly { readonly url: string; readonly revision: string | null }[];
};

const files = self.__WB_MANIFEST;
const cacheName = `app-${hashOf(files.map(({ url, revision }) => `${url}@${revision ?? ''}`).join('|'))}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files.map(({ url }) => `/${url}`))));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOldCaches());
});

self.addEventListener('message', (event) => {
  if (event.data === 'use-now') event.waitUntil(self.skipWaiting());
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (event.request.mode === 'navigate') event.respondWith(fromCacheFirst('/index.html', event.request));
  else if (url.pathname.startsWith('/symbols/')) event.respondWith(keepSymbol(event.request));
  else if (files.some((file) => `/${file.url}` === url.pathname)) {
    event.respondWith(fromCacheFirst(event.request, event.request));
  }
});

async function fromCacheFirst(key: Request | string, request: Request): Promise<Response> {
  const cached = await caches.match(key, { cacheName });
  return cached ?? fetch(request);
}

/** Symbols are many and never change under a name: each is kept when it was first seen. */
async function keepSymbol(request: Request): Promise<Response> {
  const cache = await caches.open('symbols');
  const cached = await cache.match(request);
  if (cached) return cached;
  const response = await fetch(request);
  if (response.ok) await cache.put(request, response.clone());
  return response;
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
