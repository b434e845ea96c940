import { useEffect, useState } from 'preact/hooks';

/** Whether the device has internet, as far as it knows; drawn again when that goes or comes. */
export function useOnline(): boolean {
  const [isOnline, setIsOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = () => setIsOnline(navigator.onLine);
    // Also when it changed between drawing and now.
    look();
    for (const change of ['online', 'offline']) addEventListener(change, look);
    return () => {
      for (const change of ['online', 'offline']) removeEventListener(change, look);
    };
  }, []);
  return isOnline;
}
