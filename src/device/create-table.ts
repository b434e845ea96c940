import type { Random } from '#crypto/random.ts';
import type { Moment } from '#domain/events.ts';
import { formatFor } from '#domain/formats.ts';
import { cardKey, type ParticipantId } from '#domain/ids.ts';
import { ownCopy } from '#domain/own-copy.ts';
import { fail, ok } from '#domain/result.ts';
import { missedWish } from '#domain/table-view.ts';
import { createActions, turnWhatIsDue } from './actions.ts';
import { createBeingHere } from './being-here.ts';
import { blankMine } from './blank-mine.ts';
import type { ChairBody } from './bodies.ts';
import { answerGuests, leaveChair, picturesOf, revealHalf, sharedChair } from './chairs.ts';
import type { Connection, News } from './connection.ts';
import { isTheEnd } from './endings.ts';
import { createTurns } from './in-turn.ts';
import { isNewHere, meetDevices, sayWhoCameBack } from './new-devices.ts';
import { createOwnClosed } from './own-closed.ts';
import { createKeyKeeper } from './return-key.ts';
import type { Room, RoomUpdate } from './room.ts';
import { kindOf } from './room-events.ts';
import type { RoomSync } from './room-sync.ts';
import { runAgain } from './run-again.ts';
import { openInvitation, setChair, withdrawStale } from './set-chair.ts';
import type { WriteOutcome } from './store.ts';
import type { Outcome, Pictures, Table, TableSight } from './table.ts';
import { roundOf, sightOf } from './table-sight.ts';
import type { OwnUnlaidCards } from './unlaid-cards.ts';

/** Joins a table's room, its hand, and their syncing into what a screen knows. */
export type TableParts = {
  readonly room: Room;
  readonly sync: RoomSync;
  /** My own cards; a guest at a tablet has none [TAB1]. */
  readonly hand:
    | { readonly room: Room; readonly sync: RoomSync; readonly unlaid: OwnUnlaidCards }
    | undefined;
  readonly unlaid: OwnUnlaidCards;
  readonly connection: Connection;
  readonly sealingKey: CryptoKey;
  readonly random: Random;
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Takes this table and its hand off the device [DEL2] [DEL3]. */
  readonly end: (how: TableEnd) => Promise<WriteOutcome>;
  /** Opens a fresh table in the place of this one [INV4]. */
  readonly beginAnew: Table['beginAnew'];
};

/** `gone`: what the server said; without it, its owner throws the table away. */
export type TableEnd = { readonly gone: Extract<News, { type: 'gone' }> | undefined };

/** Whoever leaves does not wait longer than this for the server. */
const withdrawWithinMs = 2_000;

export type OwnTable = Table & {
  /** Takes a newcomer along to where the others are [INV3]. */
  readonly goAlong: () => Promise<Outcome>;
  readonly room: Room;
  /** Somebody at this same tablet threw the table away: their signed record, `ERASE_RECORD_BYTES` [DEL2] [TAB1]. */
  readonly endBy: (record: Bytes) => Promise<Outcome>;
  /** Leaves my chair for good; what I laid stays [TAB1]. */
  readonly leave: () => Promise<WriteOutcome | 'not-here'>;
  /** Who sits at this same tablet: here whether there is a network or not [TAB1]. */
  readonly sitBeside: (person: ParticipantId | undefined) => void;
  /** Resolves when all that this device does by itself here is done: also when that is the end of this table. */
  readonly tend: () => Promise<void>;
  /** Resolves when nothing of this table and its hand is written any more: another may take the hand along. */
  readonly close: () => Promise<void>;
};

export function createTable(parts: TableParts): OwnTable {
  const { room, hand, sync, random, now, after } = parts;
  const listeners = new Set<() => void>();
  const ownClosed = createOwnClosed(room);
  const beingHere = createBeingHere({ ...parts, onChange: changed });
  const actions = createActions(room, () => roundOf(room), random);
  const kept = hand && createActions(hand.room, () => roundOf(hand.room), random);
  const making = [parts.unlaid, ...(hand ? [hand.unlaid] : [])];
  const keyKeeper = hand && createKeyKeeper({ ...parts, hand: hand.room, onChange: changed });
  let sight: TableSight | undefined;
  let lookingAt: Moment | undefined;
  let pictures: Pictures | undefined;
  let isClosed = false;
  const inTurn = createTurns();

  function changed(): void {
    sight = undefined;
    for (const listener of listeners) listener();
  }

  /** What this device does by itself after something changed. */
  const doDuties = runAgain(async () => {
    await answerGuests(room);
    await revealHalf(room);
    const gone = sync.gone();
    if (gone && (await isTheEnd(room, gone, now()))) return void (await parts.end({ gone }));
    // A device that came back says so first; what it blanks comes after all that it must know.
    if (!isNewHere(room)) {
      await room.blankReplaced();
      await hand?.room.blankReplaced();
    }
    for (const one of making) await one.forgetThrown();
    await keepHandAsLong();
    await ownClosed.refresh();
    const chair = sharedChair(room);
    const indices = chair && (await picturesOf(room, chair));
    pictures = indices && { indices };
    const round = roundOf(room);
    await actions.stopIfWithdrawn();
    if (beingHere.amHere()) await turnWhatIsDue(round, actions, room.me);
    const wish = round && missedWish(round);
    // The rules ask whether I sit here at all.
    if (wish) await actions.wantRound(wish.id);
    changed();
    void sync.push();
    void hand?.sync.push();
    void comeAndStay();
  });

  /** Says who came back, and sees to the key: as soon as the server is there. */
  const comeAndStay = runAgain(async () => {
    if (isClosed || sync.gone()) return;
    await sayWhoCameBack(room, sync);
    await keyKeeper?.tend();
    if (!sync.isAttached()) return;
    await withdrawStale(parts);
    changed();
  });

  /** Writes down beside the log what I know of this table; not when it has ended here meanwhile. */
  async function remember(change: () => RoomUpdate): Promise<void> {
    if (isClosed) return;
    await room.update(async () => change());
    changed();
  }

  /** My own cards expire with their table, not before it [DEL3]. */
  async function keepHandAsLong(): Promise<void> {
    const profile = room.state().profiles.get(room.me);
    const { lastDay, retentionDays } = room.record();
    const lags = hand && hand.room.record().lastDay + retentionDays / 2 < lastDay;
    if (!lags || !profile || !hand.sync.isAttached()) return;
    await hand.room.write({ kind: 'event', body: { type: 'profile', picture: profile.picture } });
  }

  async function writeChair(body: ChairBody): Promise<Outcome> {
    const outcome = await room.write({ kind: kindOf(body), body });
    return outcome === 'written' ? ok(true) : fail('full');
  }

  const stops = [
    room.subscribe(() => {
      changed();
      void doDuties();
    }),
    hand?.room.subscribe(() => {
      changed();
      void doDuties();
    }),
    sync.subscribe(() => {
      changed();
      if (sync.gone()) void doDuties();
      void comeAndStay();
    }),
    hand?.sync.subscribe(() => {
      changed();
      void comeAndStay();
    }),
  ];
  for (const one of making) one.subscribe(changed);
  void doDuties();

  return {
    ...actions,
    roomId: room.record().roomId,
    room,
    see: () => {
      const known = { beingHere, ownClosed: ownClosed.contents(), lookingAt, pictures, now: now() };
      sight ??= sightOf(parts, hand, known);
      return sight;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    save: async () => {
      await doDuties();
      await Promise.all([sync.push(), hand?.sync.push()]);
    },
    unlaid: parts.unlaid,
    unlaidOwn: hand?.unlaid,
    keep: async (content, cardId) => kept?.lay('mijn-kaarten', content, cardId) ?? fail('not-here'),
    dropKept: async (cardId) => kept?.takeBack(cardId) ?? fail('not-here'),
    layKept: async (cardId, spot, content) => {
      const card = hand?.room.state().cards.get(cardKey(hand.room.me, cardId));
      if (!kept || !card?.content) return fail('not-laid');
      // Lay first, then take from the hand: cut off in between, the card lies twice and shows once.
      const laid = await actions.lay(spot, content, cardId);
      return laid.ok ? kept.takeBack(cardId) : laid;
    },
    // A newer chair takes the place of the one before it, never the other way round.
    invite: (role, lifetime) => inTurn(() => setChair(parts, role, lifetime)).finally(changed),
    openInvitation: () => openInvitation(room, now()),
    admit: (seat) => writeChair({ type: 'admit', seat }),
    rejectPictures: async () => {
      const chair = sharedChair(room);
      return chair ? writeChair({ type: 'revoke', seat: chair.seat }) : fail('not-here');
    },
    beginAnew: () => inTurn(parts.beginAnew),
    disown: async (key) => {
      const outcome = await room.update(async () => {
        return { record: { notMine: [...(room.record().notMine ?? []), key] } };
      });
      changed();
      return outcome === 'written' ? ok(true) : fail('full');
    },
    copy: () => ownCopy(room.state(), room.me, formatFor),
    erase: async () => ((await parts.end({ gone: undefined })) === 'written' ? ok(true) : fail('full')),
    blankMine: async () => {
      for (const one of making) await one.keep([]);
      // My own cards first: cut off in between, what still lies on the table says that not all was done.
      for (const one of hand ? [hand.room, room] : [room]) {
        if ((await blankMine(one)) !== 'written') return fail('full');
      }
      return ok(true);
    },
    key: async () => keyKeeper?.show(),
    newKey: async () => keyKeeper?.renew() ?? fail('offline'),
    answerKeyQuestion: () =>
      remember(() => {
        const state = room.record().returnKey;
        return state ? { record: { returnKey: { ...state, isAsked: true } } } : {};
      }),
    meetDevices: () => remember(() => meetDevices(room)),
    endBy: async (record) => {
      const gone = { type: 'gone', roomId: room.keys().roomId, reason: 'erased', record } as const;
      if (!(await isTheEnd(room, gone, now()))) return fail('not-here');
      return (await parts.end({ gone })) === 'written' ? ok(true) : fail('full');
    },
    leave: async () => {
      const outcome = await leaveChair(room);
      // Nobody comes in by what I set: my answer will not come.
      await Promise.race([withdrawStale(parts), new Promise<void>((late) => after(withdrawWithinMs, late))]);
      return outcome;
    },
    sitBeside: beingHere.sitBeside,
    beHere: (here) => {
      beingHere.look(here);
      void doDuties();
    },
    lookAt: (moment) => {
      lookingAt = moment;
      changed();
    },
    tend: doDuties,
    close: async () => {
      isClosed = true;
      beingHere.close();
      for (const stop of stops) stop?.();
      sync.close();
      hand?.sync.close();
      await Promise.all([room.close(), hand?.room.close()]);
    },
  };
}
