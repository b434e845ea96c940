import { useEffect, useState } from 'preact/hooks';
import type { Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import { Acting } from '../acting.tsx';
import { EndedTablePage } from '../pages/ended-table.tsx';
import { InviteGuest } from '../pages/invite-guest.tsx';
import { Sentence } from '../pages/sentence.tsx';
import { useNamedRoom } from '../use-named-room.ts';
import { useTables } from '../use-tables.ts';
import { GuestArrives } from './guest-arrives.tsx';
import { SharedTable } from './shared-table.tsx';
import { TablePage } from './table-page.tsx';
import { useSight } from './use-sight.ts';

/** The table that the part after `#` names; before anybody joined, its invitation; after its end, what is left. */
export function TableHere({ device }: { readonly device: Tablet }) {
  const roomId = useNamedRoom();
  useTables(device);
  const table = device.table(roomId);
  const ended = device.ended().find((one) => one.roomId === roomId);
  if (table)
    return (
      <Acting key={roomId}>
        <TableOrInvitation table={table} tablet={device} />
      </Acting>
    );
  return ended ? <EndedTablePage ended={ended} device={device} /> : <Sentence id="error.unknown" />;
}

function TableOrInvitation({ table, tablet }: { readonly table: Table; readonly tablet: Tablet }) {
  const { sight, now } = useSight(table);
  const [fragment, setFragment] = useState<string>();
  const guest = tablet.guest.at(table.roomId);
  useEffect(() => {
    // Whoever comes next is asked anew.
    if (guest) setFragment(undefined);
  }, [guest]);
  const waits = sight.view?.position === 'waiting' && sight.iOpened;
  if (guest && guest.see().mySeat === 'taken') return <SharedTable {...{ tablet, table, guest }} />;
  if (!waits) return <TablePage table={table} />;
  if (fragment)
    return <GuestArrives {...{ tablet, table, fragment }} onBack={() => setFragment(undefined)} />;
  return <InviteGuest {...{ table, sight, now }} onSitHere={setFragment} />;
}
