// The port behind which everything the server keeps lies: opaque envelopes in per-room logs, public keys,
// wraps it cannot open, and records of what was erased. Both engines pass `storage-contract.ts`.
// Time arrives as an argument, in milliseconds since 1970. What was promised as done is on the disk [SRV2].

import type { EntryForm } from '#protocol/entry.ts';
import type { Head } from '#protocol/head.ts';

/** A place in a chain; `seq` alone is the place in the log of the room. */
export type Place = Readonly<{ participantId: Bytes; deviceId: Bytes; chainSeq: number }>;

export type NewEntry = Place &
  Readonly<{
    form: EntryForm;
    /** Hash of the entry before it in its chain [ENV3]. */
    prev: Bytes;
    hash: Bytes;
    bytes: Bytes;
    /** Whether the room's expiry counts from today again [DEL3]. */
    keepsRoom: boolean;
    /** Its author leaves their chair with it [TAB1]. */
    leaves: boolean;
    /** The author's own entries that this one blanks [DEL1]. */
    blanks: readonly ChainPlace[];
  }>;

export type ChainPlace = Readonly<{ deviceId: Bytes; chainSeq: number }>;

export type LoggedEntry = Place & Readonly<{ seq: number; form: EntryForm; bytes: Bytes }>;

export type Opening = Readonly<{ roomId: Bytes; participantId: Bytes; publicKey: Bytes; genesis: NewEntry }>;
export type OpenOutcome = 'opened' | 'repeated' | 'taken' | 'gone';

export type RoomAppend = Readonly<{ roomId: Bytes; entries: readonly NewEntry[] }>;
export type AppendOutcome =
  | Readonly<{ code: 'stored'; seq: number }>
  /** `repeated`: the identical envelope is there already. `fork`: another one is [ENV6]. `gap`: one before it is missing. */
  | Readonly<{ code: 'repeated' | 'fork' | 'gap' | 'room-full' | 'no-room' }>;

/** How far the log goes, the day of its last event since 1970 [DEL3], and the newest entry of every chain in it. */
export type RoomTip = Readonly<{ lastSeq: number; lastDay: number; heads: readonly Head[] }>;

export type PageQuery = Readonly<{
  roomId: Bytes;
  afterSeq: number;
  /** Set in the first part of catching up: only these chains, each beyond this place, up to this seq. */
  lagging: Readonly<{ throughSeq: number; beyond: readonly Head[] }> | null;
  maxEntries: number;
  maxBytes: number;
}>;

export type Invitation = Readonly<{
  roomId: Bytes;
  inviteId: Bytes;
  proofHash: Bytes;
  show: Bytes;
  wrap: Bytes;
  expiresAtMs: number;
}>;
export type Claim = Readonly<{
  inviteId: Bytes;
  proofHash: Bytes;
  participantId: Bytes;
  publicKey: Bytes;
}>;

export type Participant = Readonly<{ roomId: Bytes; participantId: Bytes; publicKey: Bytes }>;

export type KeptKey = Readonly<{
  roomId: Bytes;
  participantId: Bytes;
  keyId: Bytes;
  authHash: Bytes;
  wrap: Bytes;
}>;

export type Tombstone = Readonly<{ reason: 'expired' | 'erased'; record: Bytes }>;
export type EraseOutcome = 'erased' | 'not-allowed' | 'no-room';

export type Storage = Readonly<{
  /** [SRV8] counts elsewhere; here a room id is opened once, and the same opening may be repeated. */
  openRoom(opening: Opening, nowMs: number): Promise<OpenOutcome>;
  /** Appends of many rooms in one commit; answers in the order given. One bad entry never aborts another [SRV3]. */
  appendBatch(appends: readonly RoomAppend[], nowMs: number): Promise<AppendOutcome[][]>;
  roomTip(roomId: Bytes): Promise<RoomTip | null>;
  /** As many as fit in `maxBytes`, but at least one when there is any, in order of the log [SRV4]. */
  readPage(query: PageQuery): Promise<LoggedEntry[]>;
  participantKey(roomId: Bytes, participantId: Bytes): Promise<Bytes | null>;
  /** For a room that lost somebody to an older backup; false when the room is full or not there. */
  addParticipant(participant: Participant): Promise<boolean>;

  putInvitation(invitation: Invitation, nowMs: number): Promise<'done' | 'taken' | 'no-room' | 'room-full'>;
  removeInvitation(roomId: Bytes, inviteId: Bytes): Promise<void>;
  /** What the guest may see before sitting down; null alike for unknown, used, expired, wrong proof [INV5]. */
  lookInvitation(inviteId: Bytes, proofHash: Bytes, nowMs: number): Promise<Bytes | null>;
  /** Seats the key and gives the wrap: once, but the same key may repeat it for ten minutes [INV2]. */
  claimInvitation(claim: Claim, nowMs: number): Promise<Bytes | null>;

  /** A participant's newest wrap replaces the one before it [RET1]. */
  putKey(key: KeptKey): Promise<'done' | 'taken' | 'no-room'>;
  getKey(keyId: Bytes, authHash: Bytes): Promise<Bytes | null>;

  /** Deletes the room and all that belongs to it, and keeps the signed record [DEL2]. */
  eraseRoom(roomId: Bytes, participantId: Bytes, record: Bytes): Promise<EraseOutcome>;
  tombstone(roomId: Bytes): Promise<Tombstone | null>;
  /** Deletes rooms past their days [DEL3], rooms nobody joined [SRV8], used and expired invitations. Gives the rooms. */
  sweepExpired(nowMs: number, retentionDays: number): Promise<Bytes[]>;

  /**
   * Takes what was deleted out of the files too; to be called every `scrubEveryMs`. False when some of it has to stay
   * until the next time, since somebody else still reads it.
   */
  scrub(): Promise<boolean>;
  scrubEveryMs: number;

  /** Rejects when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}>;

/** Nothing was changed: the disk, or what the database may use of it, is full. What is stored can still be read. */
export class StorageFullError extends Error {
  override name = 'StorageFullError';
}
