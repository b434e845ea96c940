import { useEffect, useRef, useState } from 'preact/hooks';
import type { Table } from '#device/table.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { Refusal, useForgetRefusal } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { ListenButton, linesIn } from '../components/listen-button.tsx';
import { Picture } from '../components/symbol.tsx';
import { useTexts, useTitle } from '../components/texts.tsx';
import { Sentence } from '../pages/sentence.tsx';
import { whyUnseen } from '../use-tables.ts';
import { Announcer } from './announcer.tsx';
import { changedAt, isForTalking, isMaking } from './composer.ts';
import { DeviceNotice } from './device-notice.tsx';
import { draftOf } from './draft.ts';
import { Ending } from './ending.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { KeyQuestion } from './key-question.tsx';
import { KeySheet } from './key-sheet.tsx';
import { spokenLines } from './listen.ts';
import { MainActions } from './main-actions.tsx';
import { Paused, StatusLine, WhoIsAway } from './status-line.tsx';
import { Step } from './step.tsx';
import { stateText, titleOf, valuesOf } from './step-texts.ts';
import { StopDialog } from './stop-dialog.tsx';
import { forBoth, PutBack, useIsSeenByBoth, useTabletSide } from './tablet-side.tsx';
import { FromTablet } from './take-home.tsx';
import { TopBar } from './top-bar.tsx';
import { useSight } from './use-sight.ts';
import '../style/table.css';

/** The table: what shows of it now, and what lies over it. */
export function TablePage({ table }: { readonly table: Table }) {
  const texts = useTexts();
  const { sight, now } = useSight(table);
  const [open, setOpen] = useState<'help' | 'stop' | 'erase' | 'key'>();
  const forget = useForgetRefusal();
  const [picked, setPicked] = useState<'cards' | 'table'>();
  const [saysMore, setSaysMore] = useState(false);
  const main = useRef<HTMLElement>(null);
  const isSeenByBoth = useIsSeenByBoth();
  const side = useTabletSide();
  const view = sight.view && isSeenByBoth ? forBoth(sight.view) : sight.view;
  const at = view?.shown?.at;
  const changing = view?.shown?.spots.flatMap((spot) => changedAt(spot, draftOf(table, spot)))[0];
  const place = at ? `${at.round}.${at.lap}.${at.step}.${at.beat}` : view?.position;
  useEffect(() => {
    forget();
    setPicked(undefined);
    setSaysMore(false);
    // A new beat begins at its heading, for eyes and screen readers alike.
    main.current?.querySelector('h1')?.focus({ preventScroll: true });
    (main.current?.closest('.half') ?? globalThis).scrollTo({ top: 0 });
  }, [place]);
  useEffect(() => forget(), [open]);
  const step = view && titleOf(texts, view);
  useTitle(step ? texts.t('title.step', { step }) : texts.t('title.table'));
  useEffect(() => {
    // Whoever takes another card sees their cards.
    if (changing) setPicked(undefined);
  }, [changing]);
  // Whoever looked alone puts the tablet back by what they did.
  const choosesClosed = view?.shown?.spots.some(({ mayLay, spot }) => mayLay && spot.laid === 'closed');
  useEffect(() => side?.putBack(), [place, choosesClosed]);
  // At a tablet both sides are in one main part.
  const Main = side ? 'section' : 'main';
  const why = whyUnseen(sight);
  if (why || !view) return <Sentence id={why ?? 'loading'} />;
  // Whoever is not let in sees no more of it than that.
  const isOutside = sight.mySeat !== 'taken';
  const ended = view.position.startsWith('ended') && !view.shown?.lookingBack && !isOutside;
  // Whether there is something more to say is asked before what.
  const waitsForWord = view.shown?.step.beats[view.shown.at.beat]?.openWord && !saysMore;
  const tray = waitsForWord ? undefined : traySpot(view, table);
  // Without a card to make there is nothing to show but the table.
  const hasTray = tray !== undefined;
  const asked = changing || asksMyCard(view, table, tray) ? 'cards' : 'table';
  const shows = hasTray ? (picked ?? asked) : 'table';
  return (
    <div class={`table-page ${open === 'key' ? 'shows-key' : ''} ${view.shown ? `shows-${shows}` : ''}`}>
      <div>
        <TopBar
          view={view}
          table={table}
          listen={
            <ListenButton
              key={place}
              lines={() => (view.shown ? spokenLines(texts, view) : linesIn(main.current))}
            />
          }
          onOpen={setOpen}
        />
        <PutBack view={view} />
        {!isSeenByBoth && (
          <DeviceNotice sight={sight} view={view} table={table} onOpenKey={() => setOpen('key')} />
        )}
      </div>
      <Main ref={main} class="table">
        <FromTablet {...{ view, sight, table }} />
        {ended ? (
          <Ending {...{ view, sight, table }} onErase={() => setOpen('erase')} />
        ) : (
          <Step view={view} table={table} sight={sight} tray={tray} />
        )}
        {!isSeenByBoth && (
          <KeyQuestion view={view} table={table} sight={sight} onOpenKey={() => setOpen('key')} />
        )}
      </Main>
      <div class="lowest">
        <StatusLine sight={sight} view={view} now={now} table={table} />
        {sight.hasKey && !isSeenByBoth && (
          <Button kind="small" onClick={() => setOpen('key')}>
            <Picture id="sleutel" size={24} />
            {texts.t('button.mijn-sleutel')}
          </Button>
        )}
      </div>
      {ended ? (
        <Refusal />
      ) : (
        <footer class="my-edge">
          {hasTray && <SideSwitch shows={shows} onSwitch={setPicked} />}
          <p class="state-line" aria-live="polite">
            {stateText(texts, view)}
          </p>
          <Paused view={view} table={table} />
          <WhoIsAway sight={sight} view={view} table={table} />
          <Refusal />
          <MainActions {...{ view, sight, table }} onMore={hasTray ? undefined : () => setSaysMore(true)} />
        </footer>
      )}
      <Announcer view={view} />
      {open === 'help' && <HelpDialog view={view} onClose={() => setOpen(undefined)} />}
      {open === 'key' && !isSeenByBoth && (
        <KeySheet table={table} name={valuesOf(texts, view).name} onClose={() => setOpen(undefined)} />
      )}
      {open === 'stop' && (
        <StopDialog
          {...{ view, sight, table }}
          onClose={() => setOpen((now) => (now === 'stop' ? undefined : now))}
          onErase={() => setOpen('erase')}
        />
      )}
      {open === 'erase' && (
        <EraseDialog {...{ view, table }} onlyMine={!sight.mayErase} onClose={() => setOpen(undefined)} />
      )}
    </div>
  );
}

/** A phone shows my cards or the table; a wide screen shows both and no switch. */
function SideSwitch(props: {
  readonly shows: 'cards' | 'table';
  readonly onSwitch: (side: 'cards' | 'table') => void;
}) {
  const texts = useTexts();
  return (
    <div class="side-switch">
      {(['cards', 'table'] as const).map((side) => (
        <Button key={side} kind="small" pressed={props.shows === side} onClick={() => props.onSwitch(side)}>
          {texts.t(side === 'cards' ? 'button.mijn-kaarten' : 'button.de-tafel')}
        </Button>
      ))}
    </div>
  );
}

/** Where I can lay a card now. */
function traySpot({ shown, me }: TableView, table: Table): SpotView | undefined {
  if (!shown || isForTalking(shown)) return undefined;
  const hasOwnPart = shown.earlier.some(({ content }) => content.who === me.id || content.who === 'samen');
  return shown.spots.find(
    (one) =>
      isMaking(one, draftOf(table, one)) &&
      !one.spot.fixed &&
      (hasOwnPart || !one.spot.fields?.includes('about')),
  );
}

/** It is my turn to choose a card: I have none here yet, nobody else tells, and none lies there to say yes to. */
function asksMyCard({ shown, me }: TableView, table: Table, tray: SpotView | undefined): boolean {
  if (!tray || (shown?.teller && shown.teller.id !== me.id)) return false;
  const makesOne = draftOf(table, tray).id !== undefined;
  return !tray.cards.some(({ isMine, isProposal }) => isMine || (isProposal && !makesOne));
}
