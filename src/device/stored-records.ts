import * as v from 'valibot';
import type { ChainKey } from '#domain/events.ts';
import type { DeviceId, ParticipantId } from '#domain/ids.ts';
import { listOf } from '#domain/schema-parts.ts';
import { entryForms } from '#protocol/entry.ts';
import { ERASE_RECORD_BYTES } from '#protocol/erase-record.ts';
import { MAX_ENVELOPE_BYTES } from '#protocol/limits.ts';
import { textOfBytes } from './byte-schemas.ts';
import { isEqualBytes } from './bytes.ts';
import type { RoomId } from './ids.ts';

/**
 * What stands in a device's store, and how it is read: a disk, another program or an older app may have
 * damaged it. A damaged record is left out, so that all the others still work.
 */

const roomId = textOfBytes<RoomId>(22);
const bytes = (most: number, least = 0) =>
  // An instance of Uint8Array is all that can be asked; nothing of ours stores one on shared memory.
  v.custom<Bytes>((value) => value instanceof Uint8Array && value.length >= least && value.length <= most);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
/** So few that the days of both together are a date that can be written. */
const days = v.pipe(count, v.maxValue(1_000_000));
const chainParts = v.strictTuple([textOfBytes(22), textOfBytes(11)]);
const chain = v.pipe(
  v.string(),
  v.check((text) => v.is(chainParts, text.split('/'))),
  // Two parts with a slash between them, as was checked just now.
  v.transform((text) => text as ChainKey),
);
export const MAX_SEALED_BYTES = 1024 * 1024;
const sealedBytes = bytes(MAX_SEALED_BYTES);

const storedEntrySchema = v.object({
  roomId,
  chain,
  seq: count,
  entry: v.object({
    // The names of the forms, for the compiler too.
    form: v.picklist(Object.keys(entryForms) as (keyof typeof entryForms)[]),
    bytes: bytes(MAX_ENVELOPE_BYTES),
  }),
});

const roomRecordSchema = v.object({
  roomId,
  kind: v.picklist(['table', 'hand']),
  participantId: textOfBytes<ParticipantId>(22),
  /** Under which this device writes; a new one is taken when a copy of this device wrote [ENV6]. */
  deviceId: textOfBytes<DeviceId>(11),
  /** JSON of `RoomSecrets`, sealed by the sealing key. */
  sealed: sealedBytes,
  /** 32 B: the hash that the room's genesis must have; what an invitation vouched for. */
  genesisHash: bytes(32, 32),
  /** Only at a table: the room of my own cards there. */
  hand: v.exactOptional(roomId),
  /** The server holds the genesis. */
  isOpened: v.boolean(),
  /** The day of the last event, in whole days since 1970 UTC, and how many days the room stays after it [DEL3]. */
  lastDay: days,
  retentionDays: days,
  /** From where on a chain counts no more, because two envelopes stand at one place [ENV6]. */
  forks: listOf(v.object({ chain, seq: count })),
  /** Only at a table: whether the server holds my return key, and whether I was asked to keep it myself [RET1]. */
  returnKey: v.exactOptional(v.object({ isKept: v.boolean(), isAsked: v.boolean() })),
  /** Chains of devices that came later, which I was told of [RET1]. */
  metDevices: v.exactOptional(listOf(chain)),
  /** Only at a table: until when a guest sits at it on this same tablet, in milliseconds since 1970; 0 for nobody [TAB1]. */
  guestUntil: v.exactOptional(count),
  /** Cards of my chair at a tablet that I said are not mine: keys, never asked about again [TAB1]. */
  notMine: v.exactOptional(listOf(v.string())),
  /** The cards that its owner is making there, as JSON of `UnlaidCard`s, sealed by the sealing key [OWN2]. */
  unlaid: v.exactOptional(sealedBytes),
  /** A copy of this device wrote in its chain, and its owner did not say yet who that was [ENV6]. */
  copyWrote: v.exactOptional(v.boolean()),
});

const arrivalRecordSchema = v.object({ inviteId: textOfBytes(22), sealed: sealedBytes });

const endingSchema = v.object({
  roomId,
  reason: v.picklist(['erased', 'expired']),
  /** The erase record, brought to the server at every connection; empty when expired. */
  record: bytes(ERASE_RECORD_BYTES),
  /** What its owner may still keep or throw away: JSON of `Farewell`, sealed by the sealing key. */
  farewell: v.exactOptional(bytes(16 * 1024 * 1024)),
  /** My own cards from there, which the next table takes: another threw it away before I laid anything [INV4]. */
  leftHand: v.exactOptional(roomId),
});

/** One envelope at its place in its chain, as received. */
export type StoredEntry = Readonly<v.InferOutput<typeof storedEntrySchema>>;
export type RoomRecord = Readonly<v.InferOutput<typeof roomRecordSchema>>;
export type ArrivalRecord = Readonly<v.InferOutput<typeof arrivalRecordSchema>>;
/** All that stays of a room that was erased [DEL2] or has expired [DEL3]. */
export type Ending = Readonly<v.InferOutput<typeof endingSchema>>;

/** Reads records of one kind; what is damaged is left out. */
export type RecordReader<Value> = (found: readonly unknown[]) => readonly Value[];

export const readRooms: RecordReader<RoomRecord> = (found) => intact(roomRecordSchema, found);
export const readEntries: RecordReader<StoredEntry> = (found) => intact(storedEntrySchema, found);
export const readArrivals: RecordReader<ArrivalRecord> = (found) => intact(arrivalRecordSchema, found);
export const readEndings: RecordReader<Ending> = (found) => intact(endingSchema, found);

function intact<Value>(schema: v.GenericSchema<unknown, Value>, found: readonly unknown[]): readonly Value[] {
  return found.flatMap((one) => {
    const parsed = v.safeParse(schema, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** Whether both hold the same; what was damaged is the same as nothing. */
export function isSameEntry(found: unknown, other: StoredEntry): boolean {
  const [one] = readEntries([found]);
  return one?.entry.form === other.entry.form && isEqualBytes(one.entry.bytes, other.entry.bytes);
}
