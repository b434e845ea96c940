import { agreements } from './agreement.ts';
import { type CardContent, contentText, maxContentBytes, utf8Length } from './card-content.ts';
import type { Card } from './card-history.ts';
import { type Consent, hasWithdrawn, takingPartOf } from './consent.ts';
import { type Moment, type Place, spotKey } from './events.ts';
import { fitsSpot, isAlwaysCard } from './fits-spot.ts';
import type { Choice, Spot } from './format.ts';
import { findChoice, findSpot } from './format.ts';
import type { CardId, CardKey, ParticipantId } from './ids.ts';
import { cardKey, partsOf } from './ids.ts';
import { positionOf, type Stop } from './position.ts';
import { hasSigned } from './promise.ts';
import { fail, ok, type Result } from './result.ts';
import { presentIn } from './room-state.ts';
import {
  askedAt,
  cardsAt,
  choiceOf,
  hasLaid,
  isReady,
  partyMembers,
  peopleIn,
  type Round,
  withEveryone,
} from './round.ts';

/**
 * Who may do what, when: asked by a device before it writes an event, so that what people cannot do is
 * refused on their own screen. Others' devices rely on the fold alone. Denied unless a rule allows it.
 */
export type Refusal =
  | 'not-here'
  | 'not-asked'
  | 'no-room'
  | 'does-not-fit'
  | 'too-large'
  | 'not-mine'
  | 'fixed'
  | 'not-laid'
  | 'not-a-proposal'
  | 'withdrawn';

type Verdict<Value = true> = Result<Value, Refusal>;
const allowed: Verdict = ok(true);

/** @returns how the card comes to lie: `later` is open, where I am ready or saw a card turned [REV2]. */
export function mayLay(
  round: Round,
  me: ParticipantId,
  spotId: string,
  content: CardContent,
): Verdict<'open' | 'closed' | 'later'> {
  const here = stopHere(round);
  const spot = findSpot(round.format, spotId);
  if (!here || !spot || !here.beat.spots?.includes(spotId)) return fail('not-here');
  if (!askedAt(round, here.at, spot).includes(me)) return fail('not-asked');
  if (!fitsSpot(round, here.at.lap, spot, me, content)) return fail('does-not-fit');
  if (isTooLarge(content)) return fail('too-large');
  if (hasSigned(round.state, me, spot)) return fail('no-room');
  const later = isLater(round, here.at.lap, spot, me);
  // One card more than asked may follow later, in the open; more than that fills the table.
  if (ownCards(round, here.at, spotId, me).length >= spot.atMost + (later ? 1 : 0)) return fail('no-room');
  return ok(later ? 'later' : spot.laid);
}

/** I am ready there or saw a card turned: what I lay now lies open, as the fold has it [REV2]. */
export function isLater(round: Round, lap: number, spot: Spot, me: ParticipantId): boolean {
  if (spot.laid === 'open') return false;
  const at = { round: round.number, lap, spot: spot.id };
  return isReady(round, lap, spot, me) || round.state.turnedSpots.has(spotKey(at));
}

/** A card on the table that is mine, open and not committed to may read differently from now on [OWN1]. @returns where it lies. */
export function mayChange(
  round: Round,
  me: ParticipantId,
  cardId: CardId,
  content: CardContent,
): Verdict<Place> {
  const card = round.state.cards.get(cardKey(me, cardId));
  const spot = card && findSpot(round.format, card.at.spot);
  if (!card || !spot) return fail('not-laid');
  // What an earlier conversation said stays as it was said.
  if (card.face !== 'open' || card.at.round !== round.number) return fail('fixed');
  if (!fitsSpot(round, card.at.lap, spot, me, content)) return fail('does-not-fit');
  return isTooLarge(content) ? fail('too-large') : ok(card.at);
}

export function mayTakeBack(round: Round, me: ParticipantId, cardId: CardId): Verdict {
  const card = round.state.cards.get(cardKey(me, cardId));
  if (!card || card.face === 'taken-back') return fail('not-laid');
  return canTakeBack(card) ? allowed : fail('fixed');
}

/** A closed card can be taken back until its owner tapped "samen omdraaien" [REV2]. */
export function canTakeBack(card: Card): boolean {
  return card.face !== 'closed' || !card.fixed;
}

/** When all who are asked have laid, each may tap to turn [REV2]. @returns where, and my cards that this closes. */
export function mayBeReady(
  round: Round,
  me: ParticipantId,
  spotId: string,
): Verdict<{ readonly at: Place; readonly cardIds: readonly CardId[] }> {
  const here = stopHere(round);
  const spot = findSpot(round.format, spotId);
  if (!here || spot?.laid !== 'closed' || !here.beat.spots?.includes(spotId)) return fail('not-here');
  const asked = askedAt(round, here.at, spot);
  if (!asked.includes(me)) return fail('not-asked');
  const { lap } = here.at;
  // Who was ready has laid, also when a card turned since then was taken back.
  if (!asked.every((person) => hasLaid(round, lap, spot, person) || isReady(round, lap, spot, person))) {
    return fail('not-laid');
  }
  const mine = ownCards(round, here.at, spotId, me).filter((card) => card.face === 'closed');
  const at = { round: round.number, lap, spot: spotId };
  return mine.length > 0 ? ok({ at, cardIds: mine.map((card) => card.cardId) }) : fail('not-laid');
}

/**
 * My cards whose secret my device may now publish: everyone asked is ready [REV2].
 * @returns `lacking`: who left, was set aside, or has no card lying there; when there are any, their owner decides first.
 */
export function cardsToTurn(
  round: Round,
  me: ParticipantId,
): { readonly cardIds: readonly CardId[]; readonly lacking: readonly ParticipantId[] } {
  const here = stopHere(round);
  const closed = here && here.beat.until.is === 'turned' ? here.beat.spots : undefined;
  const spots = (closed ?? []).flatMap((id) => findSpot(round.format, id) ?? []);
  const due = here
    ? spots.filter((spot) =>
        askedAt(round, here.at, spot).every((one) => isReady(round, here.at.lap, spot, one)),
      )
    : [];
  if (!here || due.length === 0) return { cardIds: [], lacking: [] };
  const mine = due
    .flatMap((spot) => ownCards(round, here.at, spot.id, me))
    .filter((card) => card.face === 'closed' && card.fixed);
  return {
    cardIds: mine.map((card) => card.cardId),
    lacking: mine.length > 0 ? due.flatMap((spot) => lackingAt(round, here.at, spot)) : [],
  };
}

/** Whom this spot would ask, but who stopped, was set aside, or has no card there that can turn: an altered app says so anyway. */
function lackingAt(round: Round, at: Moment, spot: Spot): readonly ParticipantId[] {
  const asked = askedAt(round, at, spot);
  const owners = cardsAt(round, at.lap, spot.id).flatMap(({ owner, fixed }) => (fixed ? [owner] : []));
  return partyMembers(withEveryone(round), at.lap, spot.asks).filter(
    (person) => !asked.includes(person) || (spot.atLeast > 0 && !owners.includes(person)),
  );
}

/** @returns where the table stands, which the choice is part of. */
export function mayChoose(round: Round, me: ParticipantId, choiceId: string, value: string): Verdict<Moment> {
  const here = stopHere(round);
  const choice = findChoice(round.format, choiceId);
  if (!here || !choice || !here.beat.choices?.includes(choiceId)) return fail('not-here');
  if (!partyMembers(round, here.at.lap, choice.by).includes(me)) return fail('not-asked');
  const options: readonly string[] =
    choice.options === 'person' ? peopleToChoose(round, me, here, choice) : choice.options;
  if (options.length === 0) return fail('not-asked');
  return options.includes(value) ? ok(here.at) : fail('does-not-fit');
}

/** Whom I may choose. Who has the word gives it to another; until somebody was given it, who listens may take it. */
export function peopleToChoose(
  round: Round,
  me: ParticipantId,
  { at, beat }: Stop,
  choice: Choice,
): readonly ParticipantId[] {
  if (choice.options !== 'person') return [];
  const people = peopleIn(round);
  if (!choice.passesTheWord) return people;
  const [teller] = beat.teller ? partyMembers(round, at.lap, beat.teller) : [];
  if (teller === me) return people.filter((id) => id !== me);
  return choiceOf(round, at.lap, choice.id) === undefined ? [me] : [];
}

/**
 * Agreeing to a proposal as it reads now; its owner's own hand counts as any other's. What was agreed
 * outlives its card, and so does the right to withdraw from it [AGR1].
 */
export function mayAgree(
  round: Round,
  key: CardKey,
): Verdict<{
  readonly card: { readonly owner: ParticipantId; readonly cardId: CardId };
  readonly round: number;
  readonly needs: readonly ParticipantId[];
  readonly content: CardContent;
}> {
  const card = round.state.cards.get(key);
  if (!card?.content) {
    const agreed = agreements(round.state).find((one) => one.card === key);
    return agreed
      ? ok({ card: partsOf(key), round: agreed.round, needs: agreed.between, content: agreed.content })
      : fail('not-laid');
  }
  const { content, at } = card;
  if (!findSpot(round.format, at.spot)?.proposals || isAlwaysCard(content)) return fail('not-a-proposal');
  return ok({ card: partsOf(key), round: at.round, needs: [...peopleIn(round)].sort(), content });
}

/** Whoever said "ik doe mee" may take that back at any time [CON1]. @returns what they said yes to. */
export function mayWithdraw({ state }: Round, me: ParticipantId): Verdict<Consent> {
  const consent = takingPartOf(state.consents, me);
  return consent?.given ? ok(consent) : fail('not-here');
}

/** Only whoever took it back says it again: of others nobody asks it [CON1]. */
export function mayTakePartAgain({ state }: Round, me: ParticipantId): Verdict {
  return hasWithdrawn(state.consents, me) ? allowed : fail('not-here');
}

/** I take part no more, and am in a conversation that runs: one that began before others heard of it, too [CON1]. */
export function mustStop(round: Round, me: ParticipantId): boolean {
  return (
    hasWithdrawn(round.state.consents, me) && positionOf(round).is !== 'ended' && peopleIn(round).includes(me)
  );
}

/** Another conversation, after one that ended; not with whoever takes part no more [CON1]. @returns its number. */
export function mayWantRound(round: Round, me: ParticipantId): Verdict<number> {
  if (positionOf(round).is !== 'ended') return fail('not-here');
  if (hasWithdrawn(round.state.consents, me)) return fail('withdrawn');
  const here = presentIn(round.state.roster);
  return here.some(({ id }) => id === me) && here.length > 1 ? ok(round.number + 1) : fail('not-here');
}

export function mayGoOn(round: Round, me: ParticipantId): Verdict<Moment> {
  const here = stopHere(round);
  if (here?.beat.until.is !== 'together') return fail('not-here');
  const by = partyMembers(round, here.at.lap, here.beat.until.by ?? 'everyone');
  return by.includes(me) ? ok(here.at) : fail('not-asked');
}

function isTooLarge(content: CardContent): boolean {
  return utf8Length(contentText(content)) > maxContentBytes;
}

function stopHere(round: Round): Stop | undefined {
  const position = positionOf(round);
  return position.is === 'at' ? position.here : undefined;
}

function ownCards(round: Round, at: Moment, spot: string, me: ParticipantId): readonly Card[] {
  return cardsAt(round, at.lap, spot).filter((card) => card.owner === me);
}
