import { generateDeviceKey } from '#crypto/device-seal.ts';
import type { Random } from '#crypto/random.ts';
import type { Format, RoleId } from '#domain/format.ts';
import { mijnKaarten } from '#domain/formats/mijn-kaarten.ts';
import { publishedFormats } from '#domain/formats.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { type Arrival, beginArrival, claimRoom, type Profile, sitDown, storedArrivals } from './arrival.ts';
import { toBase64Url } from './bytes.ts';
import { type Connection, openConnection, type Socket } from './connection.ts';
import { createTable, type OwnTable } from './create-table.ts';
import { idBytes, type RoomId } from './ids.ts';
import { type InvitationLink, type InvitationNote, lookAtInvitation, parseFragment } from './invitation.ts';
import { type NewRoomPorts, openNewRoom } from './new-room.ts';
import { loadRoom, type Room } from './room.ts';
import { openRoomKeys, openRoomSecrets } from './room-keys.ts';
import { syncRoom } from './room-sync.ts';
import type { RoomRecord, Store } from './store.ts';
import type { Table } from './table.ts';

/** Everything this device has: its tables, and the way to sit down at one more. */
export type Device = {
  /** In the order in which they were opened or joined on this device. */
  readonly tables: () => readonly Table[];
  readonly table: (roomId: string) => Table | undefined;
  readonly subscribe: (listener: () => void) => () => void;
  readonly isConnected: () => boolean;
  /** Opens a table on this device; it works without a network too, but for inviting. */
  readonly openTable: (opening: Opening) => Promise<Result<Table, 'full'>>;
  /** Who invites. Claims nothing [INV2]. */
  readonly look: (link: InvitationLink) => Promise<Result<InvitationNote, 'offline' | 'not-valid'>>;
  readonly parseLink: (fragment: string) => Promise<InvitationLink | undefined>;
  /** Claims the chair and sits. After `offline` the same call goes on where it was. */
  readonly join: (link: InvitationLink, joining: Joining) => Promise<Result<Table, JoinFailure>>;
  /** Resolves with the first connection; for asking something of the server at start. */
  readonly connected: () => Promise<void>;
  /** The network may be back. */
  readonly wake: () => void;
  readonly close: () => void;
};

export type Opening = { readonly role: RoleId; readonly formatId: string; readonly profile: Profile };
export type Joining = { readonly role: RoleId; readonly profile: Profile };
export type JoinFailure = 'offline' | 'not-valid' | 'full';

export type DevicePorts = {
  readonly store: Store;
  /** ws: or wss: address of the server's table socket. */
  readonly url: string;
  readonly openSocket: (url: string) => Socket;
  readonly random: Random;
  readonly chance: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
};

export async function openDevice(ports: DevicePorts): Promise<Device> {
  const { store, random, after, now } = ports;
  const sealingKey = await store.sealingKey(generateDeviceKey);
  const roomPorts: NewRoomPorts = { store, random, sealingKey };
  const connection: Connection = openConnection(ports);
  const tables = new Map<RoomId, OwnTable>();
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };

  /** Puts a room and its hand on the screen's side; the hand is made here when there is none yet. */
  async function seatAt(room: Room): Promise<OwnTable | undefined> {
    const hand = await handOf(room);
    if (!hand) return undefined;
    const parts = { room, hand, connection, sealingKey, random, now, after };
    const sync = syncRoom(room, connection, after);
    const handSync = syncRoom(hand, connection, after);
    const table = createTable({ ...parts, sync, handSync });
    tables.set(table.roomId, table);
    changed();
    return table;
  }

  async function handOf(room: Room): Promise<Room | undefined> {
    const { hand } = room.record();
    const record = hand && (await store.rooms()).find(({ roomId }) => roomId === hand);
    if (record) return loadStored(record);
    const made = await openNewRoom('hand', 'self', mijnKaarten, roomPorts);
    if (made) await room.update(async () => ({ record: { hand: made.record().roomId } }));
    return made;
  }

  async function loadStored(record: RoomRecord): Promise<Room | undefined> {
    const secrets = await openRoomSecrets(sealingKey, idBytes(record.roomId), record.sealed);
    // Sealed by another device's key: a copied browser profile. Its owner comes back with the return key.
    return secrets && loadRoom(record, await openRoomKeys(secrets), roomPorts);
  }

  async function arrive(arrival: Arrival): Promise<Result<Table, JoinFailure>> {
    const claimed = await claimRoom(arrival, connection, roomPorts);
    if (!claimed.ok) return claimed;
    const { record, secrets } = claimed.value;
    const known = tables.get(record.roomId);
    if (known) return ok(known);
    if ((await store.write({ rooms: [record] })) !== 'written') return fail('full');
    const room = await loadRoom(record, await openRoomKeys(secrets), roomPorts);
    const table = await seatAt(room);
    if (!table) return fail('full');
    await whenSeatIsThere(arrival, room);
    await table.goAlong();
    await store.write({ endedArrivals: [toBase64Url(arrival.link.inviteId)] });
    return ok(table);
  }

  const stopListening = connection.listen({ onConnected: changed, onDisconnected: changed });
  await loadTables();
  for (const arrival of await storedArrivals(roomPorts))
    void whenConnected(connection).then(() => arrive(arrival));

  async function loadTables(): Promise<void> {
    for (const record of await store.rooms()) {
      const room = record.kind === 'table' ? await loadStored(record) : undefined;
      if (room) await seatAt(room);
    }
  }

  return {
    tables: () => [...tables.values()],
    table: (roomId) => [...tables.values()].find((table) => table.roomId === roomId),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isConnected: () => connection.hello() !== undefined,
    openTable: async ({ role, formatId, profile }) => {
      const room = await openNewRoom('table', role, requireFormat(formatId), roomPorts);
      if (!room) return fail('full');
      const { name, picture } = profile;
      await room.write({ kind: 'event', body: { type: 'profile', picture, ...(name && { name }) } });
      const table = await seatAt(room);
      return table ? ok(table) : fail('full');
    },
    look: (link) => lookAtInvitation(link, connection),
    parseLink: parseFragment,
    join: async (link, { role, profile }) => {
      const arrival = await beginArrival(link, role, profile, roomPorts);
      return arrival ? arrive(arrival) : fail('full');
    },
    connected: () => whenConnected(connection),
    wake: connection.wake,
    close: () => {
      stopListening();
      for (const table of tables.values()) table.close();
      connection.close();
      store.close();
    },
  };
}

function requireFormat(formatId: string): Format {
  const format = publishedFormats.filter(({ id }) => id === formatId).at(-1);
  if (!format) throw new RangeError(`no such format: ${formatId}`);
  return format;
}

/** The log that brings the chair may come after the claim's answer. */
async function whenSeatIsThere(arrival: Arrival, room: Room): Promise<void> {
  while (!(await sitDown(arrival, room))) {
    await new Promise<void>((resolve) => {
      const stop = room.subscribe(() => {
        stop();
        resolve();
      });
    });
  }
}

function whenConnected(connection: Connection): Promise<void> {
  if (connection.hello()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = connection.listen({
      onConnected: () => {
        stop();
        resolve();
      },
    });
  });
}
