const dayMs = 86_400_000;

/** Whole days since 1970, in UTC: expiry counts in days, so no table tells the hour people spoke. */
export function timeToDay(timeMs: number): number {
  return Math.floor(timeMs / dayMs);
}
