import { keepAppOnDevice } from './keep-app.ts';
import { TableHere } from './pages/later-pages.ts';

/**
 * Once somebody reads a page: fetches the table and the device's part, then the rest of the app, so that nobody
 * waits for them later and they are there without a network. Never before: the first page has the line to itself.
 */
export function fetchAhead(onNewer: () => void): void {
  whenIdle(() => void fetchInOrder(onNewer));
}

async function fetchInOrder(onNewer: () => void): Promise<void> {
  // What does not come now is fetched when somebody goes there.
  await Promise.all([TableHere.fetchAhead(), import('./this-device.ts').catch(() => undefined)]);
  // Where the browser keeps no app, the table still works with internet.
  await keepAppOnDevice(onNewer).catch(() => undefined);
}

/** Older Safari cannot tell when it is idle. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(run);
  else setTimeout(run, 200);
}
