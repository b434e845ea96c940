import { useEffect, useState } from 'preact/hooks';
import type { TextId } from '#content/texts.ts';
import type { Device } from '#device/device.ts';
import type { Table, TableSight } from '#device/table.ts';

/** The tables of this device, drawn again when they change. */
export function useTables(device: Device): readonly Table[] {
  const [tables, setTables] = useState(device.tables());
  useEffect(() => device.subscribe(() => setTables([...device.tables()])), [device]);
  return tables;
}

/** Why a table cannot be shown now; undefined when it can. */
export function whyUnseen({ isPast, unknownFormat, view }: TableSight): TextId | undefined {
  if (isPast) return 'expired.asking';
  if (!view) return unknownFormat ? 'format.unknown' : 'loading';
  return undefined;
}

/** What a table shows to its owner who does not sit at it now: nobody sees them there, and no card turns. */
export function useSightFromAfar(table: Table): TableSight {
  const [sight, setSight] = useState(table.see());
  useEffect(() => {
    setSight(table.see());
    return table.subscribe(() => setSight(table.see()));
  }, [table]);
  return sight;
}
