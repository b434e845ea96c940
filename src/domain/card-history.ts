import { type CardContent, isSameContent } from './card-content.ts';
import {
  compareEvents,
  follows,
  type InChain,
  inChain,
  type Place,
  spotKey,
  type VerifiedEvent,
} from './events.ts';
import type { CardId, ParticipantId } from './ids.ts';

/** `broken`: turned, but it does not fit what was laid [REV3]. */
export type CardFace = 'open' | 'closed' | 'turned' | 'broken' | 'taken-back';

export type Card = {
  readonly owner: ParticipantId;
  readonly cardId: CardId;
  readonly at: Place;
  readonly face: CardFace;
  /** Absent while closed, broken or taken back. */
  readonly content?: CardContent;
  /** Laid closed; keeps being true after turning. */
  readonly wasClosed: boolean;
  /** Its owner tapped "samen omdraaien": it can no longer be taken back or changed [REV2]. */
  readonly fixed: boolean;
  /** Its owner was ready without it, or saw one turned there before it was laid so [REV2]. */
  readonly later: boolean;
  /** Place among all cards by when it was first laid. */
  readonly order: number;
};

/**
 * What its owner did with one card, in computed order. Kept whole and read at the end: a `ready` fixes what lay
 * there as its author saw it, so what it does not follow moves that card no more, however early it says that it
 * is [REV1] [REV4].
 */
export type CardHistory = Pick<Card, 'owner' | 'cardId' | 'order'> & {
  readonly lays: Laid[];
  readonly takenBack: Act[];
  /** Those of its `ready`s that follow no other one of them. */
  readonly fixes: (Act & { readonly laid: LaidClosed })[];
  /** Those that open what a `ready` before them fixed. */
  readonly turns: Act[];
};

/** An event with its place, which others are asked for often. */
export type Act = InChain & { readonly event: VerifiedEvent };

type LaidOpen = Act & { readonly at: Place; readonly content: CardContent; readonly sawTurning: boolean };
type LaidClosed = Act & { readonly at: Place; readonly commitment: string };
type Laid = LaidOpen | LaidClosed;

export function actOf(event: VerifiedEvent): Act {
  return { ...inChain(event), event };
}

/** @returns the card that lies face down there as the author of `ready` saw it, if one does. */
export function liesClosedFor(history: CardHistory, ready: VerifiedEvent, at: Place): LaidClosed | undefined {
  const laid = history.lays.find((one) => follows(ready, one));
  if (!laid || !('commitment' in laid) || spotKey(laid.at) !== spotKey(at)) return undefined;
  const isBack = history.takenBack.some((back) => follows(ready, back) && takesBack(history, back, laid));
  return isBack ? undefined : laid;
}

/** A `ready` after another one of the same card says nothing new. */
export function fix(history: CardHistory, ready: Act, laid: LaidClosed): void {
  if (!hasFixed(history, ready.event)) history.fixes.push({ ...ready, laid });
}

/** Turning comes after one's own "samen omdraaien"; whether the others were ready, their devices keep. */
export function turn(history: CardHistory, turned: Act): void {
  const { event } = turned;
  const opens = history.fixes.some((one) => follows(event, one) && opened(event, one.laid) !== undefined);
  if (opens) history.turns.push(turned);
}

/**
 * @param readies the `ready`s at each spot of whoever owns it that follow no other one of theirs
 * @param atTablet the card that this one takes home, if it does [TAB1]
 * @returns undefined when nothing that can be read laid it
 */
export function cardFrom(
  history: CardHistory,
  readies: (at: Place) => readonly Act[],
  atTablet?: Card,
): Card | undefined {
  const [first] = history.lays;
  const laid = history.fixes[0]?.laid ?? first;
  if (!laid) return undefined;
  const mine = readies(laid.at);
  return 'commitment' in laid ? closedCard(history, laid, mine) : openCard(history, laid.at, mine, atTablet);
}

/** One's own open card may change, but not move: the newest of it counts [OWN1]. */
function openCard(
  history: CardHistory,
  at: Place,
  readies: readonly Act[],
  atTablet: Card | undefined,
): Card {
  const { owner, cardId, order, takenBack } = history;
  const lays = history.lays.flatMap((one) =>
    'content' in one && spotKey(one.at) === spotKey(at) ? [one] : [],
  );
  const newest = lays.at(-1);
  const back = takenBack.at(-1);
  const isBack = newest && back && compareEvents(back.event, newest.event) > 0;
  const isLater = (laid: LaidOpen) => laid.sawTurning || !readies.every(({ event }) => follows(event, laid));
  return {
    owner,
    cardId,
    at,
    ...(isBack || !newest
      ? { face: 'taken-back' as const }
      : { face: 'open' as const, content: newest.content }),
    wasClosed: false,
    fixed: false,
    // Laid again at home it came when it came at the tablet, as long as it says what turned there [TAB1].
    later: atTablet
      ? atTablet.later ||
        (atTablet.wasClosed && !lays.every(({ content }) => saysAs(atTablet, content, owner)))
      : lays.some(isLater),
    order,
  };
}

/** A card at a tablet that names its owner names whoever took it home. */
function saysAs({ content, owner }: Card, other: CardContent, atHome: ParticipantId): boolean {
  if (!content) return false;
  return isSameContent(content.who === owner ? { ...content, who: atHome } : content, other);
}

/** Where its owner, on two devices at once, fixed two under one id, nobody knows which: it is none [REV3]. */
function closedCard(history: CardHistory, laid: LaidClosed, readies: readonly Act[]): Card {
  const { owner, cardId, order, fixes, turns, takenBack } = history;
  const laids = fixes.length > 0 ? fixes.map((one) => one.laid) : [laid];
  const isOne = laids.every(({ commitment }) => commitment === laid.commitment);
  const isBack = takenBack.some((back) => takesBack(history, back, laid));
  const [turned] = turns.flatMap(({ event }) => laids.flatMap((one) => opened(event, one) ?? []));
  return {
    owner,
    cardId,
    at: laid.at,
    ...(isBack
      ? { face: 'taken-back' as const }
      : !isOne || turned === 'broken'
        ? { face: 'broken' as const }
        : turned
          ? { face: 'turned' as const, content: turned }
          : { face: 'closed' as const }),
    wasClosed: true,
    fixed: fixes.length > 0,
    later: readies.some(({ event }) => !fixes.some((one) => one.event === event)),
    order,
  };
}

/** Between its owner's "samen omdraaien" and its turning a card cannot be taken back [REV2]. */
function takesBack(history: CardHistory, { event }: Act, laid: Laid): boolean {
  if (!follows(event, laid)) return false;
  return !hasFixed(history, event) || history.turns.some((turned) => follows(event, turned));
}

function hasFixed({ fixes }: CardHistory, event: VerifiedEvent): boolean {
  return fixes.some((one) => follows(event, one));
}

function opened(event: VerifiedEvent, { chain, seq }: Laid): CardContent | 'broken' | undefined {
  return event.opened?.find((one) => one.laid.chain === chain && one.laid.seq === seq)?.content;
}
