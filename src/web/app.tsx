import { useEffect, useState } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Texts } from '#content/texts.ts';
import type { Device } from '#device/device.ts';
import { TextsContext, useTexts } from './components/texts.tsx';
import { AboutPage } from './pages/about-page.tsx';
import { EndedTablePage } from './pages/ended-table.tsx';
import { HomePage } from './pages/home-page.tsx';
import { InviteGuest } from './pages/invite-guest.tsx';
import { JoinPage } from './pages/join-page.tsx';
import { OpenPage } from './pages/open-page.tsx';
import { OwnCopyPage } from './pages/own-copy.tsx';
import { PaperPage } from './pages/paper-page.tsx';
import { ReturnPage } from './pages/return-page.tsx';
import { copyPath, joinPath, pathOfTable, returnPath, tablePath } from './paths.ts';
import { TablePage } from './table/table-page.tsx';
import { useSight } from './table/use-sight.ts';
import { useTables } from './use-tables.ts';

type Props = {
  readonly device: Device;
  readonly texts: Texts;
  readonly fragment: string;
  readonly takenKey: () => string;
};

/** Which page is where. */
export function App({ device, texts, fragment, takenKey }: Props) {
  return (
    <TextsContext.Provider value={texts}>
      <LocationProvider>
        <Router>
          <Route path="/" component={() => <HomePage device={device} />} />
          <Route path="/begin" component={() => <OpenPage device={device} />} />
          <Route path={joinPath} component={() => <JoinPage device={device} fragment={fragment} />} />
          <Route path={returnPath} component={() => <ReturnPage device={device} takenKey={takenKey} />} />
          <Route path={tablePath} component={() => <TableHere device={device} />} />
          <Route path={copyPath} component={() => <CopyHere device={device} />} />
          <Route path="/papier" component={PaperPage} />
          <Route path="/over" component={AboutPage} />
          <Route default component={() => <HomePage device={device} />} />
        </Router>
      </LocationProvider>
    </TextsContext.Provider>
  );
}

/** The table that the part after `#` names; before anybody joined, its invitation; after its end, what is left. */
function TableHere({ device }: { readonly device: Device }) {
  const texts = useTexts();
  const roomId = useNamedRoom();
  useTables(device);
  const table = device.table(roomId);
  const ended = device.ended().find((one) => one.roomId === roomId);
  if (table) return <TableOrInvitation key={roomId} table={table} />;
  return ended ? <EndedTablePage ended={ended} device={device} /> : <p>{texts.t('error.unknown')}</p>;
}

/** My own copy of a table that is there, or that another threw away. */
function CopyHere({ device }: { readonly device: Device }) {
  const texts = useTexts();
  const roomId = useNamedRoom();
  const { route } = useLocation();
  useTables(device);
  const ended = device.ended().find((one) => one.roomId === roomId);
  const copy = device.table(roomId)?.copy() ?? ended?.farewell?.copy;
  if (!copy) return <p>{texts.t('error.unknown')}</p>;
  return <OwnCopyPage copy={copy} onBack={() => route(pathOfTable(roomId))} />;
}

function useNamedRoom(): string {
  useLocation();
  const [roomId, setRoomId] = useState(location.hash.slice(1));
  useEffect(() => {
    const follow = () => setRoomId(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  return roomId;
}

function TableOrInvitation({ table }: { readonly table: NonNullable<ReturnType<Device['table']>> }) {
  const { sight } = useSight(table);
  const waits = sight.view?.position === 'waiting' && sight.iOpened;
  return waits ? <InviteGuest table={table} sight={sight} /> : <TablePage table={table} />;
}
