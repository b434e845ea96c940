import type { Result } from '#domain/result.ts';
import { type Device, type DevicePorts, type JoinFailure, type Joining, openDevice } from './device.ts';
import { createGuestSeat } from './guest-seat.ts';
import type { RoomId } from './ids.ts';
import type { InvitationLink } from './invitation.ts';
import type { Store } from './store.ts';
import type { Table } from './table.ts';

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

export async function openTablet(ports: TabletPorts): Promise<Tablet> {
  const own = await openDevice(ports);
  const seat = createGuestSeat(own, ports);
  await seat.comeBack();
  return {
    ...own,
    subscribe: (listener) => {
      const stops = [own.subscribe(listener), seat.subscribe(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    close: () => {
      seat.close();
      own.close();
    },
    guest: seat,
  };
}
