import type { OpenRoom } from '#protocol/up/open-room.ts';
import { sameBytes } from '../same-bytes.ts';
import { isSignedByAuthor, readIncoming } from './incoming-entry.ts';
import { participantIdOf } from './public-key.ts';
import { type Answer, answerGone, refuse, type Table } from './table.ts';

/** [SRV8] Anyone may open a room, within limits; the genesis must be the opener's own first envelope [INV3]. */
export async function handleOpenRoom(table: Table, { req, publicKey, genesis }: OpenRoom): Promise<Answer> {
  const { storage, rates, now } = table.parts;
  const incoming = readIncoming({ form: 'whole', bytes: genesis });
  if (incoming === null) return refuse(req, 'malformed');
  const { roomId, participantId, kind, seq } = incoming.header;
  const isOwn = kind === 'genesis' && seq === 0 && sameBytes(participantId, participantIdOf(publicKey));
  if (!isOwn || !(await isSignedByAuthor(incoming, publicKey))) return refuse(req, 'not-allowed');
  if (!rates.openings.take(table.prefix)) return refuse(req, 'rate-limited');

  const outcome = await storage.openRoom(
    { roomId, participantId, publicKey, genesis: incoming.stored },
    now(),
  );
  switch (outcome) {
    case 'opened':
    case 'repeated':
      return { type: 'done', req };
    case 'taken':
      return refuse(req, 'not-allowed');
    case 'gone':
      return await answerGone(table, req, roomId);
  }
}
