import { useEffect, useState } from 'preact/hooks';
import { LocationProvider, Route, Router, useLocation } from 'preact-iso';
import type { Texts } from '#content/texts.ts';
import type { Device } from '#device/device.ts';
import { TextsContext, useTexts } from './components/texts.tsx';
import { AboutPage } from './pages/about-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { InviteGuest } from './pages/invite-guest.tsx';
import { JoinPage } from './pages/join-page.tsx';
import { OpenPage } from './pages/open-page.tsx';
import { PaperPage } from './pages/paper-page.tsx';
import { joinPath, tablePath } from './paths.ts';
import { TablePage } from './table/table-page.tsx';
import { useSight } from './table/use-sight.ts';
import { useTables } from './use-tables.ts';

type Props = { readonly device: Device; readonly texts: Texts; readonly fragment: string };

/** Which page is where. */
export function App({ device, texts, fragment }: Props) {
  return (
    <TextsContext.Provider value={texts}>
      <LocationProvider>
        <Router>
          <Route path="/" component={() => <HomePage device={device} />} />
          <Route path="/begin" component={() => <OpenPage device={device} />} />
          <Route path={joinPath} component={() => <JoinPage device={device} fragment={fragment} />} />
          <Route path={tablePath} component={() => <TableHere device={device} />} />
          <Route path="/papier" component={PaperPage} />
          <Route path="/over" component={AboutPage} />
          <Route default component={() => <HomePage device={device} />} />
        </Router>
      </LocationProvider>
    </TextsContext.Provider>
  );
}

/** The table that the part after `#` names; before anybody joined, its invitation. */
function TableHere({ device }: { readonly device: Device }) {
  const texts = useTexts();
  useLocation();
  const [roomId, setRoomId] = useState(location.hash.slice(1));
  useEffect(() => {
    const follow = () => setRoomId(location.hash.slice(1));
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  useTables(device);
  const table = device.table(roomId);
  if (!table) return <p>{texts.t('error.unknown')}</p>;
  return <TableOrInvitation key={roomId} table={table} />;
}

function TableOrInvitation({ table }: { readonly table: NonNullable<ReturnType<Device['table']>> }) {
  const { sight } = useSight(table);
  const waits = sight.view?.position === 'waiting' && sight.iOpened;
  return waits ? <InviteGuest table={table} sight={sight} /> : <TablePage table={table} />;
}
