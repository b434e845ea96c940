// Appends that wait while a commit is under way become the next one: many rooms share one write to the disk,
// and a lone append waits for nobody. Whoever appended hears of it only after the commit [SRV2].
import type { Counter } from '../metrics.ts';
import type { AppendOutcome, NewEntry, Storage } from '../storage/storage.ts';
import { StorageFullError } from '../storage/storage.ts';

export type CommitOutcome = AppendOutcome | Readonly<{ code: 'storage-full' | 'server-error' }>;

type Waiting = Readonly<{
  roomId: Bytes;
  entries: readonly NewEntry[];
  resolve(outcomes: CommitOutcome[]): void;
}>;

export type GroupCommitParts = Readonly<{
  storage: Pick<Storage, 'appendBatch'>;
  now(): number;
  count(counter: Counter, by?: number): void;
  report(error: unknown): void;
}>;

/** Entries in one commit: enough to share its cost, few enough to keep everybody's wait short. */
const entriesPerCommit = 1024;

export class GroupCommit {
  readonly #parts: GroupCommitParts;
  #waiting: Waiting[] = [];
  #running: Promise<void> | null = null;

  constructor(parts: GroupCommitParts) {
    this.#parts = parts;
  }

  /** One outcome an entry, in order. Never rejects. */
  append(roomId: Bytes, entries: readonly NewEntry[]): Promise<CommitOutcome[]> {
    return new Promise((resolve) => {
      this.#waiting.push({ roomId, entries, resolve });
      this.#running ??= this.#run();
    });
  }

  /** Resolves when nothing waits any more. */
  async idle(): Promise<void> {
    await this.#running;
  }

  async #run(): Promise<void> {
    do {
      // SQLite commits without ever letting go of this thread. Only after a turn of the event loop have all sockets
      // that were ready put their appends in the queue.
      await new Promise((resolve) => setImmediate(resolve));
      await this.#commit(this.#takeBatch());
    } while (this.#waiting.length > 0);
    this.#running = null;
  }

  #takeBatch(): Waiting[] {
    let total = 0;
    const most = this.#waiting.findIndex(({ entries }) => {
      total += entries.length;
      return total > entriesPerCommit;
    });
    return this.#waiting.splice(0, most === -1 ? this.#waiting.length : Math.max(1, most));
  }

  async #commit(batch: readonly Waiting[]): Promise<void> {
    const { storage, now, count, report } = this.#parts;
    count('commits');
    for (const { entries } of batch) count('entries', entries.length);
    try {
      const outcomes = await storage.appendBatch(batch, now());
      for (const [index, { resolve }] of batch.entries()) resolve(outcomes[index] ?? []);
    } catch (error) {
      // One that cannot be stored must not take the others with it: each tries alone.
      if (batch.length > 1) {
        for (const one of batch) await this.#commit([one]);
        return;
      }
      const full = error instanceof StorageFullError;
      if (!full) report(error);
      for (const { entries, resolve } of batch) {
        resolve(entries.map(() => ({ code: full ? 'storage-full' : 'server-error' })));
      }
    }
  }
}
