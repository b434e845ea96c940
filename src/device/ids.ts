import { type ChainKey, chainKey } from '#domain/events.ts';
import type { CardId, DeviceId, ParticipantId } from '#domain/ids.ts';
import type { Head } from '#protocol/head.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';

/** Ids are bytes on the wire and base64url texts in domain; this is the only place that crosses over. */

/** base64url of 16 bytes. */
export type RoomId = string & { readonly __room: true };

export function toParticipantId(bytes: Bytes): ParticipantId {
  return toBase64Url(bytes) as ParticipantId;
}

export function toDeviceId(bytes: Bytes): DeviceId {
  return toBase64Url(bytes) as DeviceId;
}

export function toRoomId(bytes: Bytes): RoomId {
  return toBase64Url(bytes) as RoomId;
}

export function toCardId(bytes: Bytes): CardId {
  return toBase64Url(bytes) as CardId;
}

/** The bytes of an id that this program made or checked; any other text is a mistake of ours and throws. */
export function idBytes(id: string): Bytes {
  const bytes = fromBase64Url(id);
  if (!bytes) throw new RangeError('not an id');
  return bytes;
}

export function chainOf(place: { readonly participantId: Bytes; readonly deviceId: Bytes }): ChainKey {
  return chainKey(toParticipantId(place.participantId), toDeviceId(place.deviceId));
}

export function headOf(chain: ChainKey, seq: number): Head {
  const [participantId = '', deviceId = ''] = chain.split('/');
  return { participantId: idBytes(participantId), deviceId: idBytes(deviceId), seq };
}
