// What one device still has to get of one room. Catching up and going live are one movement: `delivered` says how
// far of the room's log this device has been served, and whatever lies beyond is either the very next entry, handed
// on from memory, or read from the log. So there is no moment between the two in which an entry could be lost or
// come twice [SRV4].
import { type EntryForm, entrySize } from '#protocol/entry.ts';
import type { Head } from '#protocol/head.ts';
import { MAX_ENTRIES, MAX_PAGE_BYTES } from '#protocol/limits.ts';
import { bytesToKey } from '../bytes-key.ts';
import type { LoggedEntry, PageQuery, Place, RoomTip, Storage } from '../storage/storage.ts';
import type { Peer } from './peer.ts';

type SubscriptionParts = Readonly<{
  roomId: Bytes;
  peer: Peer;
  storage: Pick<Storage, 'readPage'>;
  held: readonly Head[];
  report(error: unknown): void;
}>;

const overhead = entrySize({ form: 'whole', bytes: new Uint8Array(0) });
/** Room for the bytes of a page, whatever the number of its entries. */
const pageBytes = MAX_PAGE_BYTES - MAX_ENTRIES * overhead;

export class Subscription {
  readonly roomId: Bytes;
  readonly #parts: SubscriptionParts;
  /** By chain, the newest this device is known to hold. */
  readonly #heldSeqByChain: Map<string, number>;
  #lagging: PageQuery['lagging'] = null;
  #deliveredSeq = 0;
  #knownSeq = 0;
  #state: 'starting' | 'live' | 'reading' | 'closed' = 'starting';

  constructor(parts: SubscriptionParts) {
    this.roomId = parts.roomId;
    this.#parts = parts;
    this.#heldSeqByChain = new Map(parts.held.map((head) => [chainOf(head), head.seq]));
  }

  get isClosed(): boolean {
    return this.#state === 'closed';
  }

  get peer(): Peer {
    return this.#parts.peer;
  }

  /** Begins with what the log held at the moment of `tip`; news that came before waits here. */
  start(tip: RoomTip): void {
    if (this.isClosed) return;
    const beyond = tip.heads
      .map((head) => ({ ...head, held: this.#heldSeqByChain.get(chainOf(head)) ?? -1 }))
      .filter(({ seq, held }) => seq > held);
    this.#lagging = {
      throughSeq: tip.lastSeq,
      beyond: beyond.map(({ held, ...head }) => ({ ...head, seq: held })),
    };
    this.#knownSeq = Math.max(this.#knownSeq, tip.lastSeq);
    this.#state = 'live';
    this.#read();
  }

  /** Entries that were just stored, in the order of the log. */
  offer(entries: readonly LoggedEntry[]): void {
    const first = entries[0];
    const last = entries.at(-1);
    if (first === undefined || last === undefined) return;
    if (this.#state !== 'live' || first.seq !== this.#deliveredSeq + 1) {
      this.hear(last.seq);
      return;
    }
    this.#deliveredSeq = last.seq;
    this.#knownSeq = Math.max(this.#knownSeq, last.seq);
    const wanted = this.#takeWanted(entries);
    if (wanted.length > 0) this.peer.send({ type: 'entries', roomId: this.roomId, entries: wanted });
  }

  /** The log goes as far as this, says whoever stored it. */
  hear(seq: number): void {
    this.#knownSeq = Math.max(this.#knownSeq, seq);
    this.#read();
  }

  /** The device itself brought this, so it has it and all before it in that chain. */
  hold(place: Place): void {
    const chain = chainOf(place);
    this.#heldSeqByChain.set(chain, Math.max(place.chainSeq, this.#heldSeqByChain.get(chain) ?? -1));
  }

  close(): void {
    this.#state = 'closed';
  }

  #read(): void {
    if (this.#state !== 'live' || this.#deliveredSeq >= this.#knownSeq) return;
    this.#state = 'reading';
    this.#readPages().then(
      () => {
        if (this.#state === 'reading') this.#state = 'live';
        this.#read();
      },
      (error: unknown) => {
        if (this.isClosed) return;
        // The device comes back and starts from what it has.
        this.#parts.report(error);
        this.peer.cut();
      },
    );
  }

  async #readPages(): Promise<void> {
    const { roomId, storage } = this.#parts;
    while (!this.isClosed && this.peer.isOpen && this.#deliveredSeq < this.#knownSeq) {
      const page = await storage.readPage({
        roomId,
        afterSeq: this.#deliveredSeq,
        lagging: this.#lagging,
        maxEntries: MAX_ENTRIES,
        maxBytes: pageBytes,
      });
      // Nothing further: all that lagged has been sent, or the room is gone from under us.
      this.#deliveredSeq = page.at(-1)?.seq ?? this.#lagging?.throughSeq ?? this.#knownSeq;
      if (page.length === 0) this.#lagging = null;
      const wanted = this.#takeWanted(page);
      if (wanted.length > 0 && !this.isClosed)
        await this.peer.sendPage({ type: 'entries', roomId, entries: wanted });
    }
    if (!this.peer.isOpen) this.close();
  }

  #takeWanted(entries: readonly LoggedEntry[]): { form: EntryForm; bytes: Bytes }[] {
    const wanted = entries.filter(
      (entry) => entry.chainSeq > (this.#heldSeqByChain.get(chainOf(entry)) ?? -1),
    );
    for (const entry of wanted) this.hold(entry);
    return wanted.map(({ form, bytes }) => ({ form, bytes }));
  }
}

function chainOf({ participantId, deviceId }: { participantId: Bytes; deviceId: Bytes }): string {
  return bytesToKey(participantId, deviceId);
}
