import type { Random } from '#crypto/random.ts';
import { fail } from '#domain/result.ts';
import { leaveChair } from './chairs.ts';
import type { OwnTable } from './create-table.ts';
import { type OwnDevice, openDevice } from './device.ts';
import { eraseRecordOf } from './endings.ts';
import type { RoomId } from './ids.ts';
import { createMemoryStore } from './memory-store.ts';
import { loadRoom, type Room } from './room.ts';
import { carry, shareLog } from './share-log.ts';
import type { GuestSide, GuestTable, TabletPorts } from './shared-tablet.ts';
import type { Store } from './store.ts';
import type { Outcome } from './table.ts';

/** The chair opposite the owner of a tablet: who sits there, until when, and how nothing of them stays [TAB1]. */
export type GuestSeat = GuestSide & {
  /** At start: who sat here goes on, unless their time is over or they never came to the chair. */
  readonly comeBack: () => Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
};

const hour = 60 * 60 * 1000;
/** From sitting down on. */
const longestMs = 12 * hour;
/** After the end of the conversation: time to take the table home, as long as a code on the screen works. */
const afterEndMs = hour / 4;

type Guest = { readonly roomId: RoomId; readonly device: OwnDevice; readonly store: Store };

/** The guest's table beside its owner's. */
type Together = { readonly table: OwnTable; readonly seen: GuestTable; readonly part: () => void };

export function createGuestSeat(own: OwnDevice, ports: TabletPorts): GuestSeat {
  const { now, after, guestStore } = ports;
  const listeners = new Set<() => void>();
  let guest: Guest | undefined;
  let together: Together | undefined;
  /** Milliseconds since 1970; 0 for nobody. */
  let until = 0;
  let cancelEnd: (() => void) | undefined;
  let leaving: Promise<void> = Promise.resolve();

  const tell = () => {
    for (const listener of listeners) listener();
  };

  /** Stands in the owner's record before the guest has any key here: whatever happens then, it is seen at the next start. */
  async function keepUntil(roomId: RoomId, time: number): Promise<boolean> {
    until = time;
    cancelEnd?.();
    if (time > 0) cancelEnd = after(Math.max(0, time - now()), () => void letGo());
    const room = own.ownTable(roomId)?.room;
    return (await room?.update(async () => ({ record: { guestUntil: time } }))) === 'written';
  }

  async function openGuest(roomId: RoomId): Promise<Guest> {
    const store = guestStore();
    const device = await openDevice({ ...ports, store, mode: 'shared' });
    const opened = { roomId, device, store };
    guest = opened;
    device.subscribe(() => sitTogether(opened));
    sitTogether(opened);
    return opened;
  }

  /** Both sides are on this tablet: what one writes the other reads at once, and no network lies between them. */
  function sitTogether({ roomId, device }: Guest): void {
    const [ours, theirs] = [own.ownTable(roomId), device.ownTable(roomId)];
    if (together?.table === theirs || guest?.device !== device) return;
    together?.part();
    together = ours && theirs && joinSides(ours, theirs);
    tell();
  }

  function joinSides(ours: OwnTable, theirs: OwnTable): Together {
    ours.sitBeside(theirs.room.me);
    theirs.sitBeside(ours.room.me);
    const stops = [
      shareLog(ours.room, theirs.room),
      theirs.subscribe(() => void endInGoodTime(theirs)),
      () => ours.sitBeside(undefined),
    ];
    const part = () => {
      for (const stop of stops) stop();
    };
    return {
      table: theirs,
      seen: { ...theirs, erase: () => eraseAsGuest(theirs), until: () => until },
      part,
    };
  }

  /** Soon after the conversation; at once when their chair is none any more. */
  async function endInGoodTime(theirs: OwnTable): Promise<void> {
    const { view, mySeat } = theirs.see();
    if (mySeat === 'lost') return letGo();
    const soon = now() + afterEndMs;
    if (!view?.position.startsWith('ended') || until <= soon) return;
    await keepUntil(theirs.roomId, soon);
    tell();
  }

  function letGo(): Promise<void> {
    // Whatever went wrong the last time, the next one tries again.
    leaving = leaving.then(takeAway).catch(() => undefined);
    return leaving;
  }

  async function takeAway(): Promise<void> {
    if (!guest) return;
    const { roomId, device, store } = guest;
    const [ours, theirs] = [own.ownTable(roomId), device.ownTable(roomId)];
    try {
      if (ours && theirs) await carry(await lastWord(theirs, ports.random), ours.room);
    } finally {
      guest = undefined;
      together?.part();
      together = undefined;
      device.close();
      // Cut off or failing from here on, the next start finds nobody, and takes away what nobody sits at.
      await keepUntil(roomId, 0).catch(nothingThere);
      await store.destroy().catch(nothingThere);
      tell();
    }
  }

  /** The owner's device keeps the record and brings it; the guest's has nothing left to bring it with. */
  async function eraseAsGuest({ room, roomId }: OwnTable): Promise<Outcome> {
    const ended = await own.ownTable(roomId)?.endBy(await eraseRecordOf(room));
    if (ended?.ok) await letGo();
    return ended ?? fail('not-here');
  }

  // When the table ends for its owner, whoever sits opposite has no table either.
  const stopWatching = own.subscribe(() => {
    if (guest && !own.ownTable(guest.roomId)) void letGo();
  });

  return {
    comeBack: async () => {
      const table = own.tables().find(({ roomId }) => untilOf(own.ownTable(roomId)) > 0);
      // Nobody sits here: nothing of somebody who did may have stayed behind.
      if (!table) return void guestStore().destroy().catch(nothingThere);
      until = untilOf(own.ownTable(table.roomId));
      // The owner has her tables also when the guest's store does not open; the next start tries again.
      const opened = await openGuest(table.roomId).catch(nothingThere);
      const theirs = opened?.device.ownTable(table.roomId);
      if (theirs && !hasLeft(theirs) && until > now()) await keepUntil(table.roomId, until);
      else await letGo();
    },
    at: (roomId) => (together?.table.roomId === roomId ? together.seen : undefined),
    sit: async (roomId, link, joining) => {
      if (guest && (guest.roomId !== roomId || together)) await letGo();
      await leaving;
      if (!guest && !(await keepUntil(roomId, now() + longestMs))) return fail('full');
      // A second store that does not open where the first one does has no room.
      const opened = guest ?? (await openGuest(roomId).catch(nothingThere));
      if (!opened) {
        await keepUntil(roomId, 0);
        return fail('full');
      }
      const joined = await opened.device.join(link, joining);
      if (!joined.ok && joined.error === 'not-valid') await letGo();
      return joined;
    },
    letGo,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      stopWatching();
      cancelEnd?.();
      guest?.device.close();
    },
  };
}

function untilOf(table: OwnTable | undefined): number {
  return table?.room.record().guestUntil ?? 0;
}

function hasLeft({ room }: OwnTable): boolean {
  return room.roster().seated.some(({ id, left }) => id === room.me && left !== undefined);
}

/** The guest says that they leave. Where their store has no room for it, or fails, it is said beside the store. */
async function lastWord(theirs: OwnTable, random: Random): Promise<Room> {
  const outcome = await theirs.leave().catch(() => 'full' as const);
  await theirs.room.close();
  if (outcome !== 'full') return theirs.room;
  const { record, keys } = theirs.room;
  const beside = await loadRoom(record(), keys(), { store: createMemoryStore(), random });
  await carry(theirs.room, beside);
  await leaveChair(beside);
  return beside;
}

/** Where it is used stands why a failure may pass: what else is done about it, and when it is tried again. */
function nothingThere(): undefined {
  return undefined;
}
