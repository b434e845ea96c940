import type { ChainKey } from '#domain/events.ts';
import type { DeviceId, ParticipantId } from '#domain/ids.ts';
import type { Entry } from '#protocol/entry.ts';
import type { RoomId } from './ids.ts';

/**
 * What a device keeps: envelopes as received (ciphertext) and secrets sealed by a key that cannot leave
 * it [KEY2]. Every write is durable when its promise resolves; a write that does not fit changes nothing.
 * Adapters: memory (tests) and IndexedDB. Both pass `storeContract`.
 */
export type Store = {
  /** The key that seals this device's secrets; made on first use, never extractable [KEY2]. */
  readonly sealingKey: (make: () => Promise<CryptoKey>) => Promise<CryptoKey>;
  readonly rooms: () => Promise<readonly RoomRecord[]>;
  readonly entries: (roomId: RoomId) => Promise<readonly StoredEntry[]>;
  /** Secrets on their way to a room: an invitation that was opened, until somebody sits [INV1]. */
  readonly arrivals: () => Promise<readonly ArrivalRecord[]>;
  /**
   * Writes all of it or nothing. An entry whose place holds other bytes is `taken`: another tab or a copy
   * of this device wrote there [ENV3]. Of a room that ended nothing is written any more, whoever was late [DEL2].
   */
  readonly write: (change: StoreChange) => Promise<WriteOutcome>;
  /** Rooms that are gone from this device, by what ended them. */
  readonly endings: () => Promise<readonly Ending[]>;
  readonly close: () => void;
};

export type WriteOutcome = 'written' | 'taken' | 'full';

export type StoreChange = {
  readonly rooms?: readonly RoomRecord[];
  readonly entries?: readonly StoredEntry[];
  /** What is left of blanked envelopes; takes the place of what stood there [DEL1]. */
  readonly stubs?: readonly StoredEntry[];
  /** Removes these rooms with all their entries, and keeps what ended them. */
  readonly endings?: readonly Ending[];
  readonly arrivals?: readonly ArrivalRecord[];
  readonly endedArrivals?: readonly string[];
};

export type StoredEntry = {
  readonly roomId: RoomId;
  readonly chain: ChainKey;
  readonly seq: number;
  readonly entry: Entry;
};

export type RoomRecord = {
  readonly roomId: RoomId;
  readonly kind: 'table' | 'hand';
  readonly participantId: ParticipantId;
  /** Under which this device writes; a new one is taken when a copy of this device wrote [ENV6]. */
  readonly deviceId: DeviceId;
  /** JSON of `RoomSecrets`, sealed by the sealing key. */
  readonly sealed: Bytes;
  /** 32 B: the hash that the room's genesis must have; what an invitation vouched for. */
  readonly genesisHash: Bytes;
  /** Only at a table: the room of my own cards there. */
  readonly hand?: RoomId;
  /** The server holds the genesis. */
  readonly isOpened: boolean;
  /** The day of the last event, in whole days since 1970 UTC, and how many days the room stays after it [DEL3]. */
  readonly lastDay: number;
  readonly retentionDays: number;
  /** From where on a chain counts no more, because two envelopes stand at one place [ENV6]. */
  readonly forks: readonly { readonly chain: ChainKey; readonly seq: number }[];
  /** Only at a table: whether the server holds my return key, and whether I was asked to keep it myself [RET1]. */
  readonly returnKey?: { readonly isKept: boolean; readonly isAsked: boolean };
  /** Chains of devices that came later, which I was told of [RET1]. */
  readonly metDevices?: readonly ChainKey[];
  /** A copy of this device wrote in its chain, and its owner did not say yet who that was [ENV6]. */
  readonly copyWrote?: boolean;
};

/** All that stays of a room that was erased [DEL2] or has expired [DEL3]. */
export type Ending = {
  readonly roomId: RoomId;
  readonly reason: 'erased' | 'expired';
  /** The erase record, brought to the server at every connection; empty when expired. */
  readonly record: Bytes;
  /** What its owner may still keep or throw away: JSON of `Farewell`, sealed by the sealing key. */
  readonly farewell?: Bytes;
};

export type ArrivalRecord = {
  /** base64url of 16 bytes. */
  readonly inviteId: string;
  readonly sealed: Bytes;
};
