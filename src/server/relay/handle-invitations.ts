// Ways in [INV2]. To whoever cannot prove the invitation, unknown, used, withdrawn and expired are one answer [INV5].
import type { Claim } from '#protocol/up/claim.ts';
import type { Invite } from '#protocol/up/invite.ts';
import type { Look } from '#protocol/up/look.ts';
import type { Uninvite } from '#protocol/up/uninvite.ts';
import { importPublicKey, participantIdOf, sha256 } from './public-key.ts';
import { relayLimits } from './relay-limits.ts';
import { type Answer, refuse, type Table } from './table.ts';

export async function handleInvite(table: Table, message: Invite): Promise<Answer> {
  const { req, roomId, inviteId, proofHash, show, wrap, lifetimeSeconds } = message;
  const { storage, now } = table.parts;
  if (table.seatAt(roomId) === null) return refuse(req, 'not-allowed');
  if (lifetimeSeconds === 0 || lifetimeSeconds > relayLimits.invitationSeconds)
    return refuse(req, 'too-large');
  const nowMs = now();
  const expiresAtMs = nowMs + lifetimeSeconds * 1000;
  const outcome = await storage.putInvitation(
    { roomId, inviteId, proofHash, show, wrap, expiresAtMs },
    nowMs,
  );
  switch (outcome) {
    case 'done':
      return { type: 'done', req };
    case 'taken':
      return refuse(req, 'not-allowed');
    case 'room-full':
      return refuse(req, 'room-full');
    case 'no-room':
      return refuse(req, 'gone');
  }
}

export async function handleUninvite(table: Table, { req, roomId, inviteId }: Uninvite): Promise<Answer> {
  if (table.seatAt(roomId) === null) return refuse(req, 'not-allowed');
  await table.parts.storage.removeInvitation(roomId, inviteId);
  return { type: 'done', req };
}

export async function handleLook(table: Table, { req, inviteId, proof }: Look): Promise<Answer> {
  const { storage, rates, now } = table.parts;
  if (!rates.invitations.take(table.prefix)) return refuse(req, 'rate-limited');
  const show = await storage.lookInvitation(inviteId, sha256(proof), now());
  return show === null ? refuse(req, 'invitation-not-valid') : { type: 'shown', req, show };
}

export async function handleClaim(table: Table, { req, inviteId, proof, publicKey }: Claim): Promise<Answer> {
  const { storage, rates, now } = table.parts;
  if (!rates.invitations.take(table.prefix)) return refuse(req, 'rate-limited');
  if (importPublicKey(publicKey) === null) return refuse(req, 'malformed');
  const claim = { inviteId, proofHash: sha256(proof), participantId: participantIdOf(publicKey), publicKey };
  const wrap = await storage.claimInvitation(claim, now());
  return wrap === null ? refuse(req, 'invitation-not-valid') : { type: 'claimed', req, wrap };
}
