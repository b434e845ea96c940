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

/** A store that lives as long as the program: for tests, and for seeing what the port asks. */
export function createMemoryStore(): Store {
  const rooms = new Map<string, RoomRecord>();
  const entries = new Map<string, StoredEntry>();
  const arrivals = new Map<string, ArrivalRecord>();
  const endings = new Map<string, Ending>();
  let key: Promise<CryptoKey> | undefined;
  return {
    sealingKey: (make) => {
      key ??= make();
      return key;
    },
    rooms: async () => readRooms([...rooms.values()]),
    entries: async (roomId) =>
      readEntries([...entries.values()].filter((stored) => stored.roomId === roomId)),
    arrivals: async () => readArrivals([...arrivals.values()]),
    endings: async () => readEndings([...endings.values()]),
    write: async (change: StoreChange) => {
      for (const stored of change.entries ?? []) {
        const held = entries.get(placeKey(stored));
        if (held && !isSameEntry(held, stored)) return 'taken';
      }
      for (const room of change.rooms ?? []) if (!endings.has(room.roomId)) rooms.set(room.roomId, room);
      for (const stored of [...(change.entries ?? []), ...(change.settled ?? [])]) {
        if (!endings.has(stored.roomId)) entries.set(placeKey(stored), stored);
      }
      for (const ending of change.endings ?? []) {
        rooms.delete(ending.roomId);
        for (const [place, stored] of entries) if (stored.roomId === ending.roomId) entries.delete(place);
        endings.set(ending.roomId, ending);
      }
      for (const arrival of change.arrivals ?? []) arrivals.set(arrival.inviteId, arrival);
      for (const inviteId of change.endedArrivals ?? []) arrivals.delete(inviteId);
      return 'written';
    },
    close: () => undefined,
    destroy: async () => {
      for (const kept of [rooms, entries, arrivals, endings]) kept.clear();
      key = undefined;
    },
  };
}

function placeKey({ roomId, chain, seq }: StoredEntry): string {
  return `${roomId}/${chain}/${seq}`;
}
