import { type DBSchema, deleteDB, type IDBPDatabase, openDB, type StoreNames } from 'idb';
import type { Store, StoreChange } from './store.ts';
import {
  type ArrivalRecord,
  type Ending,
  isSameEntry,
  type RoomRecord,
  readArrivals,
  readEndings,
  readEntries,
  readRooms,
  type StoredEntry,
} from './stored-records.ts';

/**
 * The store of a browser. Writes are strict: on the disk before their promise resolves. A database handle
 * that the browser let die is opened anew, once; what still fails is the caller's to hear.
 */
type Tables = DBSchema & {
  keys: { key: string; value: unknown };
  rooms: { key: string; value: RoomRecord };
  entries: { key: [string, string, number]; value: StoredEntry };
  arrivals: { key: string; value: ArrivalRecord };
  endings: { key: string; value: Ending };
};

const version = 1;
const sealingKeyName = 'sealing';

/** @param name of the database; one for the app, others in tests. */
export function createIndexedDbStore(name: string): Store {
  let opening: Promise<IDBPDatabase<Tables>> | undefined;

  function database(): Promise<IDBPDatabase<Tables>> {
    opening ??= openDB<Tables>(name, version, {
      upgrade: (db) => {
        db.createObjectStore('keys');
        db.createObjectStore('rooms', { keyPath: 'roomId' });
        db.createObjectStore('entries', { keyPath: ['roomId', 'chain', 'seq'] });
        db.createObjectStore('arrivals', { keyPath: 'inviteId' });
        db.createObjectStore('endings', { keyPath: 'roomId' });
      },
      // Another tab has a newer app: let it go on; this one reopens when it needs to.
      blocking: () => void reset(),
      terminated: () => void reset(),
    }).catch((error: unknown) => {
      // Not for ever: the next one to ask tries again.
      opening = undefined;
      throw error;
    });
    return opening;
  }

  async function reset(): Promise<void> {
    const dying = opening;
    opening = undefined;
    (await dying)?.close();
  }

  /** Browsers drop handles of pages that slept; the second try has a fresh one. */
  async function withDatabase<Value>(work: (db: IDBPDatabase<Tables>) => Promise<Value>): Promise<Value> {
    try {
      return await work(await database());
    } catch (error) {
      if (!isDeadHandle(error)) throw error;
      opening = undefined;
      return work(await database());
    }
  }

  return {
    sealingKey: async (make) => {
      const found = await withDatabase((db) => db.get('keys', sealingKeyName));
      if (found instanceof CryptoKey) return found;
      const made = await make();
      return withDatabase(async (db) => {
        const transaction = db.transaction('keys', 'readwrite', { durability: 'strict' });
        // Another tab may have been first; then its key is the one.
        const held = await transaction.store.get(sealingKeyName);
        const first = held instanceof CryptoKey ? held : made;
        // When it fails, the end of its transaction says why.
        transaction.store.put(first, sealingKeyName).catch(() => undefined);
        await transaction.done;
        return first;
      });
    },
    rooms: () => withDatabase(async (db) => readRooms(await db.getAll('rooms'))),
    entries: (roomId) =>
      withDatabase(async (db) =>
        readEntries(await db.getAll('entries', IDBKeyRange.bound([roomId], [roomId, []]))),
      ),
    arrivals: () => withDatabase(async (db) => readArrivals(await db.getAll('arrivals'))),
    endings: () => withDatabase(async (db) => readEndings(await db.getAll('endings'))),
    write: (change) => withDatabase((db) => write(db, change)),
    close: () => void reset(),
    destroy: async () => {
      await reset();
      await deleteDB(name);
    },
  };
}

async function write(db: IDBPDatabase<Tables>, change: StoreChange): ReturnType<Store['write']> {
  const names: StoreNames<Tables>[] = ['rooms', 'entries', 'arrivals', 'endings'];
  const transaction = db.transaction(names, 'readwrite', { durability: 'strict' });
  // Whatever happens below, this promise is waited for: an aborted transaction must not go unheard.
  const done = transaction.done.then(
    () => 'written' as const,
    (error: unknown) => {
      if (isFull(error)) return 'full' as const;
      throw error;
    },
  );
  const entries = transaction.objectStore('entries');
  for (const stored of change.entries ?? []) {
    const held = await entries.get([stored.roomId, stored.chain, stored.seq]);
    if (held && !isSameEntry(held, stored)) {
      transaction.abort();
      // It fails because it was called off.
      await done.catch(() => undefined);
      return 'taken';
    }
  }
  const ended = new Set<string>(await transaction.objectStore('endings').getAllKeys());
  const lives = ({ roomId }: { readonly roomId: string }) => !ended.has(roomId);
  const requests = [
    ...(change.rooms ?? []).filter(lives).map((room) => transaction.objectStore('rooms').put(room)),
    ...[...(change.entries ?? []), ...(change.settled ?? [])]
      .filter(lives)
      .map((stored) => entries.put(stored)),
    ...(change.endings ?? []).flatMap((ending) => [
      transaction.objectStore('rooms').delete(ending.roomId),
      entries.delete(IDBKeyRange.bound([ending.roomId], [ending.roomId, []])),
      transaction.objectStore('endings').put(ending),
    ]),
    ...(change.arrivals ?? []).map((arrival) => transaction.objectStore('arrivals').put(arrival)),
    ...(change.endedArrivals ?? []).map((inviteId) => transaction.objectStore('arrivals').delete(inviteId)),
  ];
  // A request that fails aborts the transaction; `done` says why.
  await Promise.allSettled(requests);
  return done;
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError';
}

function isDeadHandle(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'InvalidStateError';
}
