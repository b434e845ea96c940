import { splitEnvelope } from '#protocol/envelope.ts';
import type { Presence } from '#protocol/up/presence.ts';
import { sameBytes } from '../same-bytes.ts';
import { relayLimits } from './relay-limits.ts';
import { type Answer, refuse, type Table } from './table.ts';

/** [SRV7] Handed on to who sits there now, and forgotten. Only of oneself. */
export function handlePresence(table: Table, { req, envelope }: Presence): Answer {
  if (envelope.length > relayLimits.presenceBytes) return refuse(req, 'too-large');
  const split = splitEnvelope(envelope);
  if (!split.ok || split.value.header.kind !== 'presence') return refuse(req, 'malformed');
  const { roomId, participantId, deviceId } = split.value.header;
  const seat = table.seatAt(roomId);
  if (seat === null || !sameBytes(participantId, seat.participantId) || !sameBytes(deviceId, seat.deviceId))
    return refuse(req, 'not-allowed');
  table.parts.feeds.relayPresence(roomId, envelope, seat.subscription);
  table.parts.fanout.publish({ kind: 'presence', roomId, envelope });
  return { type: 'done', req };
}
