import type { Random } from '#crypto/random.ts';
import { type ChainKey, chainKey, eventText, type TableEvent } from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { foldRoom, type RoomState } from '#domain/room-state.ts';
import type { Entry } from '#protocol/entry.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { MAX_SEEN } from '#protocol/limits.ts';
import type { ChairBody } from './bodies.ts';
import { openEntry, type Received, sealEntry } from './entry-seal.ts';
import { idBytes, toDeviceId } from './ids.ts';
import { createKnownKeys, type KnownKeys } from './known-keys.ts';
import { createRoomEvents, type RoomEvents } from './room-events.ts';
import type { RoomKeys } from './room-keys.ts';
import { createRoomLog, type Placed, type RoomLog } from './room-log.ts';
import { firstActsOf, type Roster, rosterOf } from './roster.ts';
import type { RoomRecord, Store, StoredEntry, WriteOutcome } from './store.ts';

/**
 * One room on this device: its log, what the log says, and the pen that writes in it. All work is done one
 * after the other, so a place in the chain is given out together with the write that fills it [ENV3].
 */
export type Room = {
  readonly me: ParticipantId;
  readonly record: () => RoomRecord;
  readonly keys: () => RoomKeys;
  readonly log: RoomLog;
  /** Whether an envelope is signed by whom it names; for what is not in the log: presence. */
  readonly checkAuthor: KnownKeys['check'];
  readonly publicKeyOf: KnownKeys['publicKeyOf'];
  readonly events: RoomEvents;
  readonly state: () => RoomState;
  readonly roster: () => Roster;
  /** Seals, stores durably, then shows: nothing is on the screen that is not on the device first. */
  readonly write: (writing: Writing) => Promise<WriteOutcome>;
  /** Stores and shows what others wrote, as far as it can be placed. @returns what was placed now. */
  readonly receive: (entries: readonly Entry[]) => Promise<readonly Placed[]>;
  /** Changes what the device remembers of this room besides its log; `changing` sees what the change before it left. */
  readonly update: (changing: (keys: RoomKeys) => Promise<RoomUpdate>) => Promise<WriteOutcome>;
  readonly subscribe: (listener: () => void) => () => void;
};

export type Writing =
  | { readonly kind: 'event' | 'ready'; readonly body: TableEvent }
  | { readonly kind: 'genesis' | 'seat' | 'join' | 'seated' | 'revoke'; readonly body: ChairBody };

export type RoomUpdate = {
  readonly record?: Partial<Pick<RoomRecord, 'isOpened' | 'sealed' | 'hand'>>;
  readonly keys?: RoomKeys;
};

export type RoomPorts = { readonly store: Store; readonly random: Random };

/** A room as the store holds it; empty for one that begins now. */
export async function loadRoom(record: RoomRecord, keys: RoomKeys, ports: RoomPorts): Promise<Room> {
  const { room, place } = createRoom(record, keys, ports);
  const stored = await ports.store.entries(record.roomId);
  await place(stored.map(({ entry }) => entry));
  return room;
}

function createRoom(firstRecord: RoomRecord, firstKeys: RoomKeys, { store, random }: RoomPorts) {
  let record = firstRecord;
  let keys = firstKeys;
  const me = record.participantId;
  const log = createRoomLog(new Map(record.forks.map(({ chain, seq }) => [chain, seq])));
  const events = createRoomEvents(keys.roomId);
  const known = createKnownKeys(() => record.genesisHash);
  const listeners = new Set<() => void>();
  let queue: Promise<unknown> = Promise.resolve();
  let roster: Roster = { seated: [], chairs: [] };
  let state: RoomState = foldRoom([], []);

  function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = queue.then(work);
    // The next in line starts also when this one failed; its own caller hears of that.
    queue = done.catch(() => undefined);
    return done;
  }

  const myChain = (): ChainKey => chainKey(me, record.deviceId);

  function refold(): void {
    const table = events.table(log.forks());
    roster = rosterOf(events.chairs(log.forks()), firstActsOf(table));
    state = foldRoom(roster.seated, table);
    for (const listener of listeners) listener();
  }

  async function placeReceived(received: readonly Received[]): Promise<readonly Placed[]> {
    const placed = await log.receive(received, known.check);
    for (const one of placed) await events.add(one);
    return placed;
  }

  async function place(entries: readonly Entry[]): Promise<readonly Placed[]> {
    const opened = await Promise.all(entries.map((entry) => openEntry(entry, keys)));
    const placed = await placeReceived(opened.flatMap((received) => received ?? []));
    if (placed.length > 0) refold();
    return placed;
  }

  function seal({ kind, body }: Writing): Promise<Received> {
    const before = log.head(myChain());
    const header = {
      kind,
      roomId: keys.roomId,
      participantId: idBytes(me),
      deviceId: idBytes(record.deviceId),
      seq: before ? before.header.seq + 1 : 0,
      prev: before?.hash ?? FIRST_PREV,
      seen: log.unseenBy(myChain()).slice(0, MAX_SEEN),
    };
    const text = kind === 'event' || kind === 'ready' ? eventText(body) : JSON.stringify(body);
    return sealEntry(keys, header, text, random);
  }

  async function write(writing: Writing): Promise<WriteOutcome> {
    const sealed = await seal(writing);
    if (writing.kind === 'genesis') record = { ...record, genesisHash: sealed.hash };
    const outcome = await store.write({ rooms: [record], entries: [storedEntry(myChain(), sealed)] });
    if (outcome === 'taken') {
      await continueAsNewDevice();
      return write(writing);
    }
    if (outcome === 'written') await placeReceived([sealed]);
    return outcome;
  }

  /** A copy of this device wrote in my chain: from here on I write a chain of my own again [ENV6]. */
  async function continueAsNewDevice(): Promise<void> {
    record = { ...record, deviceId: toDeviceId(random(8)) };
    await store.write({ rooms: [record] });
  }

  async function receive(entries: readonly Entry[]): Promise<readonly Placed[]> {
    const forksBefore = log.forks().size;
    const placed = await place(entries);
    if (placed.length > 0) {
      await store.write({ entries: placed.map((one) => storedEntry(one.chain, one)) });
    }
    const isForked = log.forks().size > forksBefore;
    if (isForked) {
      record = { ...record, forks: [...log.forks()].map(([chain, seq]) => ({ chain, seq })) };
      await store.write({ rooms: [record] });
      refold();
    }
    // What stands in my own chain and came from outside was not written here.
    if (placed.some((one) => one.chain === myChain()) || log.forks().has(myChain()))
      await continueAsNewDevice();
    return placed;
  }

  function storedEntry(chain: ChainKey, { header, entry }: Received): StoredEntry {
    return { roomId: record.roomId, chain, seq: header.seq, entry };
  }

  const room: Room = {
    me,
    record: () => record,
    keys: () => keys,
    log,
    checkAuthor: known.check,
    publicKeyOf: known.publicKeyOf,
    events,
    state: () => state,
    roster: () => roster,
    write: (writing) =>
      inTurn(async () => {
        const outcome = await write(writing);
        if (outcome === 'written') refold();
        return outcome;
      }),
    receive: (entries) => inTurn(() => receive(entries)),
    update: (changing) =>
      inTurn(async () => {
        const change = await changing(keys);
        const outcome = await store.write({ rooms: [{ ...record, ...change.record }] });
        if (outcome !== 'written') return outcome;
        record = { ...record, ...change.record };
        keys = change.keys ?? keys;
        return outcome;
      }),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return { room, place };
}
