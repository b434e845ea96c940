import type { Texts } from '#content/texts.ts';
import type { Person } from '#domain/person.ts';
import type { ShownStop, TableView } from '#domain/table-view.ts';
import { nameInText } from '../components/person.tsx';
import { linesOf } from '../components/texts.tsx';
import { isForTalking } from './composer.ts';
import { tipsFor, valuesOf, wordsOf } from './step-texts.ts';

/** What "Wat moet ik doen?" says, wherever the table stands. */

/** What lies before me, and everything that this step says to me. */
export function whatISee(texts: Texts, view: TableView): readonly string[] {
  const layout = view.shown?.step.layout ?? (view.position === 'waiting' ? 'waiting' : 'ended');
  return [...linesOf(texts, `help.see.${layout}`, valuesOf(texts, view)), ...wordsOf(texts, view)];
}

export function whatICanDo(texts: Texts, view: TableView): readonly string[] {
  const values = valuesOf(texts, view);
  return doings(view).flatMap((doing) => linesOf(texts, `help.do.${doing}`, values));
}

/** The same as I, and what is on the other's screen only. Tips are no secret. */
export function whatTheySee(texts: Texts, view: TableView, person: Person): readonly string[] {
  const mine = wordsOf(texts, view);
  const theirs = wordsOf(texts, view, person).filter((line) => !mine.includes(line));
  const tips = tipsFor(texts, view, person);
  const same = theirs.length > 0 ? 'help.same-and' : tips.length > 0 ? 'help.same-with-tip' : 'help.same';
  return [texts.t(same, { name: nameInText(texts, person) }), ...theirs, ...tips];
}

/** What the screen offers now, as ids under `help.do`; when that is nothing, listening. */
function doings({ shown, position, pausedBy }: TableView): readonly string[] {
  if (!shown) return [position === 'waiting' ? position : 'ended'];
  if (shown.lookingBack) return ['looking-back'];
  const offered = [
    pausedBy && 'paused',
    shown.step.layout === 'pictures' && 'pictures',
    shown.choices.some(({ mine }) => mine) && 'choose',
    ...(isForTalking(shown) ? [] : withCards(shown)),
    shown.beat === 'praten' && 'talk',
    shown.goOn?.asksMe && (shown.goOn.iWant ? 'stay' : 'go-on'),
  ].filter((doing) => typeof doing === 'string');
  return offered.length > 0 ? offered : ['listen'];
}

function withCards({ spots }: ShownStop): readonly (string | false)[] {
  return spots.flatMap(({ spot, mayLay, mayTurn, iAmReady, phase, cards }) => [
    mayLay && !iAmReady && (spot.fixed ? 'promise' : spot.laid === 'closed' ? 'lay-closed' : 'lay'),
    mayLay && spot.laid === 'open' && spot.always === true && 'always',
    phase === 'laying' && cards.some(({ isMine }) => isMine) && 'laid',
    mayTurn && 'turn',
    phase === 'turning' && iAmReady && 'ready',
    cards.some(({ isProposal }) => isProposal) && 'agree',
  ]);
}
