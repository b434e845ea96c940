// Ways back [RET1]. The server keeps a wrap it cannot open, for whoever can prove the key that opens it. It keeps one
// only for who logged in here: it has no way back of its own to give, and nobody sets one for another [KEY4].
import type { KeepKey } from '#protocol/up/keep-key.ts';
import type { UseKey } from '#protocol/up/use-key.ts';
import { sha256 } from './public-key.ts';
import { type Answer, refuse, type Table } from './table.ts';

export async function handleKeepKey(
  table: Table,
  { req, roomId, keyId, authHash, wrap }: KeepKey,
): Promise<Answer> {
  const seat = table.seatAt(roomId);
  if (seat === null) return refuse(req, 'not-allowed');
  const { participantId } = seat;
  const outcome = await table.parts.storage.putKey({ roomId, participantId, keyId, authHash, wrap });
  if (outcome === 'done') return { type: 'done', req };
  return refuse(req, outcome === 'taken' ? 'not-allowed' : 'gone');
}

export async function handleUseKey(table: Table, { req, keyId, auth }: UseKey): Promise<Answer> {
  const { storage, rates } = table.parts;
  if (!rates.invitations.take(table.prefix)) return refuse(req, 'rate-limited');
  const wrap = await storage.getKey(keyId, sha256(auth));
  return wrap === null ? refuse(req, 'not-allowed') : { type: 'key', req, wrap };
}
