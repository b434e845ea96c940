import { isInAppBrowser } from './in-app-browser.ts';

/** Why nobody can sit down in this browser; the id of the sentence that says so. */
export type Obstacle = 'browser.not-secure' | 'browser.in-app' | 'storage.full' | 'other.fault';

/** What can be known before anything is opened. */
export function findObstacle(): Obstacle | undefined {
  if (!isSecureContext) return 'browser.not-secure';
  return isInAppBrowser(navigator.userAgent) ? 'browser.in-app' : undefined;
}
