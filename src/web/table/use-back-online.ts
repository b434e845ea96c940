import { useEffect, useState } from 'preact/hooks';

/** After this long it is no news any more. */
const isNewsForMs = 30_000;

/** Whether internet came back just now and all that was written without it is safe; until something new is written. */
export function useBackOnline(isOffline: boolean, isSafe: boolean, now: number): boolean {
  const [since, setSince] = useState<'offline' | number>();
  useEffect(() => {
    setSince((before) => {
      if (isOffline) return 'offline';
      if (before === 'offline') return isSafe ? now : before;
      return isSafe ? before : undefined;
    });
  }, [isOffline, isSafe]);
  return typeof since === 'number' && now - since < isNewsForMs;
}
