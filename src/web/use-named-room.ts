import { useEffect, useReducer } from 'preact/hooks';
import { useLocation } from 'preact-iso';

/** The room that the part after `#` names. */
export function useNamedRoom(): string {
  useLocation();
  const [, follow] = useReducer<number, Event>((count) => count + 1, 0);
  useEffect(() => {
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return location.hash.slice(1);
}
