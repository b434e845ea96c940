import { peoplePictures } from '#domain/decks.ts';
import { type ChainKey, chainKey } from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { toBase64Url } from './bytes.ts';
import { toParticipantId } from './ids.ts';
import type { Room, RoomUpdate } from './room.ts';
import type { RoomSync } from './room-sync.ts';

/** Devices that come later: what they say first, and who is told [RET1]. */

/** A chain of somebody who sits here that began on another device than the one they sat down with. */
export type LaterDevice = { readonly who: ParticipantId; readonly chain: ChainKey };

/**
 * The later devices this one was not told of yet: those that were not here when this device itself came. Among
 * them my own others, of which I must hear before anybody else.
 */
export function devicesToTell(room: Room): readonly LaterDevice[] {
  const { participantId, deviceId, genesisHash, metDevices = [] } = room.record();
  const begins = room.log.placed().filter(({ header }) => header.seq === 0);
  const myChain = chainKey(participantId, deviceId);
  const beforeMe = begins.find(({ chain }) => chain === myChain)?.past;
  if (!beforeMe) return [];
  const { seated, chairs } = room.roster();
  const sittingDown = new Set([toBase64Url(genesisHash), ...chairs.map(({ sitter }) => sitter?.hash)]);
  return begins
    .filter(({ chain, hash }) => chain !== myChain && !sittingDown.has(toBase64Url(hash)))
    .map(({ chain, header }) => ({ chain, who: toParticipantId(header.participantId) }))
    .filter(({ chain }) => !beforeMe.has(chain) && !metDevices.includes(chain))
    .filter(({ who }) => seated.some(({ id }) => id === who));
}

/** Nothing was written here on this device yet. */
export function isNewHere(room: Room): boolean {
  const { participantId, deviceId } = room.record();
  return !room.log.head(chainKey(participantId, deviceId));
}

/**
 * On a device that is new to the table: says again who sits there, once all is here. With that first envelope
 * every other device sees the new one, also when its owner does nothing yet.
 */
export async function sayWhoCameBack(room: Room, sync: RoomSync): Promise<void> {
  const isSeated = room.roster().seated.some(({ id }) => id === room.me);
  if (!isNewHere(room) || !isSeated || !sync.isCaughtUp()) return;
  const profile = room.state().profiles.get(room.me) ?? { picture: peoplePictures[0] };
  await room.write({ kind: 'event', body: { type: 'profile', ...profile } });
}

/** I was told: these are shown no more. */
export function meetDevices(room: Room): RoomUpdate {
  const { metDevices = [] } = room.record();
  const told = devicesToTell(room).map(({ chain }) => chain);
  return { record: { metDevices: [...metDevices, ...told], copyWrote: false } };
}
