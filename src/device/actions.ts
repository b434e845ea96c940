import type { Random } from '#crypto/random.ts';
import { takingPart } from '#domain/consent.ts';
import type { TableEvent } from '#domain/events.ts';
import type { FormatRef } from '#domain/format.ts';
import { formatFor, formatRef, newestFormat } from '#domain/formats.ts';
import type { CardId, ParticipantId } from '#domain/ids.ts';
import { behindTheOthers, positionOf } from '#domain/position.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Round } from '#domain/round.ts';
import {
  cardsToTurn,
  mayAgree,
  mayBeReady,
  mayChange,
  mayChoose,
  mayGoOn,
  mayLay,
  mayTakeBack,
  mayTakePartAgain,
  mayWantRound,
  mayWithdraw,
  mustStop,
  type Refusal,
} from '#domain/rules.ts';
import { layingAgain } from '#domain/taken-home.ts';
import { closeContent, secretOf } from './closed-cards.ts';
import { toCardId } from './ids.ts';
import type { Room, Writing } from './room.ts';
import type { Outcome, Table } from './table.ts';
import { versionOf } from './text-version.ts';

/** What a person can do at a table: asked of the rules first, then written. */
type Actions = Pick<
  Table,
  | 'lay'
  | 'change'
  | 'takeBack'
  | 'turn'
  | 'turnWithout'
  | 'goOn'
  | 'choose'
  | 'agree'
  | 'layAgain'
  | 'setAside'
  | 'pause'
  | 'stop'
  | 'withdraw'
  | 'takePartAgain'
  | 'wantRound'
  | 'sayWhoIAm'
  | 'sayWhoSitsBy'
> & {
  /** Takes a newcomer along to where the others are. */
  readonly goAlong: () => Promise<Outcome>;
  /** Ends my part of a round that runs although I take part no more [CON1]. */
  readonly stopIfWithdrawn: () => Promise<Outcome>;
};

export function createActions(room: Room, roundNow: () => Round | undefined, random: Random): Actions {
  const { me } = room;

  async function write(writing: Writing): Promise<Outcome> {
    const outcome = await room.write(writing);
    return outcome === 'written' ? ok(true) : fail('full');
  }

  const writeEvent = (body: TableEvent) => write({ kind: 'event', body });

  /** Asks the rules about the round as it stands, and writes what they allow. */
  async function whenAllowed<Value>(
    ask: (round: Round) => Result<Value, Refusal>,
    act: (value: Value, round: Round) => Promise<Outcome>,
  ): Promise<Outcome> {
    const round = roundNow();
    if (!round) return fail('not-here');
    const verdict = ask(round);
    return verdict.ok ? act(verdict.value, round) : verdict;
  }

  const lay: Actions['lay'] = (spot, content, cardId = toCardId(random(16))) =>
    whenAllowed(
      (round) => mayLay(round, me, spot, content),
      async (face, round) => {
        const position = positionOf(round);
        const lap = position.is === 'at' ? position.here.at.lap : 1;
        const at = { round: round.number, lap, spot };
        if (face !== 'closed') return writeEvent({ type: 'lay', cardId, at, content });
        return writeEvent(await closeContent(room.keys(), me, { cardId, at, content }, random));
      },
    );

  async function turnCards(cardIds: readonly CardId[]): Promise<Outcome> {
    for (const cardId of cardIds) {
      const turned = await writeEvent({ type: 'turn', cardId, secret: await secretOf(room.keys(), cardId) });
      if (!turned.ok) return turned;
    }
    return ok(true);
  }

  const stop: Actions['stop'] = () =>
    whenAllowed(
      (round) => ok(round.number),
      (round) => writeEvent({ type: 'stop', round }),
    );

  async function stopIfWithdrawn(): Promise<Outcome> {
    const round = roundNow();
    return round && mustStop(round, me) ? stop() : ok(true);
  }

  const sayTakingPart = (version: string, given: boolean) =>
    writeEvent({ type: 'consent', text: takingPart, version, given });

  return {
    lay,
    change: (cardId, content) =>
      whenAllowed(
        (round) => mayChange(round, me, cardId, content),
        (at) => writeEvent({ type: 'lay', cardId, at, content }),
      ),
    takeBack: (cardId) =>
      whenAllowed(
        (round) => mayTakeBack(round, me, cardId),
        () => writeEvent({ type: 'take-back', cardId }),
      ),
    turn: (spot) =>
      whenAllowed(
        (round) => mayBeReady(round, me, spot),
        ({ at, cardIds }) => write({ kind: 'ready', body: { type: 'ready', at, cardIds } }),
      ),
    turnWithout: () =>
      whenAllowed(
        (round) => ok(cardsToTurn(round, me).cardIds),
        (cardIds) => turnCards(cardIds),
      ),
    goAlong: () =>
      whenAllowed(
        (round) => ok(behindTheOthers(round, me)),
        async (at) => (at ? writeEvent({ type: 'go-on', at, want: true }) : ok(true)),
      ),
    goOn: (want) =>
      whenAllowed(
        (round) => mayGoOn(round, me),
        (at) => writeEvent({ type: 'go-on', at, want }),
      ),
    choose: (choice, value) =>
      whenAllowed(
        (round) => mayChoose(round, me, choice, value),
        (at) =>
          writeEvent({ type: 'choose', round: at.round, lap: at.lap, choice, value: value as ParticipantId }),
      ),
    agree: (key, yes) =>
      whenAllowed(
        (round) => mayAgree(round, key),
        (proposal) => writeEvent({ type: 'agree', ...proposal, yes }),
      ),
    layAgain: (key) => whenAllowed(({ state }) => layingAgain(state, me, key), writeEvent),
    setAside: (participant) =>
      whenAllowed(
        (round) => {
          const position = positionOf(round);
          return position.is === 'at' ? ok(position.here.at) : fail('not-here');
        },
        (at) => writeEvent({ type: 'without', participant, at }),
      ),
    pause: (on) =>
      whenAllowed(
        (round) => ok(round.number),
        (round) => writeEvent({ type: 'pause', round, on }),
      ),
    stop,
    stopIfWithdrawn,
    withdraw: () =>
      whenAllowed(
        (round) => mayWithdraw(round, me),
        async ({ version }) => {
          const withdrawn = await sayTakingPart(version, false);
          return withdrawn.ok ? stopIfWithdrawn() : withdrawn;
        },
      ),
    takePartAgain: (shown) =>
      whenAllowed(
        (round) => mayTakePartAgain(round, me),
        async () => sayTakingPart(await versionOf(shown), true),
      ),
    wantRound: (formatId) =>
      whenAllowed(
        (round) => mayWantRound(round, me),
        async (number, round) => {
          const format = wishOfAnother(round, number, formatId) ?? newestOf(formatId);
          return format ? writeEvent({ type: 'round', number, format }) : fail('not-here');
        },
      ),
    sayWhoIAm: (profile) => writeEvent({ type: 'profile', ...profile }),
    sayWhoSitsBy: (who) => writeEvent({ type: 'third', who }),
  };
}

/** An older app wishes an older version; whoever wants the same takes that one. */
function wishOfAnother({ state }: Round, number: number, formatId: string): FormatRef | undefined {
  return state.roundWishes
    .flatMap((wish) => (wish.number === number && wish.format ? [wish.format] : []))
    .filter((format) => format.id === formatId && formatFor(format))
    .at(-1);
}

function newestOf(formatId: string): FormatRef | undefined {
  const format = newestFormat(formatId);
  return format && formatRef(format);
}

/** Publishes what turns my ready cards, once everyone asked is ready and I am at the table [REV2]. */
export async function turnWhatIsDue(
  round: Round | undefined,
  actions: Actions,
  me: ParticipantId,
): Promise<void> {
  const due = round && cardsToTurn(round, me);
  if (due && due.cardIds.length > 0 && due.lacking.length === 0) await actions.turnWithout();
}
