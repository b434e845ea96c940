import * as v from 'valibot';
import { openAtRest, sealAtRest } from '#crypto/device-seal.ts';
import type { Random } from '#crypto/random.ts';
import { sign, verify } from '#crypto/signing-key.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { copyPersonSchema, ownCopySchema } from '#domain/own-copy.ts';
import { presentIn } from '#domain/room-state.ts';
import { jsonOf } from '#domain/schema-parts.ts';
import { decodeEraseRecord, encodeEraseRecord } from '#protocol/erase-record.ts';
import { eraseBytes } from '#protocol/labels.ts';
import { fromUtf8, isEqualBytes, toUtf8 } from './bytes.ts';
import { type Connection, isForNow, type News } from './connection.ts';
import { idBytes, type RoomId, toParticipantId } from './ids.ts';
import type { Room } from './room.ts';
import type { Roster } from './roster.ts';
import type { Store } from './store.ts';
import type { Ending, RoomRecord } from './stored-records.ts';

/** How a room ends: thrown away by somebody who may [DEL2], or when its days are over [DEL3]. */

export const dayMs = 86_400_000;

const farewellSchema = v.object({ by: copyPersonSchema, copy: ownCopySchema, lastOn: v.number() });
const farewellText = jsonOf(farewellSchema);

/** What the owner of a wiped table may still keep: whoever threw it away, and the own copy with its day. */
export type Farewell = Readonly<v.InferOutput<typeof farewellSchema>>;

type Gone = Extract<News, { type: 'gone' }>;

/** My signed wish that this room be gone; `ERASE_RECORD_BYTES`. */
export async function eraseRecordOf(room: Room): Promise<Bytes> {
  const { roomId, signingKey } = room.keys();
  const participantId = idBytes(room.me);
  const signature = await sign(signingKey, eraseBytes(roomId, participantId));
  return encodeEraseRecord({ roomId, participantId, signature });
}

/**
 * Whether what the server says of a room's end holds: a record by somebody who may erase it, or days that are
 * over by this device's own clock too. Anything else is ignored: a server cannot make a device forget.
 */
export async function isTheEnd(room: Room, gone: Gone, now: number): Promise<boolean> {
  if (gone.reason === 'expired') return now >= leavesOn(room.record());
  const record = decodeEraseRecord(gone.record);
  if (!record.ok || !isEqualBytes(record.value.roomId, room.keys().roomId)) return false;
  const { roomId, participantId, signature } = record.value;
  const by = toParticipantId(participantId);
  const publicKey = room.publicKeyOf(by);
  return (
    mayErase(room.roster(), by) &&
    publicKey !== undefined &&
    verify(publicKey, eraseBytes(roomId, participantId), signature)
  );
}

/** Anyone at a table of two, the opener at larger ones. */
export function mayErase({ seated }: Roster, who: ParticipantId): boolean {
  const here = presentIn(seated);
  return here.length <= 2 ? here.some(({ id }) => id === who) : seated[0]?.id === who;
}

/** @returns who signed; only for a record that `isTheEnd` let pass. */
export function erasedBy({ record }: Gone): ParticipantId | undefined {
  const decoded = decodeEraseRecord(record);
  return decoded.ok ? toParticipantId(decoded.value.participantId) : undefined;
}

/** When a room goes away by itself: the first moment of that day, UTC, in milliseconds since 1970 [DEL3]. */
export function leavesOn({ lastDay, retentionDays }: Pick<RoomRecord, 'lastDay' | 'retentionDays'>): number {
  return (lastDay + retentionDays + 1) * dayMs;
}

/** Noon (UTC) of the day on which something was last said there: the same day almost everywhere. */
export function lastOn({ lastDay }: Pick<RoomRecord, 'lastDay'>): number {
  return (lastDay + 0.5) * dayMs;
}

const purpose = 'farewell';

export function sealFarewell(
  key: CryptoKey,
  roomId: string,
  farewell: Farewell,
  random: Random,
): Promise<Bytes> {
  return sealAtRest(key, purpose, idBytes(roomId), toUtf8(JSON.stringify(farewell)), random);
}

/** @returns undefined when there is none, or when it was damaged. */
export async function openFarewell(key: CryptoKey, ending: Ending): Promise<Farewell | undefined> {
  if (!ending.farewell) return undefined;
  const opened = await openAtRest(key, purpose, idBytes(ending.roomId), ending.farewell);
  const text = opened.ok ? fromUtf8(opened.value) : undefined;
  const parsed = v.safeParse(farewellText, text);
  return parsed.success ? parsed.output : undefined;
}

/**
 * Brings every erase record that this device keeps and that this connection has not taken yet: also to a server
 * that was restored from before [DEL2]. @returns false when the server asked for patience: then the rest waits.
 */
export async function bringRecords(
  store: Store,
  connection: Pick<Connection, 'ask'>,
  brought: Set<RoomId>,
  onErased: (roomId: RoomId) => void,
): Promise<boolean> {
  for (const { roomId, record } of await store.endings()) {
    if (record.length === 0 || brought.has(roomId)) continue;
    const answer = await connection.ask({ type: 'erase', record });
    if (isForNow(answer)) return false;
    if (!answer) return true;
    brought.add(roomId);
    if (answer.type === 'done') onErased(roomId);
  }
  return true;
}
