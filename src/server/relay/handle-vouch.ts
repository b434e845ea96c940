import type { Vouch } from '#protocol/up/vouch.ts';
import { importPublicKey, participantIdOf } from './public-key.ts';
import { type Answer, refuse, type Table } from './table.ts';

/** A backup older than a claim has lost its guest; whoever sits here may bring the guest's key back. */
export async function handleVouch(table: Table, { req, roomId, publicKey }: Vouch): Promise<Answer> {
  if (table.seatAt(roomId) === null) return refuse(req, 'not-allowed');
  if (importPublicKey(publicKey) === null) return refuse(req, 'malformed');
  const participantId = participantIdOf(publicKey);
  const isSeated = await table.parts.storage.addParticipant({ roomId, participantId, publicKey });
  return isSeated ? { type: 'done', req } : refuse(req, 'room-full');
}
