// Ways in [INV2]. An invitation is found only together with the hash of its proof, so unknown, used, expired and
// wrongly proven are one answer [INV5].
import { sameBytes } from '../same-bytes.ts';
import type { Engine } from './engine.ts';
import { seatParticipant } from './participants.ts';
import type { Database, Work } from './schema.ts';
import type { Claim, Invitation } from './storage.ts';
import type { StorageLimits } from './storage-limits.ts';

/** For as long as the claimer may have lost the answer. After that the wrap is deleted. */
const repeatMs = 10 * 60_000;

type Parts = Readonly<{ db: Database; engine: Engine; limits: StorageLimits }>;

export async function putInvitation({ db, engine, limits }: Parts, invitation: Invitation, nowMs: number) {
  const { roomId, inviteId } = invitation;
  return await db.transaction().execute(async (work) => {
    const room = await engine
      .lockRows(work.selectFrom('rooms').select('invited').where('room_id', '=', roomId))
      .executeTakeFirst();
    if (room === undefined) return 'no-room';
    await deletePastInvitations(work, nowMs, roomId);
    const open = await work
      .selectFrom('invitations')
      .select('invite_id')
      .where('room_id', '=', roomId)
      .execute();
    if (open.length >= limits.openInvitations) return 'room-full';

    const made = await work
      .insertInto('invitations')
      .values({
        invite_id: inviteId,
        room_id: roomId,
        proof_hash: invitation.proofHash,
        show: invitation.show,
        wrap: invitation.wrap,
        expires_ms: invitation.expiresAtMs,
        claimed_ms: null,
        claimed_key: null,
      })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (made.numInsertedOrUpdatedRows === 0n) return (await isSame(work, invitation)) ? 'done' : 'taken';
    if (room.invited === 0)
      await work.updateTable('rooms').set({ invited: 1 }).where('room_id', '=', roomId).execute();
    return 'done';
  });
}

async function isSame(work: Work, { roomId, inviteId, proofHash }: Invitation): Promise<boolean> {
  const row = await work
    .selectFrom('invitations')
    .select('proof_hash')
    .where('invite_id', '=', inviteId)
    .where('room_id', '=', roomId)
    .executeTakeFirst();
  return row !== undefined && sameBytes(row.proof_hash, proofHash);
}

export async function removeInvitation(db: Database, roomId: Bytes, inviteId: Bytes): Promise<void> {
  await db
    .deleteFrom('invitations')
    .where('invite_id', '=', inviteId)
    .where('room_id', '=', roomId)
    .execute();
}

export async function lookInvitation(
  db: Database,
  inviteId: Bytes,
  proofHash: Bytes,
  nowMs: number,
): Promise<Bytes | null> {
  const row = await db
    .selectFrom('invitations')
    .select('show')
    .where('invite_id', '=', inviteId)
    .where('proof_hash', '=', proofHash)
    .where('expires_ms', '>', nowMs)
    .where('claimed_ms', 'is', null)
    .executeTakeFirst();
  return row?.show ?? null;
}

export async function claimInvitation(
  { db, engine, limits }: Parts,
  claim: Claim,
  nowMs: number,
): Promise<Bytes | null> {
  const { inviteId, proofHash, participantId, publicKey } = claim;
  return await db.transaction().execute(async (work) => {
    const wanted = work
      .selectFrom('invitations')
      .where('invite_id', '=', inviteId)
      .where('proof_hash', '=', proofHash);
    const named = await wanted.select('room_id').executeTakeFirst();
    if (named === undefined) return null;
    // The room first, as everywhere: two locks taken in two orders would wait for each other.
    const room = await engine
      .lockRows(work.selectFrom('rooms').select('room_id').where('room_id', '=', named.room_id))
      .executeTakeFirst();
    const row = await engine.lockRows(wanted.selectAll()).executeTakeFirst();
    if (room === undefined || row === undefined) return null;

    if (row.claimed_ms !== null && row.claimed_key !== null) {
      const repeat = sameBytes(row.claimed_key, publicKey) && nowMs - row.claimed_ms <= repeatMs;
      return repeat ? row.wrap : null;
    }
    if (row.expires_ms <= nowMs) return null;
    const participant = { roomId: row.room_id, participantId, publicKey };
    if (!(await seatParticipant(work, limits, participant))) return null;
    await work
      .updateTable('invitations')
      .set({ claimed_ms: nowMs, claimed_key: publicKey })
      .where('invite_id', '=', inviteId)
      .execute();
    return row.wrap;
  });
}

/** Deletes invitations that open nothing any more, of one room or of all. */
export async function deletePastInvitations(
  work: Database | Work,
  nowMs: number,
  roomId?: Bytes,
): Promise<void> {
  const past = work
    .deleteFrom('invitations')
    .where((where) =>
      where.or([
        where.and([where('claimed_ms', 'is', null), where('expires_ms', '<=', nowMs)]),
        where('claimed_ms', '<', nowMs - repeatMs),
      ]),
    );
  await (roomId === undefined ? past : past.where('room_id', '=', roomId)).execute();
}
