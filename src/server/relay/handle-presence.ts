import { splitEnvelope } from '#protocol/envelope.ts';
import type { Presence } from '#protocol/up/presence.ts';
import { sameBytes } from '../same-bytes.ts';
import { relayLimits } from './relay-limits.ts';
import type { Table } from './table.ts';

/** [SRV7] Handed on to who sits there now, and forgotten. Only of oneself; anything else is dropped without a word. */
export function handlePresence(table: Table, { envelope }: Presence): void {
  if (envelope.length > relayLimits.presenceBytes) return;
  const split = splitEnvelope(envelope);
  if (!split.ok || split.value.header.kind !== 'presence') return;
  const { roomId, participantId, deviceId } = split.value.header;
  const seat = table.seatAt(roomId);
  if (seat === null || !sameBytes(participantId, seat.participantId) || !sameBytes(deviceId, seat.deviceId))
    return;
  table.parts.feeds.relayPresence(roomId, envelope, seat.subscription);
  table.parts.fanout.publish({ kind: 'presence', roomId, envelope });
}
