// [DEL2] A room goes by a record that is signed by someone at this room who may erase it. Whoever brings it needs no
// seat: its owner's device has forgotten the room by then.
import { decodeEraseRecord } from '#protocol/erase-record.ts';
import { eraseBytes } from '#protocol/labels.ts';
import type { Erase } from '#protocol/up/erase.ts';
import { handOn } from './hand-on.ts';
import { isSignedBy } from './public-key.ts';
import { type Answer, refuse, type Table } from './table.ts';

/** What cannot be erased answers alike, whether there is no such room, no such person or no such right [SRV1]. */
export async function handleErase({ parts, prefix }: Table, { req, record }: Erase): Promise<Answer> {
  const { storage, feeds, fanout, rates, report } = parts;
  if (!rates.erasures.take(prefix)) return refuse(req, 'rate-limited');
  const wish = decodeEraseRecord(record);
  if (!wish.ok) return refuse(req, 'malformed');
  const { roomId, participantId, signature } = wish.value;
  const key = await storage.participantKey(roomId, participantId);
  if (key === null) {
    const tombstone = await storage.tombstone(roomId);
    return tombstone?.reason === 'erased' ? { type: 'done', req } : refuse(req, 'not-allowed');
  }
  if (!(await isSignedBy(key, eraseBytes(roomId, participantId), signature)))
    return refuse(req, 'not-allowed');
  if ((await storage.eraseRoom(roomId, participantId, record)) === 'not-allowed') {
    return refuse(req, 'not-allowed');
  }
  handOn(report, () => {
    feeds.end(roomId, { reason: 'erased', record });
    fanout.publish({ kind: 'gone', roomId });
  });
  return { type: 'done', req };
}
