import type { Random } from '#crypto/random.ts';
import { wordsToBlank } from '#domain/blanking.ts';
import {
  type ChainKey,
  chainKey,
  eventText,
  type InChain,
  type TableEvent,
  type VerifiedEvent,
} from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { foldRoom, type RoomState } from '#domain/room-state.ts';
import type { BlankedPlace } from '#protocol/blank-body.ts';
import type { Entry } from '#protocol/entry.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { MAX_BLANKED, MAX_SEEN } from '#protocol/limits.ts';
import type { ChairBody } from './bodies.ts';
import { openEntry, type Received, sealBlank, sealEntry, toStub } from './entry-seal.ts';
import { idBytes, toDeviceId, toParticipantId } from './ids.ts';
import { createTurns } from './in-turn.ts';
import { createKnownKeys, type KnownKeys } from './known-keys.ts';
import { createRoomEvents, type RoomEvents } from './room-events.ts';
import type { RoomKeys } from './room-keys.ts';
import { createRoomLog, type Placed, type RoomLog } from './room-log.ts';
import { type Act, type Roster, rosterOf } from './roster.ts';
import type { Store, StoreChange, WriteOutcome } from './store.ts';
import type { RoomRecord, StoredEntry } from './stored-records.ts';

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
  /** Where people took part; see `RoomEvents.acts`. */
  readonly acts: () => readonly Act[];
  readonly roster: () => Roster;
  /** Seals, stores durably, then shows: nothing is on the screen that is not on the device first. */
  readonly write: (writing: Writing) => Promise<WriteOutcome>;
  /** Stores and shows what others wrote, as far as it can be placed. @returns what was placed now. */
  readonly receive: (entries: readonly Entry[]) => Promise<readonly Placed[]>;
  /** Changes what the device remembers of this room besides its log; `changing` sees what the change before it left. */
  readonly update: (changing: (keys: RoomKeys) => Promise<RoomUpdate>) => Promise<WriteOutcome>;
  /** Blanks my own words that I threw away or that say nothing any more, as far as they are not blanked yet [DEL1] [DEL2]. */
  readonly blankReplaced: () => Promise<WriteOutcome>;
  /** People whose words are not there although they did not blank them [DEL1]. */
  readonly withheldFrom: () => readonly ParticipantId[];
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves when all that was under way is written; nothing is written here after that. */
  readonly close: () => Promise<void>;
};

export type Writing =
  | { readonly kind: 'event' | 'ready'; readonly body: TableEvent }
  | { readonly kind: 'blank'; readonly places: readonly InChain[] }
  | { readonly kind: 'genesis' | 'seat' | 'join' | 'seated' | 'revoke' | 'leave'; readonly body: ChairBody };

export type RoomUpdate = {
  readonly record?: Partial<
    Omit<RoomRecord, 'roomId' | 'kind' | 'participantId' | 'deviceId' | 'genesisHash' | 'forks'>
  >;
  readonly keys?: RoomKeys;
};

export type RoomPorts = { readonly store: Store; readonly random: Random };

/** A room as the store holds it; empty for one that begins now. */
export async function loadRoom(record: RoomRecord, keys: RoomKeys, ports: RoomPorts): Promise<Room> {
  const { room, load } = createRoom(record, keys, ports);
  await load();
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
  const blanked = new Set<string>();
  const inTurn = createTurns();
  let isClosed = false;
  let roster: Roster = { seated: [], chairs: [] };
  let state: RoomState = foldRoom([], []);

  /** Of a room that was closed nothing reaches the store: another may have taken its place there. */
  function keep(change: StoreChange): Promise<WriteOutcome> {
    return isClosed ? Promise.resolve('full') : store.write(change);
  }

  const myChain = (): ChainKey => chainKey(me, record.deviceId);

  const acts = () => events.acts(log.forks(), (place) => blanked.has(placeKey(place)));

  function refold(): void {
    const forks = log.forks();
    roster = rosterOf(events.chairs(forks), acts());
    state = foldRoom(roster.seated, events.table(forks));
    for (const listener of listeners) listener();
  }

  async function placeReceived(received: readonly Received[]): Promise<readonly Placed[]> {
    const placed = await log.receive(received, known.check);
    for (const one of placed) await events.add(one);
    for (const { header, chain, blanks } of placed) {
      if (header.seq >= (log.forks().get(chain) ?? Number.POSITIVE_INFINITY)) continue;
      for (const place of blanks ?? []) blanked.add(placeKey(ownPlace(header.participantId, place)));
    }
    return placed;
  }

  /** Puts stubs where words are blanked. @returns what stands there now [DEL1]. */
  async function forgetBlanked(): Promise<readonly Placed[]> {
    const words = log.placed().filter((one) => isWords(one) && blanked.has(placeKey(inLog(one))));
    const stubs = await Promise.all(words.map((one) => toStub(one)));
    for (const stub of stubs) {
      log.replace(stub);
      events.forget(stub);
    }
    return stubs;
  }

  async function place(entries: readonly Entry[]) {
    const opened = await Promise.all(entries.map((entry) => openEntry(entry, keys)));
    const placed = await placeReceived(opened.flatMap((received) => received ?? []));
    const stubs = await forgetBlanked();
    if (placed.length > 0) refold();
    return { placed, stubs };
  }

  function seal(writing: Writing): Promise<Received> {
    const { kind } = writing;
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
    if (writing.kind === 'blank') return sealBlank(keys, header, writing.places.map(toBlanked));
    const isEvent = writing.kind === 'event' || writing.kind === 'ready';
    const text = isEvent ? eventText(writing.body) : JSON.stringify(writing.body);
    return sealEntry(keys, header, text, random);
  }

  async function write(writing: Writing): Promise<WriteOutcome> {
    const sealed = await seal(writing);
    if (writing.kind === 'genesis') record = { ...record, genesisHash: sealed.hash };
    const outcome = await keep({ rooms: [record], entries: [storedEntry(myChain(), sealed)] });
    if (outcome === 'taken') {
      await continueAsNewDevice();
      return write(writing);
    }
    if (outcome !== 'written') return outcome;
    await placeReceived([sealed]);
    const stubs = await forgetBlanked();
    // The blank itself is durable by now: what this write leaves undone, the next load does.
    return stubs.length > 0 ? keep({ settled: stubs.map(inStore) }) : outcome;
  }

  /** As often as one blank cannot name all of it. */
  async function blankReplaced(): Promise<WriteOutcome> {
    const isMine = ({ by }: VerifiedEvent) => by === me;
    const [mine, all] = [log.forks(), new Map()].map((forks) => events.table(forks).filter(isMine));
    const places = wordsToBlank(state, mine ?? [], all).slice(0, MAX_BLANKED);
    if (places.length === 0) return 'written';
    const outcome = await write({ kind: 'blank', places });
    if (outcome !== 'written') return outcome;
    refold();
    return blankReplaced();
  }

  /** A copy of this device wrote in my chain: from here on I write a chain of my own again [ENV6]. */
  async function continueAsNewDevice(): Promise<void> {
    record = { ...record, deviceId: toDeviceId(random(8)), copyWrote: true };
    await keep({ rooms: [record] });
  }

  async function receive(entries: readonly Entry[]): Promise<readonly Placed[]> {
    const forksBefore = new Map(log.forks());
    const { placed, stubs } = await place(entries);
    if (placed.length > 0) {
      const asKept = placed.map((one) => log.at(inLog(one)) ?? one);
      await keep({ settled: [...asKept, ...stubs].map(inStore) });
    }
    // Also where a chain turns out to be broken earlier than was known.
    const isForked = [...log.forks()].some(([chain, seq]) => forksBefore.get(chain) !== seq);
    if (isForked) {
      record = { ...record, forks: [...log.forks()].map(([chain, seq]) => ({ chain, seq })) };
      await keep({ rooms: [record] });
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

  const inStore = (one: Placed) => storedEntry(one.chain, one);

  async function load(): Promise<void> {
    const stored = await store.entries(record.roomId);
    const { stubs } = await place(stored.map(({ entry }) => entry));
    if (stubs.length > 0) await keep({ settled: stubs.map(inStore) });
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
    acts,
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
        const outcome = await keep({ rooms: [{ ...record, ...change.record }] });
        if (outcome !== 'written') return outcome;
        record = { ...record, ...change.record };
        keys = change.keys ?? keys;
        return outcome;
      }),
    blankReplaced: () => inTurn(blankReplaced),
    withheldFrom: () =>
      log
        .placed()
        .filter((one) => one.entry.form === 'stub' && !blanked.has(placeKey(inLog(one))))
        .map(({ header }) => toParticipantId(header.participantId)),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () =>
      inTurn(async () => {
        isClosed = true;
      }),
  };
  return { room, load };
}

function inLog({ chain, header }: Placed): InChain {
  return { chain, seq: header.seq };
}

function placeKey({ chain, seq }: InChain): string {
  return `${chain}/${seq}`;
}

/** Only bodies of events are blanked: what seats people and closes cards stays [DEL1]. */
function isWords({ header, entry }: Placed): boolean {
  return header.kind === 'event' && entry.form === 'whole';
}

function ownPlace(participantId: Bytes, { deviceId, seq }: BlankedPlace): InChain {
  return { chain: chainKey(toParticipantId(participantId), toDeviceId(deviceId)), seq };
}

function toBlanked({ chain, seq }: InChain): BlankedPlace {
  return { deviceId: idBytes(chain.split('/')[1] ?? ''), seq };
}
