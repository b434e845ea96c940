import { useErrorBoundary } from 'preact/hooks';
import { LocationProvider, Route, Router } from 'preact-iso';
import type { Texts } from '#content/texts.ts';
import { FaultNotice } from './components/fault-notice.tsx';
import { TextsContext } from './components/texts.tsx';
import { UpdateNotice } from './components/update-notice.tsx';
import { type Door, DoorContext, withDevice } from './door.tsx';
import { JoinPage } from './pages/join-page.tsx';
import {
  AboutPage,
  CopyHere,
  HomePage,
  OpenPage,
  OwnCardsHere,
  PaperPage,
  ReturnPage,
  TableHere,
} from './pages/later-pages.ts';
import { OnlyOneTab } from './pages/only-one-tab.tsx';
import { copyPath, joinPath, ownCardsPath, returnPath, tablePath } from './paths.ts';

export type Shown = Door & {
  /** Set when another tab has the tables: takes them over. */
  readonly takeOver?: (() => void) | undefined;
  readonly isOutdated: boolean;
  /** Something went wrong that nobody foresaw. */
  readonly hasFault: boolean;
};

const Home = withDevice(HomePage);
const Open = withDevice(OpenPage);
const Table = withDevice(TableHere);
const Copy = withDevice(CopyHere);
const OwnCards = withDevice(OwnCardsHere);
const Return = withDevice(ReturnPage);

/** Which page is where. */
export function App({ texts, shown }: { readonly texts: Texts; readonly shown: Shown }) {
  const { takeOver, isOutdated, hasFault } = shown;
  // What cannot be drawn is told as any other fault is; what is left of that page goes.
  const [cannotDraw] = useErrorBoundary((error) => queueMicrotask(() => reportError(error)));
  return (
    <TextsContext.Provider value={texts}>
      <DoorContext.Provider value={shown}>
        {isOutdated && <UpdateNotice />}
        {hasFault && <FaultNotice />}
        {takeOver && <OnlyOneTab onHere={takeOver} />}
        {!takeOver && !cannotDraw && (
          <LocationProvider>
            <Router>
              <Route path="/" component={Home} />
              <Route path="/begin" component={Open} />
              <Route path={joinPath} component={JoinPage} />
              <Route path={tablePath} component={Table} />
              <Route path={returnPath} component={Return} />
              <Route path={copyPath} component={Copy} />
              <Route path={ownCardsPath} component={OwnCards} />
              <Route path="/papier" component={PaperPage} />
              <Route path="/over" component={AboutPage} />
              <Route default component={Home} />
            </Router>
          </LocationProvider>
        )}
      </DoorContext.Provider>
    </TextsContext.Provider>
  );
}
