import { getRandomValues } from 'node:crypto';
import { WebSocket } from 'ws';
import { openConnection } from '#device/connection.ts';
import type { Room, Writing } from '#device/room.ts';
import { syncRoom } from '#device/room-sync.ts';
import type { Store } from '#device/store.ts';
import { loadAltered } from '../hostile/altered-room.ts';

/** Eva's own app, at a table where she sits: it writes in her chain what she likes, past every rule. */
export type AlteredApp = {
  readonly room: Room;
  readonly write: (...writings: readonly Writing[]) => Promise<void>;
  /** Resolves when what others wrote fits; her app hears it as any does. */
  readonly until: (fits: (room: Room) => boolean) => Promise<void>;
  readonly close: () => void;
};

export const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));

/** @param store of the device on which she sat down; that device is closed. */
export async function openAlteredApp(origin: string, store: Store, roomId: string): Promise<AlteredApp> {
  const room = await loadAltered(roomId, { store, random });
  const after = (milliseconds: number, run: () => void) => {
    const timer = setTimeout(run, milliseconds);
    return () => clearTimeout(timer);
  };
  const connection = openConnection({
    url: `${origin.replace(/^http/, 'ws')}/v1/table`,
    openSocket: (url) => new WebSocket(url, { origin }),
    after,
    chance: Math.random,
  });
  const sync = syncRoom(room, connection, { after, now: Date.now });
  return {
    room,
    write: async (...writings) => {
      for (const writing of writings) await room.write(writing);
      await sync.push();
    },
    until: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          if (!fits(room)) return;
          stop();
          resolve();
        };
        const stop = room.subscribe(look);
        look();
      }),
    close: () => {
      sync.close();
      connection.close();
    },
  };
}
