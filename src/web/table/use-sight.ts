import { useEffect, useState } from 'preact/hooks';
import type { Table, TableSight } from '#device/table.ts';

const tickMs = 15_000;

/** Which screens show a table: one may come before the one that it takes the place of has gone. */
const lookers = new WeakMap<Table, Set<symbol>>();

function look(table: Table, looker: symbol, isLooking: boolean): void {
  const here = lookers.get(table) ?? new Set();
  lookers.set(table, here);
  if (isLooking) here.add(looker);
  else here.delete(looker);
  table.beHere(here.size > 0);
}

/** What the table shows, drawn again when it changes; and the time, for what shows only a while. */
export function useSight(table: Table): { readonly sight: TableSight; readonly now: number } {
  const [sight, setSight] = useState(table.see());
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setSight(table.see());
    const stop = table.subscribe(() => setSight(table.see()));
    const tick = setInterval(() => setNow(Date.now()), tickMs);
    const looker = Symbol('looker');
    const tellWhetherHere = () => look(table, looker, document.visibilityState === 'visible');
    tellWhetherHere();
    document.addEventListener('visibilitychange', tellWhetherHere);
    return () => {
      stop();
      clearInterval(tick);
      document.removeEventListener('visibilitychange', tellWhetherHere);
      look(table, looker, false);
      table.lookAt(undefined);
    };
  }, [table]);
  return { sight, now };
}
