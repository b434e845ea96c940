import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';

/** The room that the part after `#` names. */
export function useNamedRoom(): string {
  useLocation();
  const [roomId, setRoomId] = useState(location.hash.slice(1));
  useEffect(() => {
    const follow = () => setRoomId(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return roomId;
}
