import { useEffect, useState } from 'preact/hooks';
import type { Device } from '#device/device.ts';
import type { Table } from '#device/table.ts';

/** The tables of this device, drawn again when they change. */
export function useTables(device: Device): readonly Table[] {
  const [tables, setTables] = useState(device.tables());
  useEffect(() => device.subscribe(() => setTables([...device.tables()])), [device]);
  return tables;
}
