import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { TextId } from '#content/texts.ts';
import type { Table, TableSight } from '#device/table.ts';
import { isPromise } from '#domain/promise.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { SignedPromise } from '../components/card-face.tsx';
import { ListenButton, linesIn } from '../components/listen-button.tsx';
import { PersonBadge } from '../components/person.tsx';
import { Picture } from '../components/symbol.tsx';
import { Lines, textOf, useTexts, useTitle } from '../components/texts.tsx';
import { Sentence } from '../pages/sentence.tsx';
import { whyUnseen } from '../use-tables.ts';
import { ActingContext, Refusal, useActing } from './acting.tsx';
import { Announcer } from './announcer.tsx';
import { CheckPictures } from './check-pictures.tsx';
import { Choices } from './choices.tsx';
import { changedAt, isForTalking, isMaking } from './composer.ts';
import { ComposerTray } from './composer-tray.tsx';
import { DeviceNotice } from './device-notice.tsx';
import { Ending } from './ending.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { HelpDialog } from './help-dialog.tsx';
import { KeptCards } from './kept-cards.tsx';
import { KeyQuestion } from './key-question.tsx';
import { KeySheet } from './key-sheet.tsx';
import { spokenLines } from './listen.ts';
import { EarlierAgreements } from './looking-back.tsx';
import { MainActions } from './main-actions.tsx';
import { PromiseList, Promises } from './promises.tsx';
import { Prompt } from './prompt.tsx';
import { Questions } from './questions.tsx';
import { StatusLine, WhoIsAway } from './status-line.tsx';
import { stateText, titleOf, valuesOf } from './step-texts.ts';
import { StopDialog } from './stop-dialog.tsx';
import { TableSpot } from './table-spot.tsx';
import { type Draft, useDrafts } from './use-draft.ts';
import { useSight } from './use-sight.ts';

/** The table: the others' side above, what we share in the middle, my side and my tray below. */
export function TablePage({ table }: { readonly table: Table }) {
  const texts = useTexts();
  const { sight, now } = useSight(table);
  const draftOf = useDrafts();
  const [open, setOpen] = useState<'help' | 'stop' | 'erase' | 'key'>();
  const acting = useActing();
  const [side, setSide] = useState<'cards' | 'table'>();
  const [saysMore, setSaysMore] = useState(false);
  const main = useRef<HTMLElement>(null);
  const { view } = sight;
  const at = view?.shown?.at;
  const changing = view?.shown?.spots.flatMap((spot) => changedAt(spot, draftOf(spot)))[0];
  const place = at ? `${at.round}.${at.lap}.${at.step}.${at.beat}` : view?.position;
  useEffect(() => {
    acting.forget();
    setSide(undefined);
    setSaysMore(false);
    // A new beat begins at its heading, for eyes and screen readers alike.
    main.current?.querySelector('h1')?.focus();
    scrollTo({ top: 0 });
  }, [place]);
  useEffect(() => acting.forget(), [open]);
  const step = view && titleOf(texts, view);
  useTitle(step ? texts.t('title.step', { step }) : texts.t('title.table'));
  useEffect(() => {
    // Whoever takes another card sees their cards.
    if (changing) setSide(undefined);
  }, [changing]);
  const why = whyUnseen(sight);
  if (why || !view) return <Sentence id={why ?? 'loading'} />;
  const ended = view.position.startsWith('ended') && !view.shown?.lookingBack;
  // Whether there is something more to say is asked before what.
  const tray = view.shown?.step.id === 'nog-iets' && !saysMore ? undefined : traySpot(view, draftOf);
  // Without a card to make there is nothing to show but the table.
  const hasTray = tray !== undefined;
  const asked = changing || asksMyCard(view, tray) ? 'cards' : 'table';
  const shows = hasTray ? (side ?? asked) : 'table';
  return (
    <ActingContext.Provider value={acting}>
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
          <DeviceNotice sight={sight} view={view} table={table} onOpenKey={() => setOpen('key')} />
        </div>
        <main ref={main} class="table">
          {ended ? (
            <Ending view={view} sight={sight} table={table} />
          ) : (
            <Step view={view} table={table} sight={sight} draftOf={draftOf} tray={tray} />
          )}
          <KeyQuestion view={view} table={table} sight={sight} onOpenKey={() => setOpen('key')} />
        </main>
        {ended ? (
          <Refusal />
        ) : (
          <footer class="my-edge">
            {hasTray && <SideSwitch shows={shows} onSwitch={setSide} />}
            <p class="state-line" aria-live="polite">
              {stateText(texts, view)}
            </p>
            <WhoIsAway sight={sight} view={view} table={table} />
            <Refusal />
            <MainActions
              {...{ view, sight, table, draftOf }}
              onMore={hasTray ? undefined : () => setSaysMore(true)}
            />
          </footer>
        )}
        <div class="lowest">
          <StatusLine sight={sight} view={view} now={now} table={table} />
          {sight.hasKey && (
            <Button kind="small" onClick={() => setOpen('key')}>
              <Picture id="sleutel" size={24} />
              {texts.t('button.mijn-sleutel')}
            </Button>
          )}
        </div>
        <Announcer view={view} />
        {open === 'help' && <HelpDialog view={view} onClose={() => setOpen(undefined)} />}
        {open === 'key' && (
          <KeySheet table={table} name={valuesOf(texts, view).name} onClose={() => setOpen(undefined)} />
        )}
        {open === 'stop' && (
          <StopDialog
            {...{ view, sight, table }}
            onClose={() => setOpen((now) => (now === 'stop' ? undefined : now))}
            onErase={() => setOpen('erase')}
          />
        )}
        {open === 'erase' && <EraseDialog view={view} table={table} onClose={() => setOpen(undefined)} />}
      </div>
    </ActingContext.Provider>
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
function traySpot({ shown, me }: TableView, draftOf: (spot: SpotView) => Draft): SpotView | undefined {
  if (!shown || isForTalking(shown)) return undefined;
  const hasOwnPart = shown.earlier.some(({ content }) => content.who === me.id || content.who === 'samen');
  return shown.spots.find(
    (one) =>
      isMaking(one, draftOf(one)) && !one.spot.fixed && (hasOwnPart || !one.spot.fields?.includes('about')),
  );
}

/** It is my turn to choose a card: I have none here yet, and nobody else tells. */
function asksMyCard({ shown, me }: TableView, tray: SpotView | undefined): boolean {
  if (shown?.teller && shown.teller.id !== me.id) return false;
  return tray !== undefined && !tray.cards.some(({ isMine }) => isMine);
}

type TopBarProps = {
  readonly view: TableView;
  readonly table: Table;
  readonly listen: ComponentChildren;
  readonly onOpen: (what: 'help' | 'stop') => void;
};

function TopBar({ view, table, listen, onOpen }: TopBarProps) {
  const texts = useTexts();
  return (
    <header class="top-bar">
      <div class="whereabouts">
        <ol class="places" aria-label={texts.t('aria.chapters')}>
          {view.chapters.map(({ id, is }) => (
            <li key={id} class={`place place-${is}`} aria-current={is === 'here' ? 'step' : undefined}>
              {textOf(texts, `chapter.${id}`)}
            </li>
          ))}
        </ol>
        <LookingBack view={view} table={table} />
      </div>
      <nav class="bar" aria-label={texts.t('aria.bar')}>
        {listen}
        <Button kind="small" onClick={() => onOpen('help')}>
          {texts.t('button.help')}
        </Button>
        <Button kind="small" onClick={() => onOpen('stop')}>
          {texts.t('button.stop')}
        </Button>
      </nav>
    </header>
  );
}

type StepProps = {
  readonly view: TableView;
  readonly sight: TableSight;
  readonly table: Table;
  readonly draftOf: (spot: SpotView) => Draft;
  readonly tray: SpotView | undefined;
};

function Step({ view, table, sight, draftOf, tray }: StepProps) {
  const texts = useTexts();
  const { shown, me, others } = view;
  if (!shown) return <Lines id={whileNobodyTalks(sight)} values={valuesOf(texts, view)} />;
  const { layout } = shown.step;
  const cards = shown.spots.flatMap((spot) => spot.cards);
  const hasLaid = cards.some(({ isMine }) => isMine);
  // My own cards open here first, and here the first card is laid: now their promises matter.
  const practises = shown.step.id === 'oefenen';
  const choices = shown.choices.map((choice) => (
    <Choices key={choice.choice.id} {...{ choice, me, others, table }} teller={shown.teller} />
  ));
  return (
    <>
      <div class="head">
        {view.shown?.lookingBack && <p class="tip">{texts.t('looking-back')}</p>}
        <Prompt view={view} />
        {view.third && (me.role !== 'resident' || shown.step.chapter === 'begin') && (
          <Lines id="third.present" values={{ third: view.third }} />
        )}
        {view.third && me.role === 'resident' && (
          <Lines id="third.present.resident" values={{ third: view.third }} />
        )}
        {me.role === 'professional' && stepsWithQuestions.includes(shown.step.id) && <Questions />}
        {layout === 'looking-back' && <EarlierAgreements view={view} />}
        {layout !== 'piles' && choices}
      </div>
      <section class="tabletop" aria-label={texts.t('aria.middle')}>
        {layout === 'pictures' && <CheckPictures sight={sight} table={table} />}
        {layout === 'promises' && <Promises view={view} table={table} />}
        {shown.spots.map((spot) => (
          <TableSpot key={spot.spot.id} {...{ spot, me, others, table, layout }} draft={draftOf(spot)} />
        ))}
        {layout !== 'pictures' && shown.spots.length === 0 && (
          <div class="people">
            {[...others, me].map((person) => (
              <PersonBadge key={person.id} person={person} isMe={person.id === me.id} />
            ))}
          </div>
        )}
        {layout === 'piles' && choices}
        {cards.some(({ face }) => face === 'up') && (
          <p class="card-mark">{texts.t('card.open', valuesOf(texts, view))}</p>
        )}
        {practises && hasLaid && <PromiseList numbers={[3]} role={me.role} values={valuesOf(texts, view)} />}
        {view.promisedBy
          .filter(
            ({ id }) => !cards.some(({ owner, content }) => owner.id === id && content && isPromise(content)),
          )
          .map((one) => (
            <SignedPromise key={one.id} by={one} />
          ))}
      </section>
      <div class="below">
        {practises && tray && <PromiseList numbers={[4]} role={me.role} values={valuesOf(texts, view)} />}
        {tray && (
          <ComposerTray spot={tray} draft={draftOf(tray)} me={me} others={others} earlier={shown.earlier} />
        )}
        <KeptCards {...{ sight, view, table }} tray={tray && { spot: tray, draft: draftOf(tray) }} />
      </div>
    </>
  );
}

/** Before the conversation: whose chair is missing, and why. */
function whileNobodyTalks({ isChairRevoked, mySeat }: TableSight): TextId {
  if (isChairRevoked) return 'pictures.differ';
  return ({ taken: 'wait.chair', asked: 'wait.seat', lost: 'invite.not-valid' } as const)[mySeat];
}

/** Where the professional may ask something; the questions wait there behind a tap. */
const stepsWithQuestions: readonly string[] = ['moment', 'betekenis'];

/** Moves only my own view through what lies behind us. */
function LookingBack({ view, table }: { readonly view: TableView; readonly table: Table }) {
  const texts = useTexts();
  const at = view.shown?.at;
  const index = view.past.findIndex(
    (one) => at && one.lap === at.lap && one.step === at.step && one.beat === at.beat,
  );
  const before = view.past[(index < 0 ? view.past.length : index) - 1];
  return (
    <nav class="looking-back" aria-label={texts.t('button.kijk-terug')}>
      {before && (
        <Button kind="small" onClick={() => table.lookAt(before)}>
          {texts.t('button.kijk-terug')}
        </Button>
      )}
      {view.shown?.lookingBack && (
        <Button kind="small" onClick={() => table.lookAt(undefined)}>
          {texts.t('button.terug-naar-nu')}
        </Button>
      )}
    </nav>
  );
}
