/**
 * Browsers inside other apps: what they store is gone when that app closes them. Android's says `; wv)`; on an
 * iPhone a page outside Safari and its kin lacks `Safari/`; the rest name themselves.
 */
const names = /FBAN|FBAV|Instagram|Line\/|MicroMessenger|Snapchat|BytedanceWebview|musical_ly|LinkedInApp/;

export function isInAppBrowser(userAgent: string): boolean {
  if (names.test(userAgent) || userAgent.includes('; wv)')) return true;
  return (
    /iPhone|iPad|iPod/.test(userAgent) && userAgent.includes('AppleWebKit') && !userAgent.includes('Safari/')
  );
}
