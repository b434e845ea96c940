import { getRandomValues } from 'node:crypto';
import { WebSocket } from 'ws';
import type { Socket } from '#device/connection.ts';
import { type Device, type DevicePorts, openDevice } from '#device/device.ts';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import { openTablet, type Tablet } from '#device/shared-tablet.ts';
import type { Store } from '#device/store.ts';
import type { Table, TableSight } from '#device/table.ts';
import type { PeoplePicture } from '#domain/decks.ts';
import type { RoleId } from '#domain/format.ts';

/**
 * The cast of every story: Anouk guides people to work, Bilal is on benefit, Chantal facilitates, Daan is
 * Anouk's colleague, and Eva listens in and attacks. Each has a real device; only the screen is missing.
 */
export type Person = {
  readonly name: string;
  readonly role: RoleId;
  readonly picture: PeoplePicture;
};

export const anouk: Person = { name: 'Anouk', role: 'professional', picture: 'boom' };
export const bilal: Person = { name: 'Bilal', role: 'resident', picture: 'zon' };
export const chantal: Person = { name: 'Chantal', role: 'facilitator', picture: 'berg' };
export const daan: Person = { name: 'Daan', role: 'professional', picture: 'boot' };
export const eva: Person = { name: 'Eva', role: 'resident', picture: 'vis' };

/** What stands with "ik doe mee" wherever somebody sits down. */
export const asked = ['Anouk nodigt je uit.', 'Nee zeggen mag.'];

/** A device of somebody, connected to the server at `origin` (http:…). */
export function deviceFor(
  origin: string,
  store: Store = createMemoryStore(),
  now: () => number = Date.now,
  openSocket?: (url: string) => Socket,
  others: Partial<Pick<DevicePorts, 'random' | 'after'>> = {},
): Promise<Device> {
  return openDevice({ ...portsFor(origin, openSocket), store, now, ...others });
}

/** A tablet that lies between two: its owner's device, and a place for a guest [TAB1]. */
export function tabletFor(
  origin: string,
  { store = createMemoryStore(), guestStore = createMemoryStore(), now = Date.now } = {},
): Promise<Tablet> {
  return openTablet({ ...portsFor(origin), store, now, guestStore: () => guestStore });
}

function portsFor(
  origin: string,
  openSocket: (url: string) => Socket = (url) => new WebSocket(url, { origin }),
): Omit<DevicePorts, 'store' | 'now'> {
  return {
    url: `${origin.replace(/^http/, 'ws')}/v1/table`,
    openSocket,
    random: (length) => getRandomValues(new Uint8Array(length)),
    chance: Math.random,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}

/** Resolves with what the table shows as soon as it fits; what it waits for is in the test's own words. */
export function until(table: Table, fits: (sight: TableSight) => boolean): Promise<TableSight> {
  const now = table.see();
  if (fits(now)) return Promise.resolve(now);
  return new Promise((resolve) => {
    const stop = table.subscribe(() => {
      const sight = table.see();
      if (!fits(sight)) return;
      stop();
      resolve(sight);
    });
  });
}

export type Pair = { readonly anouk: Table; readonly bilal: Table; readonly close: () => void };

/** Anouk opens a table, Bilal scans her code, and both sit. */
export async function sitTogether(origin: string, formatId = 'samenleergesprek-kort'): Promise<Pair> {
  const [hers, his] = [await deviceFor(origin), await deviceFor(origin)];
  const table = await openTableFor(anouk, hers, formatId);
  const guest = await joinAs(bilal, his, await inviteTo(table));
  await Promise.all([table, guest].map((one) => until(one, (sight) => sight.view?.position === 'at')));
  for (const one of [table, guest]) one.beHere(true);
  return {
    anouk: table,
    bilal: guest,
    close: () => {
      hers.close();
      his.close();
    },
  };
}

export async function openTableFor(
  { role, name, picture }: Person,
  device: Device,
  formatId: string,
): Promise<Table> {
  const opened = await device.openTable({ role, formatId, profile: { name, picture } });
  if (!opened.ok) throw new Error(opened.error);
  await device.connected();
  await until(opened.value, (sight) => sight.isConnected);
  return opened.value;
}

/** The table on which this one goes on, with the server. */
export async function beginAnewAt(table: Table, device: Device): Promise<Table> {
  const begun = await table.beginAnew();
  const fresh = begun.ok ? device.table(begun.value) : undefined;
  if (!fresh) throw new Error('there is no fresh table');
  await until(fresh, (sight) => sight.isConnected);
  return fresh;
}

export function nextChange(device: Device): Promise<void> {
  return new Promise((resolve) => {
    const stop = device.subscribe(() => {
      stop();
      resolve();
    });
  });
}

/** @returns the part of the link after `#`. */
export async function inviteTo(table: Table, role: RoleId = 'resident'): Promise<string> {
  const invited = await table.invite(role, 'screen');
  if (!invited.ok) throw new Error(invited.error);
  return invited.value.fragment;
}

export async function joinAs({ name, picture }: Person, device: Device, fragment: string): Promise<Table> {
  await device.connected();
  const link = await parseFragment(fragment);
  if (!link) throw new Error('not a link');
  const joined = await device.join(link, { profile: { name, picture }, shown: asked });
  if (!joined.ok) throw new Error(joined.error);
  return joined.value;
}

/** The written key of whoever sits here, as soon as it works. */
export async function workingKeyOf(table: Table): Promise<string> {
  for (;;) {
    const key = await table.key();
    if (key?.works === 'yes') return key.code;
    await new Promise<void>((resolve) => {
      const stop = table.subscribe(() => {
        stop();
        resolve();
      });
    });
  }
}
