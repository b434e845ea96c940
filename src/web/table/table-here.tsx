import type { Device } from '#device/device.ts';
import type { Table } from '#device/table.ts';
import { Acting } from '../acting.tsx';
import { EndedTablePage } from '../pages/ended-table.tsx';
import { InviteGuest } from '../pages/invite-guest.tsx';
import { Sentence } from '../pages/sentence.tsx';
import { useNamedRoom } from '../use-named-room.ts';
import { useTables } from '../use-tables.ts';
import { TablePage } from './table-page.tsx';
import { useSight } from './use-sight.ts';

/** The table that the part after `#` names; before anybody joined, its invitation; after its end, what is left. */
export function TableHere({ device }: { readonly device: Device }) {
  const roomId = useNamedRoom();
  useTables(device);
  const table = device.table(roomId);
  const ended = device.ended().find((one) => one.roomId === roomId);
  if (table)
    return (
      <Acting key={roomId}>
        <TableOrInvitation table={table} />
      </Acting>
    );
  return ended ? <EndedTablePage ended={ended} device={device} /> : <Sentence id="error.unknown" />;
}

function TableOrInvitation({ table }: { readonly table: Table }) {
  const { sight, now } = useSight(table);
  const waits = sight.view?.position === 'waiting' && sight.iOpened;
  return waits ? <InviteGuest {...{ table, sight, now }} /> : <TablePage table={table} />;
}
