import type { RoomId } from './ids.ts';
import type { ArrivalRecord, Ending, RoomRecord, StoredEntry } from './stored-records.ts';

/**
 * What a device keeps: envelopes as received (ciphertext) and secrets sealed by a key that cannot leave
 * it [KEY2]. Every write is durable when its promise resolves; a write that does not fit changes nothing.
 * A record that was damaged is left out of what is read. Adapters: memory (tests) and IndexedDB. Both pass
 * `storeContract`.
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
  /** Closes it, and takes all of it away, the sealing key too: what a disk still holds nobody can open [TAB1]. */
  readonly destroy: () => Promise<void>;
};

export type WriteOutcome = 'written' | 'taken' | 'full';

export type StoreChange = {
  readonly rooms?: readonly RoomRecord[];
  /** Written here: each place must be free, or hold the same bytes. */
  readonly entries?: readonly StoredEntry[];
  /** What is known to stand there, from elsewhere or blanked [DEL1]; takes the place of what stood there. */
  readonly settled?: readonly StoredEntry[];
  /** Removes these rooms with all their entries, and keeps what ended them. */
  readonly endings?: readonly Ending[];
  readonly arrivals?: readonly ArrivalRecord[];
  readonly endedArrivals?: readonly string[];
};
