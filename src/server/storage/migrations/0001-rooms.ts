import { type Kysely, sql } from 'kysely';
import type { Engine } from '../engine.ts';

/** The first tables: rooms and their logs, who may sit there, ways in and back, and what was erased. */
export async function createFirstTables(db: Kysely<unknown>, { bytesType }: Engine): Promise<void> {
  const table = (name: string) => db.schema.createTable(name);

  await table('rooms')
    .addColumn('room_id', bytesType, (column) => column.primaryKey())
    .addColumn('next_seq', 'bigint', required)
    .addColumn('opened_ms', 'bigint', required)
    .addColumn('last_event_day', 'bigint', required)
    .addColumn('stored_bytes', 'bigint', required)
    .addColumn('opener_id', bytesType, required)
    .addColumn('invited', 'integer', required)
    .addColumn('joined', 'integer', required)
    .execute();
  await db.schema.createIndex('rooms_by_day').on('rooms').column('last_event_day').execute();

  await table('participants')
    .addColumn('room_id', bytesType, required)
    .addColumn('participant_id', bytesType, required)
    .addColumn('public_key', bytesType, required)
    .addColumn('has_left', 'integer', required)
    .addPrimaryKeyConstraint('participants_key', ['room_id', 'participant_id'])
    .execute();

  await table('chains')
    .addColumn('room_id', bytesType, required)
    .addColumn('participant_id', bytesType, required)
    .addColumn('device_id', bytesType, required)
    .addColumn('head_seq', 'bigint', required)
    .addColumn('head_hash', bytesType, required)
    .addPrimaryKeyConstraint('chains_key', ['room_id', 'participant_id', 'device_id'])
    .execute();

  await table('entries')
    .addColumn('room_id', bytesType, required)
    .addColumn('seq', 'bigint', required)
    .addColumn('participant_id', bytesType, required)
    .addColumn('device_id', bytesType, required)
    .addColumn('chain_seq', 'bigint', required)
    .addColumn('form', 'integer', required)
    .addColumn('hash', bytesType, required)
    .addColumn('size', 'integer', required)
    .addColumn('bytes', bytesType, required)
    .addPrimaryKeyConstraint('entries_key', ['room_id', 'seq'])
    .addUniqueConstraint('entries_by_chain', ['room_id', 'participant_id', 'device_id', 'chain_seq'])
    .execute();

  await table('invitations')
    .addColumn('invite_id', bytesType, (column) => column.primaryKey())
    .addColumn('room_id', bytesType, required)
    .addColumn('proof_hash', bytesType, required)
    .addColumn('show', bytesType, required)
    .addColumn('wrap', bytesType, required)
    .addColumn('expires_ms', 'bigint', required)
    .addColumn('claimed_ms', 'bigint')
    .addColumn('claimed_key', bytesType)
    .execute();
  await db.schema.createIndex('invitations_by_room').on('invitations').column('room_id').execute();

  await table('kept_keys')
    .addColumn('key_id', bytesType, (column) => column.primaryKey())
    .addColumn('room_id', bytesType, required)
    .addColumn('participant_id', bytesType, required)
    .addColumn('auth_hash', bytesType, required)
    .addColumn('wrap', bytesType, required)
    .addUniqueConstraint('kept_keys_by_owner', ['room_id', 'participant_id'])
    .execute();

  await table('tombstones')
    .addColumn('room_id', bytesType, (column) => column.primaryKey())
    .addColumn('reason', sql`text`, required)
    .addColumn('record', bytesType, required)
    .execute();
}

function required<Column extends { notNull(): Column }>(column: Column): Column {
  return column.notNull();
}
