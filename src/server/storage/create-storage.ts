import { Kysely, sql } from 'kysely';
import { appendBatch } from './append-batch.ts';
import type { ToStub } from './blank-entries.ts';
import type { Engine } from './engine.ts';
import { eraseRoom, findTombstone, sweepExpired } from './erase-room.ts';
import { claimInvitation, lookInvitation, putInvitation, removeInvitation } from './invitations.ts';
import { getKey, putKey } from './kept-keys.ts';
import { migrate } from './migrate.ts';
import { openRoom } from './open-room.ts';
import { addParticipant, participantKey } from './participants.ts';
import { readPage, roomTip } from './read-log.ts';
import type { Tables } from './schema.ts';
import { type Storage, StorageFullError } from './storage.ts';
import type { StorageLimits } from './storage-limits.ts';

export type StorageParts = Readonly<{ engine: Engine; limits: StorageLimits; toStub: ToStub }>;

/** The one implementation of the port, on either engine. Brings the tables up to date first. */
export async function createStorage({ engine, limits, toStub }: StorageParts): Promise<Storage> {
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  await migrate(db, engine);

  const writing = async <Answer>(work: Promise<Answer>): Promise<Answer> => {
    try {
      return await work;
    } catch (error) {
      throw engine.isFull(error) ? new StorageFullError('the disk is full', { cause: error }) : error;
    }
  };

  return {
    openRoom: (opening, nowMs) => writing(openRoom(db, opening, nowMs)),
    appendBatch: (appends, nowMs) => writing(appendBatch({ db, engine, limits, toStub }, appends, nowMs)),
    roomTip: (roomId) => roomTip(db, roomId),
    readPage: (query) => readPage(db, query),
    participantKey: (roomId, participantId) => participantKey(db, roomId, participantId),
    addParticipant: (participant) => writing(addParticipant({ db, engine, limits }, participant)),
    putInvitation: (invitation, nowMs) => writing(putInvitation({ db, engine, limits }, invitation, nowMs)),
    removeInvitation: (roomId, inviteId) => writing(removeInvitation(db, roomId, inviteId)),
    lookInvitation: (inviteId, proofHash, nowMs) => lookInvitation(db, inviteId, proofHash, nowMs),
    claimInvitation: (claim, nowMs) => writing(claimInvitation({ db, engine, limits }, claim, nowMs)),
    putKey: (key) => writing(putKey(db, engine, key)),
    getKey: (keyId, authHash) => getKey(db, keyId, authHash),
    eraseRoom: (roomId, participantId, record) =>
      writing(eraseRoom(db, engine, roomId, participantId, record)),
    tombstone: (roomId) => findTombstone(db, roomId),
    sweepExpired: (nowMs, retentionDays) => writing(sweepExpired(db, engine, nowMs, retentionDays)),
    scrub: () => engine.scrub(db),
    scrubEveryMs: engine.scrubEveryMs,
    ping: async () => {
      await sql`select 1`.execute(db);
    },
    close: () => db.destroy(),
  };
}
