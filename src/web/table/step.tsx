import type { TextId } from '#content/texts.ts';
import type { Table, TableSight } from '#device/table.ts';
import { isPromise } from '#domain/promise.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { SignedPromise } from '../components/card-face.tsx';
import { PersonBadge } from '../components/person.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { CheckPictures } from './check-pictures.tsx';
import { Choices } from './choices.tsx';
import { ComposerTray } from './composer-tray.tsx';
import { draftOf } from './draft.ts';
import { KeptCards } from './kept-cards.tsx';
import { EarlierAgreements } from './looking-back.tsx';
import { PromiseList, Promises } from './promises.tsx';
import { Prompt } from './prompt.tsx';
import { Questions } from './questions.tsx';
import { valuesOf } from './step-texts.ts';
import { TableSpot } from './table-spot.tsx';
import { Cover, useIsSeenByBoth, useLabel } from './tablet-side.tsx';

type StepProps = {
  readonly view: TableView;
  readonly sight: TableSight;
  readonly table: Table;
  readonly tray: SpotView | undefined;
};

/** What this step says, what lies on the table, and my cards below. */
export function Step({ view, table, sight, tray }: StepProps) {
  const texts = useTexts();
  const label = useLabel();
  const isSeenByBoth = useIsSeenByBoth();
  const { shown, me, others } = view;
  if (!shown || sight.mySeat !== 'taken')
    return <Lines id={whileNobodyTalks(sight)} values={valuesOf(texts, view)} />;
  const { layout } = shown.step;
  const cards = shown.spots.flatMap((spot) => spot.cards);
  const hasLaid = cards.some(({ isMine }) => isMine);
  // My own cards open here first, and here the first card is laid: now their promises matter.
  const practises = shown.step.practice;
  // A closed card, or one of my own cards that I took up.
  const isPrivate =
    tray !== undefined && (tray.spot.laid === 'closed' || draftOf(table, tray).brings !== undefined);
  const isCovered = isSeenByBoth && (isPrivate || sight.kept.length > 0);
  const choices = shown.choices.map((choice) => (
    <Choices key={choice.choice.id} {...{ choice, me, table }} />
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
        {me.role === 'professional' && shown.step.questions && <Questions />}
        {layout === 'looking-back' && <EarlierAgreements view={view} />}
        {layout !== 'piles' && choices}
      </div>
      <section class="tabletop" aria-label={label(texts.t('aria.middle'))}>
        {layout === 'pictures' && <CheckPictures sight={sight} table={table} />}
        {layout === 'promises' && <Promises view={view} table={table} />}
        {shown.spots.map((spot) => (
          <TableSpot
            key={spot.spot.id}
            {...{ spot, me, others, table, layout }}
            draft={draftOf(table, spot)}
          />
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
        {isCovered && <Cover view={view} />}
        {tray && !(isCovered && isPrivate) && (
          <ComposerTray
            key={tray.spot.id}
            spot={tray}
            draft={draftOf(table, tray)}
            me={me}
            others={others}
            earlier={shown.earlier}
          />
        )}
        {!isSeenByBoth && (
          <KeptCards {...{ sight, view, table }} tray={tray && { spot: tray, draft: draftOf(table, tray) }} />
        )}
      </div>
    </>
  );
}

/** Before the conversation: whose chair is missing, and why. */
function whileNobodyTalks({ isChairRevoked, mySeat }: TableSight): TextId {
  if (isChairRevoked) return 'pictures.differ';
  return ({ taken: 'wait.chair', asked: 'wait.seat', lost: 'invite.not-valid' } as const)[mySeat];
}
