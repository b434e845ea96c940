// Tables as Kysely sees them. Times are milliseconds since 1970, days are whole days since then.
import type { Kysely, Transaction } from 'kysely';

type RoomTable = {
  room_id: Bytes;
  /** The number the next entry of this room gets; 1 for the first. */
  next_seq: number;
  opened_ms: number;
  last_event_day: number;
  stored_bytes: number;
  opener_id: Bytes;
  /** 1 once anyone was invited: a hand never is [SRV8]. */
  invited: number;
  /** 1 once anyone but the opener sat down. */
  joined: number;
};

type ParticipantTable = {
  room_id: Bytes;
  participant_id: Bytes;
  public_key: Bytes;
  /** 1 once this person left their chair themselves [TAB1]. */
  has_left: number;
};

type ChainTable = {
  room_id: Bytes;
  participant_id: Bytes;
  device_id: Bytes;
  head_seq: number;
  head_hash: Bytes;
};

type EntryTable = {
  room_id: Bytes;
  seq: number;
  participant_id: Bytes;
  device_id: Bytes;
  chain_seq: number;
  /** 0 whole, 1 stub. */
  form: number;
  hash: Bytes;
  size: number;
  bytes: Bytes;
};

type InvitationTable = {
  invite_id: Bytes;
  room_id: Bytes;
  proof_hash: Bytes;
  show: Bytes;
  wrap: Bytes;
  expires_ms: number;
  claimed_ms: number | null;
  claimed_key: Bytes | null;
};

type KeyTable = { key_id: Bytes; room_id: Bytes; participant_id: Bytes; auth_hash: Bytes; wrap: Bytes };

type TombstoneTable = { room_id: Bytes; reason: 'expired' | 'erased'; record: Bytes };

export type Tables = {
  rooms: RoomTable;
  participants: ParticipantTable;
  chains: ChainTable;
  entries: EntryTable;
  invitations: InvitationTable;
  kept_keys: KeyTable;
  tombstones: TombstoneTable;
};

export type Database = Kysely<Tables>;
export type Work = Transaction<Tables>;
