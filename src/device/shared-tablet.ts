import { fail, type Result } from '#domain/result.ts';
import type { OwnTable } from './create-table.ts';
import {
  type Device,
  type DevicePorts,
  type JoinFailure,
  type Joining,
  type OwnDevice,
  openDevice,
} from './device.ts';
import { eraseRecordOf } from './endings.ts';
import type { RoomId } from './ids.ts';
import type { InvitationLink } from './invitation.ts';
import { carry, shareLog } from './share-log.ts';
import type { Store } from './store.ts';
import type { Outcome, Table } from './table.ts';

/**
 * One tablet, flat on the table, for two [TAB1]. Its owner has a device as anywhere else; beside it stands a second
 * one for a guest, with keys, a chain and a store of its own, so that neither speaks in the other's name. The guest's
 * store lasts as long as they sit: when they leave, when the conversation has ended, or after twelve hours it goes,
 * with the key that sealed it.
 */
export type Tablet = Device & { readonly guest: GuestSide };

export type GuestSide = {
  /** The guest's side of a table that lies on this tablet. */
  readonly at: (roomId: string) => GuestTable | undefined;
  /** Sits down opposite its owner, as with any invitation. One guest at a time: whoever sat here before, leaves. */
  readonly sit: (
    roomId: RoomId,
    link: InvitationLink,
    joining: Joining,
  ) => Promise<Result<Table, JoinFailure>>;
  /** The guest leaves their chair, and their keys leave this tablet; what they laid stays. */
  readonly letGo: () => Promise<void>;
};

export type GuestTable = Table & {
  /** Until when the guest's keys are on this tablet; milliseconds since 1970. */
  readonly until: () => number;
};

export type TabletPorts = DevicePorts & { readonly guestStore: () => Store };

const hour = 60 * 60 * 1000;
/** From sitting down on. */
const longestMs = 12 * hour;
/** After the end of the conversation: time to take the table home, as long as a code on the screen works. */
const afterEndMs = hour / 4;

/** The guest's table beside its owner's. */
type Together = { readonly table: OwnTable; readonly seen: GuestTable; readonly part: () => void };

type Guest = { readonly roomId: RoomId; readonly device: OwnDevice; readonly store: Store };

export async function openTablet(ports: TabletPorts): Promise<Tablet> {
  const { now, after, guestStore } = ports;
  const own = await openDevice(ports);
  const listeners = new Set<() => void>();
  let guest: Guest | undefined;
  let together: Together | undefined;
  let cancelEnd: (() => void) | undefined;
  let leaving: Promise<void> = Promise.resolve();

  const tell = () => {
    for (const listener of listeners) listener();
  };

  const untilOf = (roomId: RoomId) => own.ownTable(roomId)?.room.record().guestUntil ?? 0;

  /** Stands in the owner's record before the guest has any key here: whatever happens then, it is seen at the next start. */
  async function keepUntil(roomId: RoomId, until: number): Promise<boolean> {
    const room = own.ownTable(roomId)?.room;
    const outcome = await room?.update(async () => ({ record: { guestUntil: until } }));
    return outcome === 'written';
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
    endInTime();
    tell();
  }

  function joinSides(ours: OwnTable, theirs: OwnTable): Together {
    const stopSharing = shareLog(ours.room, theirs.room);
    ours.sitBeside(theirs.room.me);
    theirs.sitBeside(ours.room.me);
    const stopWatching = theirs.subscribe(() => void endInGoodTime(theirs));
    const part = () => {
      stopSharing();
      stopWatching();
      ours.sitBeside(undefined);
    };
    const until = () => untilOf(theirs.roomId);
    return { table: theirs, seen: { ...theirs, erase: () => eraseAsGuest(theirs), until }, part };
  }

  /** Soon after the conversation; at once when their chair is none any more. */
  const endInGoodTime = async (theirs: OwnTable) => {
    const { view, mySeat } = theirs.see();
    if (mySeat === 'lost') return letGo();
    const isOver = view?.position.startsWith('ended');
    const soon = now() + afterEndMs;
    if (!isOver || untilOf(theirs.roomId) <= soon) return;
    await keepUntil(theirs.roomId, soon);
    endInTime();
    tell();
  };

  function endInTime(): void {
    cancelEnd?.();
    if (guest) cancelEnd = after(Math.max(0, untilOf(guest.roomId) - now()), () => void letGo());
  }

  function letGo(): Promise<void> {
    leaving = leaving.then(takeAway);
    return leaving;
  }

  async function takeAway(): Promise<void> {
    if (!guest) return;
    const { roomId, device, store } = guest;
    const [ours, theirs] = [own.ownTable(roomId), device.ownTable(roomId)];
    await theirs?.leave();
    if (ours && theirs) await carry(theirs.room, ours.room);
    await theirs?.room.close();
    guest = undefined;
    cancelEnd?.();
    together?.part();
    together = undefined;
    device.close();
    await store.destroy();
    await keepUntil(roomId, 0);
    tell();
  }

  /** The owner's device keeps the record and brings it; the guest's has nothing left to bring it with. */
  async function eraseAsGuest({ room, roomId }: OwnTable): Promise<Outcome> {
    const ended = await own.ownTable(roomId)?.endBy(await eraseRecordOf(room));
    if (ended?.ok) await letGo();
    return ended ?? fail('not-here');
  }

  for (const { roomId } of own.tables()) {
    if (untilOf(roomId) === 0) continue;
    const { device } = await openGuest(roomId);
    const table = device.ownTable(roomId);
    const hasLeft = table?.room.roster().seated.some(({ id, left }) => id === table.room.me && left);
    if (hasLeft || untilOf(roomId) <= now()) await letGo();
  }

  // Nobody sits here: nothing of somebody who did may have stayed behind.
  if (!guest) guestStore().destroy().catch(noStore);
  // When the table ends for its owner, whoever sits opposite has no table either.
  own.subscribe(() => {
    if (guest && !own.ownTable(guest.roomId)) void letGo();
  });

  return {
    ...own,
    subscribe: (listener) => {
      listeners.add(listener);
      const stop = own.subscribe(listener);
      return () => {
        stop();
        listeners.delete(listener);
      };
    },
    close: () => {
      cancelEnd?.();
      guest?.device.close();
      own.close();
    },
    guest: {
      at: (roomId) => (together?.table.roomId === roomId ? together.seen : undefined),
      sit: async (roomId, link, joining) => {
        if (guest && guest.roomId !== roomId) await letGo();
        await leaving;
        if (!guest && !(await keepUntil(roomId, now() + longestMs))) return fail('full');
        const opened = guest ?? (await openGuest(roomId).catch(noStore));
        if (!opened) {
          await keepUntil(roomId, 0);
          return fail('full');
        }
        const joined = await opened.device.join(link, joining);
        if (!joined.ok && joined.error === 'not-valid') await letGo();
        return joined;
      },
      letGo,
    },
  };
}

/** A browser that keeps nothing more has nothing to take away either. */
function noStore(): undefined {
  return undefined;
}
