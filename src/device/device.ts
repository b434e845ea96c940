import { generateDeviceKey } from '#crypto/device-seal.ts';
import type { Random } from '#crypto/random.ts';
import type { Format, RoleId } from '#domain/format.ts';
import { mijnKaarten } from '#domain/formats/mijn-kaarten.ts';
import { formatFor, newestFormat } from '#domain/formats.ts';
import { copyPerson, ownCopy } from '#domain/own-copy.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { type Arrival, beginArrival, claimRoom, type Profile, sitDown, storedArrivals } from './arrival.ts';
import { draftRoomLike } from './begin-anew.ts';
import { toBase64Url } from './bytes.ts';
import { hasLaid, mayBeginAnew, seatOf, tookPart } from './chairs.ts';
import { type Connection, type ConnectionPorts, isReached, openConnection } from './connection.ts';
import { createTable, type OwnTable, type TableEnd } from './create-table.ts';
import { createEndedTables, type EndedTable } from './ended-tables.ts';
import { erasedBy, eraseRecordOf, lastOn, sealFarewell } from './endings.ts';
import { idBytes, type RoomId } from './ids.ts';
import { createTurns } from './in-turn.ts';
import type { InvitationLink, SeatMode } from './invitation.ts';
import { dropPastHands, leftHands } from './left-hands.ts';
import { type NewRoomPorts, openNewRoom } from './new-room.ts';
import { findByCode } from './return-key.ts';
import { loadRoom, type Room } from './room.ts';
import { openRoomKeys, openRoomSecrets, type RoomSecrets } from './room-keys.ts';
import { syncRoom } from './room-sync.ts';
import type { Store, WriteOutcome } from './store.ts';
import type { Ending, RoomRecord } from './stored-records.ts';
import type { Table } from './table.ts';
import { loadUnlaidCards } from './unlaid-cards.ts';

/** Everything this device has: its tables, and the way to sit down at one more. */
export type Device = {
  /** In the order in which they were opened or joined on this device. */
  readonly tables: () => readonly Table[];
  readonly table: (roomId: string) => Table | undefined;
  /** Tables and hands that were here; a farewell holds what their owner may still keep [DEL2]. */
  readonly ended: () => readonly EndedTable[];
  /** Throws my own copy of an erased table away too. */
  readonly dropFarewell: (roomId: RoomId) => Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly isConnected: () => boolean;
  /** The server is newer than this app; cards stay on the device until the app is renewed. */
  readonly isOutdated: () => boolean;
  /** Opens a table on this device; it works without a network too, but for inviting. */
  readonly openTable: (opening: Opening) => Promise<Result<Table, 'full'>>;
  /** Claims the chair and sits. After `offline` the same call goes on where it was. */
  readonly join: (link: InvitationLink, joining: Joining) => Promise<Result<Table, JoinFailure>>;
  /** Brings me back to the table and the hand that a return key opens [RET1]; after `offline` the same code works again. */
  readonly useKey: (code: string) => Promise<Result<Table, KeyFailure>>;
  /** Goes on with a claim that a reload or a lost answer cut off; undefined when there was none [INV1]. */
  readonly resume: (link: InvitationLink) => Promise<Result<Table, JoinFailure> | undefined>;
  /** Resolves with the first connection; for asking something of the server at start. */
  readonly connected: () => Promise<void>;
  /** The network may be back. */
  readonly wake: () => void;
  readonly close: () => void;
};

export type Opening = { readonly role: RoleId; readonly formatId: string; readonly profile: Profile };
export type Joining = {
  readonly profile: Profile;
  /** What stood with "ik doe mee", line by line: whoever joins says yes to that and nothing else [CON1]. */
  readonly shown: readonly string[];
};
export type JoinFailure = 'offline' | 'not-valid' | 'full';
export type KeyFailure = JoinFailure;

export type DevicePorts = ConnectionPorts & {
  readonly store: Store;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** `shared`: for guests at this tablet, who get no hand and no return key [TAB1]. */
  readonly mode?: SeatMode;
};

/** What a shared tablet needs of a device besides [TAB1]. */
export type OwnDevice = Device & { readonly ownTable: (roomId: RoomId) => OwnTable | undefined };

export async function openDevice(ports: DevicePorts): Promise<OwnDevice> {
  const { store, random, after, now, mode = 'own' } = ports;
  const sealingKey = await store.sealingKey(generateDeviceKey);
  const roomPorts: NewRoomPorts = { store, random, sealingKey, now };
  const connection: Connection = openConnection(ports);
  const tables = new Map<RoomId, OwnTable>();
  /** By inviteId; what succeeded stays, so that asking again is the same chair. */
  const arriving = new Map<string, Promise<Result<Table, JoinFailure>>>();
  const listeners = new Set<() => void>();
  const returnInTurn = createTurns();
  const sitInTurn = createTurns();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  const ended = createEndedTables({ store, connection, sealingKey, after, onChange: changed });

  /** Puts a room and its hand on the screen's side; the hand is made here when there is none yet, but for a guest. */
  async function seatAt(room: Room): Promise<OwnTable | undefined> {
    const handRoom = mode === 'own' ? await handOf(room) : undefined;
    if (mode === 'own' && !handRoom) return undefined;
    const unlaid = await loadUnlaidCards({ room, hand: handRoom, sealingKey, random });
    const hand = handRoom && {
      room: handRoom,
      sync: syncRoom(handRoom, connection, ports),
      unlaid: await loadUnlaidCards({ room: handRoom, hand: undefined, sealingKey, random }),
    };
    const parts = { room, hand, unlaid, connection, sealingKey, random, now, after };
    const sync = syncRoom(room, connection, ports);
    const end = (how: TableEnd) => endTable(room, handRoom, how);
    const table = createTable({ ...parts, sync, end, beginAnew: () => beginAnew(room) });
    tables.set(table.roomId, table);
    changed();
    return table;
  }

  /**
   * Wipes a table and its hand, and keeps what ended them; what another threw away leaves me my own copy [DEL2]. Where I
   * had no chair or laid nothing, nothing but the hand was mine, and that stays for the next table [INV4].
   */
  async function endTable(room: Room, hand: Room | undefined, { gone }: TableEnd): Promise<WriteOutcome> {
    const { roomId } = room.record();
    const by = gone && erasedBy(gone);
    const other = by === room.me ? undefined : by;
    const isSeated = seatOf(room) === 'taken';
    const leftHand = other && !(isSeated && hasLaid(room, room.me)) ? hand?.record().roomId : undefined;
    const farewell = other &&
      isSeated &&
      tookPart(room, room.me) && {
        by: copyPerson(room.state(), other),
        copy: ownCopy(room.state(), room.me, formatFor),
        lastOn: lastOn(room.record()),
      };
    const ending: Ending = {
      roomId,
      reason: gone?.reason ?? 'erased',
      record: gone?.record ?? (await eraseRecordOf(room)),
      ...(farewell && { farewell: await sealFarewell(sealingKey, roomId, farewell, random) }),
      ...(leftHand && { leftHand }),
    };
    const handEnding = hand &&
      !leftHand && {
        roomId: hand.record().roomId,
        reason: ending.reason,
        // Another device of mine threw the table away: what becomes of the hand elsewhere was said there.
        record: by === room.me ? new Uint8Array(0) : await eraseRecordOf(hand),
      };
    const outcome = await store.write({ endings: handEnding ? [ending, handEnding] : [ending] });
    if (outcome !== 'written') return outcome;
    const table = tables.get(roomId);
    if (table && !gone) ended.noteUnreached(table);
    void table?.close();
    tables.delete(roomId);
    await ended.read();
    return outcome;
  }

  /** The fresh table with its hand, and the end of the old one, come in one write: cut off anywhere, one of both is there. */
  async function beginAnew(room: Room): ReturnType<Table['beginAnew']> {
    const { roomId, hand } = room.record();
    const before = tables.get(roomId);
    const draft =
      before?.room === room && mayBeginAnew(room) ? await draftRoomLike(room, roomPorts) : undefined;
    if (!before || !draft) return fail('not-here');
    const record = { ...draft.record, ...(hand && { hand }) };
    const ending: Ending = { roomId, reason: 'erased', record: await eraseRecordOf(room) };
    const change = { rooms: [record], entries: draft.entries, endings: [ending] };
    if ((await store.write(change)) !== 'written') return fail('full');
    await before.close();
    tables.delete(roomId);
    await ended.read();
    const fresh = await loadStored(record);
    return fresh && (await seatAt(fresh)) ? ok(record.roomId) : fail('full');
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

  /** One arrival at a time for each invitation, whoever asks for it. */
  function arrive(arrival: Arrival): Promise<Result<Table, JoinFailure>> {
    const inviteId = toBase64Url(arrival.link.inviteId);
    const begun = arriving.get(inviteId) ?? arriveOnce(arrival);
    arriving.set(inviteId, begun);
    return begun.then((result) => {
      if (!result.ok) arriving.delete(inviteId);
      return result;
    });
  }

  async function arriveOnce(arrival: Arrival): Promise<Result<Table, JoinFailure>> {
    if (!(await isReached(connection))) return fail('offline');
    const claimed = await claimRoom(arrival, connection, roomPorts);
    if (!claimed.ok) return claimed;
    const { record, secrets } = claimed.value;
    // A table that the server just said is gone leaves its hand first.
    for (const table of tables.values()) await table.tend();
    const here = tables.get(record.roomId);
    const isMine = here?.room.me === record.participantId;
    if (here && !isMine && seatOf(here.room) !== 'lost') {
      // Whoever sits there already stays on the chair they have.
      await store.write({ endedArrivals: [toBase64Url(arrival.link.inviteId)] });
      return ok(here);
    }
    if (!here && (await isHeldHere(record))) return fail('not-valid');
    // No two tables take the same hand.
    const table = await sitInTurn(async () => (isMine ? here : seatAnew(record, secrets, here)));
    if (!table) return fail('full');
    await whenSeatIsThere(arrival, table.room, mode);
    await table.goAlong();
    await store.write({ endedArrivals: [toBase64Url(arrival.link.inviteId)] });
    return ok(table);
  }

  async function comeBack(code: string): Promise<Result<Table, KeyFailure>> {
    const found = await findByCode(code, connection, roomPorts);
    if (!found.ok) return found;
    const { table: record, hand, tableKeys } = found.value;
    const here = tables.get(record.roomId);
    // Whoever sits there on this device keeps their chair: the key is somebody else's.
    if (here) return here.room.me === record.participantId ? ok(here) : fail('not-valid');
    if (record.roomId === hand.roomId || (await isHeldHere(record, hand))) return fail('not-valid');
    if ((await store.write({ rooms: [record, hand] })) !== 'written') return fail('full');
    const table = await seatAt(await loadRoom(record, tableKeys, roomPorts));
    return table ? ok(table) : fail('full');
  }

  /** Whether this device keeps somebody else, or something else, under one of these ids: nothing may take its place. */
  async function isHeldHere(...records: readonly RoomRecord[]): Promise<boolean> {
    const held = await store.rooms();
    return records.some(({ roomId, kind, participantId }) =>
      held.some((one) => one.roomId === roomId && (one.kind !== kind || one.participantId !== participantId)),
    );
  }

  /** The first chair there on this device, or one in the place of a chair that is no chair any more: my own cards come along. */
  async function seatAnew(
    fresh: RoomRecord,
    secrets: RoomSecrets,
    before: OwnTable | undefined,
  ): Promise<OwnTable | undefined> {
    await before?.close();
    const hand = before ? before.room.record().hand : (await leftHands(store))[0]?.roomId;
    const record = { ...fresh, ...(hand && { hand }) };
    if ((await store.write({ rooms: [record] })) !== 'written') return undefined;
    return seatAt(await loadRoom(record, await openRoomKeys(secrets), roomPorts));
  }

  const stopListening = connection.listen({
    onConnected: () => {
      changed();
      ended.bringAgain();
    },
    onDisconnected: changed,
    onUnreachable: changed,
  });
  await dropPastHands(store, now());
  await ended.read();
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
    ownTable: (roomId) => tables.get(roomId),
    ended: ended.list,
    dropFarewell: ended.dropFarewell,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isConnected: () => connection.hello() !== undefined,
    isOutdated: connection.isOutdated,
    openTable: async ({ role, formatId, profile }) => {
      const room = await openNewRoom('table', role, requireFormat(formatId), roomPorts);
      if (!room) return fail('full');
      const { name, picture } = profile;
      await room.write({ kind: 'event', body: { type: 'profile', picture, ...(name && { name }) } });
      const table = await seatAt(room);
      return table ? ok(table) : fail('full');
    },
    join: async (link, { profile, shown }) => {
      const arrival = await beginArrival(link, profile, shown, roomPorts);
      return arrival ? arrive(arrival) : fail('full');
    },
    resume: async ({ inviteId }) => {
      const arrivals = await storedArrivals(roomPorts);
      const begun = arrivals.find(({ link }) => toBase64Url(link.inviteId) === toBase64Url(inviteId));
      return begun && arrive(begun);
    },
    // Two taps are one return.
    useKey: (code) => returnInTurn(() => comeBack(code)),
    connected: () => whenConnected(connection),
    wake: connection.wake,
    close: () => {
      stopListening();
      ended.close();
      for (const table of tables.values()) void table.close();
      connection.close();
      store.close();
    },
  };
}

function requireFormat(formatId: string): Format {
  const format = newestFormat(formatId);
  if (!format) throw new RangeError(`no such format: ${formatId}`);
  return format;
}

/** The log that brings the chair may come after the claim's answer. */
async function whenSeatIsThere(arrival: Arrival, room: Room, mode: SeatMode): Promise<void> {
  while (!(await sitDown(arrival, room, mode))) {
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
