import { useEffect, useState } from 'preact/hooks';

/** Coming to the table takes a moment, on slow mobile data a long one: until then nothing is wrong. */
const awayAfterMs = 3000;

/** Whether the table could not be reached for so long that it is worth saying. */
export function useIsAway(isConnected: boolean): boolean {
  const [hasWaited, setHasWaited] = useState(false);
  useEffect(() => {
    setHasWaited(false);
    const timer = isConnected ? undefined : setTimeout(() => setHasWaited(true), awayAfterMs);
    return () => clearTimeout(timer);
  }, [isConnected]);
  return !isConnected && hasWaited;
}
