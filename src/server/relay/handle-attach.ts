import { loginBytes } from '#protocol/labels.ts';
import type { Attach } from '#protocol/up/attach.ts';
import { isSignedBy } from './public-key.ts';
import { relayLimits } from './relay-limits.ts';
import { Subscription } from './subscription.ts';
import { type Answer, answerGone, refuse, type Table } from './table.ts';

/** A point nobody has the key of is checked in place of an unknown participant's, so both take as long [SRV1]. */
const nobodysKey = Uint8Array.from(
  Buffer.from(
    // The base point of P-256 (SEC 2, 2.4.2): anyone knows its key, which opens nothing, since no row holds it.
    '046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c2964fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5',
    'hex',
  ),
);

/** [SRV1] Login, [SRV4] then subscribe first, read the log, go live. */
export async function handleAttach(table: Table, message: Attach): Promise<Answer> {
  const { req, roomId, participantId, deviceId, signature, heads } = message;
  const { storage, report } = table.parts;
  const key = await storage.participantKey(roomId, participantId);
  const { nonce, host, peer } = table;
  const signed = loginBytes({ nonce, host, roomId, participantId, deviceId });
  const isTheirs = await isSignedBy(key ?? nobodysKey, signed, signature);
  // A room that is no more says so to whoever names it [DEL2].
  if (key === null) return await answerGone(table, req, roomId);
  if (!isTheirs) return refuse(req, 'not-allowed');

  table.leave(roomId);
  if (table.seatCount >= relayLimits.seats) return refuse(req, 'rate-limited');
  const subscription = new Subscription({ roomId, peer, storage, held: heads, report });
  table.sit({ participantId, deviceId, subscription });
  const tip = await storage.roomTip(roomId);
  if (tip === null) {
    table.leave(roomId);
    return await answerGone(table, req, roomId);
  }
  peer.send({ type: 'attached', req, roomId, lastDay: tip.lastDay, heads: tip.heads });
  subscription.start(tip);
  return null;
}
