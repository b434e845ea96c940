import { useEffect, useState } from 'preact/hooks';
import type { Table, TableSight } from '#device/table.ts';

const tickMs = 15_000;

/** What the table shows, drawn again when it changes; and the time, for what shows only a while. */
export function useSight(table: Table): { readonly sight: TableSight; readonly now: number } {
  const [sight, setSight] = useState(table.see());
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setSight(table.see());
    const stop = table.subscribe(() => setSight(table.see()));
    const tick = setInterval(() => setNow(Date.now()), tickMs);
    const tellWhetherHere = () => table.beHere(document.visibilityState === 'visible');
    tellWhetherHere();
    document.addEventListener('visibilitychange', tellWhetherHere);
    return () => {
      stop();
      clearInterval(tick);
      document.removeEventListener('visibilitychange', tellWhetherHere);
      table.beHere(false);
      table.lookAt(undefined);
    };
  }, [table]);
  return { sight, now };
}
