import { useEffect, useState } from 'preact/hooks';
import type { Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import { Acting } from '../acting.tsx';
import { EndedTablePage } from '../pages/ended-table.tsx';
import { InviteGuest } from '../pages/invite-guest.tsx';
import { Sentence } from '../pages/sentence.tsx';
import { useNamedRoom } from '../use-named-room.ts';
import { useSightFromAfar, useTables } from '../use-tables.ts';
import { BeginAnew } from './begin-anew.tsx';
import { GuestArrives } from './guest-arrives.tsx';
import { SharedTable } from './shared-table.tsx';
import { TablePage } from './table-page.tsx';

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
  // Whoever shows the table says that somebody is at it.
  const sight = useSightFromAfar(table);
  const [fragment, setFragment] = useState<string>();
  const guest = tablet.guest.at(table.roomId);
  const sits = guest?.see().mySeat === 'taken';
  const giveUp = () => {
    setFragment(undefined);
    void tablet.guest.letGo();
  };
  useEffect(() => {
    // Whoever comes next is asked anew.
    if (sits) setFragment(undefined);
  }, [sits]);
  const waits = sight.view?.position === 'waiting' && sight.iOpened;
  if (sight.mustBeginAnew) return <BeginAnew table={table} />;
  if (guest && sits) return <SharedTable {...{ tablet, table, guest }} />;
  if (fragment) return <GuestArrives {...{ tablet, table, fragment }} onBack={giveUp} />;
  return waits ? <InviteGuest table={table} onSitHere={setFragment} /> : <TablePage table={table} />;
}
