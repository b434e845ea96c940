import type { Storage } from '../storage/storage.ts';
import type { FanoutListener, News } from './fanout.ts';
import type { RoomFeeds } from './room-feeds.ts';

type Parts = Readonly<{
  feeds: RoomFeeds;
  storage: Pick<Storage, 'roomTip' | 'tombstone'>;
  report(error: unknown): void;
}>;

/** Serves our sockets with what other servers stored. */
export function listenToOthers({ feeds, storage, report }: Parts): FanoutListener {
  const endIfGone = async (roomId: Bytes) => {
    const tombstone = await storage.tombstone(roomId);
    if (tombstone !== null) feeds.end(roomId, tombstone);
  };
  const readAgain = async (roomId: Bytes) => {
    const tip = await storage.roomTip(roomId);
    if (tip === null) await endIfGone(roomId);
    else feeds.hear(roomId, tip.lastSeq);
  };
  return {
    hear(news: News): void {
      switch (news.kind) {
        case 'entries':
          feeds.hear(news.roomId, news.seq);
          return;
        case 'presence':
          feeds.relayPresence(news.roomId, news.envelope, null);
          return;
        case 'gone':
          endIfGone(news.roomId).catch(report);
          return;
      }
    },
    lost(): void {
      for (const roomId of feeds.rooms()) readAgain(roomId).catch(report);
    },
  };
}
