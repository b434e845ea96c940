import { describe, expect, it } from 'vitest';
import { type AppendOutcome, type NewEntry, type RoomAppend, StorageFullError } from '../storage/storage.ts';
import { createChain } from '../storage/storage-contract.ts';
import { GroupCommit } from './group-commit.ts';

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** A storage whose commits end when the test says so. */
class HeldStorage {
  readonly batches: (readonly RoomAppend[])[] = [];
  readonly #ends: ((error: Error | null) => void)[] = [];

  appendBatch(appends: readonly RoomAppend[]): Promise<AppendOutcome[][]> {
    this.batches.push(appends);
    return new Promise((resolve, reject) => {
      this.#ends.push((error) => {
        if (error !== null) return reject(error);
        resolve(
          appends.map(({ entries }) => entries.map(({ chainSeq }) => ({ code: 'stored', seq: chainSeq }))),
        );
      });
    });
  }

  async end(error: Error | null = null): Promise<void> {
    this.#ends.shift()?.(error);
    // Whoever waits for this commit goes on, and the next one begins.
    await turn();
    await turn();
  }
}

function setUp() {
  const storage = new HeldStorage();
  const reported: unknown[] = [];
  const commits = new GroupCommit({
    storage,
    now: () => 0,
    count: () => undefined,
    report: (error) => reported.push(error),
  });
  const next = createChain(new Uint8Array(16), new Uint8Array(8));
  const answers: string[] = [];
  const append = (name: string, ...entries: NewEntry[]) => {
    commits
      .append(new Uint8Array(16), entries)
      .then((outcomes) => answers.push(`${name}: ${outcomes.map(({ code }) => code)}`));
  };
  return { storage, reported, commits, next, answers, append };
}

describe('group commit', () => {
  it('[SRV2] nobody hears of an append before its commit', async () => {
    const { storage, answers, append, next, commits } = setUp();
    append('Bilal', next());
    await turn();
    expect(storage.batches).toHaveLength(1);
    expect(answers).toEqual([]);
    await storage.end();
    await commits.idle();
    expect(answers).toEqual(['Bilal: stored']);
  });

  it('what waits during a commit is the next one', async () => {
    const { storage, answers, append, next } = setUp();
    append('Anouk', next());
    await turn();
    append('Bilal', next());
    append('Chantal', next(), next());
    expect(storage.batches.map((batch) => batch.length)).toEqual([1]);
    await storage.end();
    expect(storage.batches.map((batch) => batch.length)).toEqual([1, 2]);
    await storage.end();
    expect(answers).toEqual(['Anouk: stored', 'Bilal: stored', 'Chantal: stored,stored']);
  });

  it('a commit holds a bounded number of entries', async () => {
    const { storage, append, next } = setUp();
    for (let count = 0; count < 3; count += 1) append('Daan', ...Array.from({ length: 512 }, () => next()));
    await turn();
    await storage.end();
    await storage.end();
    expect(storage.batches.map((batch) => batch.length)).toEqual([2, 1]);
  });

  it('one append that cannot be stored does not take the others with it', async () => {
    const { storage, answers, append, next, reported } = setUp();
    append('Eva', next());
    append('Anouk', next());
    await turn();
    await storage.end(new Error('broken'));
    await storage.end(new Error('broken'));
    await storage.end();
    expect(answers).toEqual(['Eva: server-error', 'Anouk: stored']);
    expect(reported).toHaveLength(1);
  });

  it('a full disk is told as such, and is no error of the server', async () => {
    const { storage, answers, append, next, reported } = setUp();
    append('Anouk', next(), next());
    await turn();
    await storage.end(new StorageFullError('full'));
    expect(answers).toEqual(['Anouk: storage-full,storage-full']);
    expect(reported).toEqual([]);
  });
});
