import { sha256 } from '#crypto/hash.ts';
import type { Random } from '#crypto/random.ts';
import { createParticipantSecret, createRoomKey } from '#crypto/secret.ts';
import { exportSigningKey, generateSigningKey } from '#crypto/signing-key.ts';
import type { Format, RoleId } from '#domain/format.ts';
import { formatRef } from '#domain/formats.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { participantIdInput } from '#protocol/labels.ts';
import { toBase64Url } from './bytes.ts';
import { dayMs } from './endings.ts';
import { toDeviceId, toParticipantId, toRoomId } from './ids.ts';
import { loadRoom, type Room, type RoomPorts } from './room.ts';
import { openRoomKeys, type RoomSecrets, sealRoomSecrets } from './room-keys.ts';
import type { RoomRecord } from './stored-records.ts';

/** Who I am in a room before I know which room it is: made on my own device [KEY3]. */
export type Identity = Pick<RoomSecrets, 'signingKeyBytes' | 'participantSecret'> & {
  readonly participantId: ParticipantId;
  /** 65 B. */
  readonly publicKey: Bytes;
};

export type NewRoomPorts = RoomPorts & {
  readonly sealingKey: CryptoKey;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** Until the server says how long it keeps rooms [DEL3]. */
const usualRetentionDays = 180;

/** SK and PS of one room; nothing of an invitation goes into them, so who made it cannot know them [KEY3]. */
export async function createIdentity(random: Random): Promise<Identity> {
  const key = await generateSigningKey();
  return {
    signingKeyBytes: await exportSigningKey(key),
    participantSecret: createParticipantSecret(random),
    participantId: await participantIdOf(key.publicKey),
    publicKey: key.publicKey,
  };
}

/** The first 16 B of a labelled SHA-256 of the public key. */
export async function participantIdOf(publicKey: Bytes): Promise<ParticipantId> {
  return toParticipantId((await sha256(participantIdInput(publicKey))).slice(0, 16));
}

/** Opens a room of my own: its key, my chair, and its first format. @returns undefined when the device is full. */
export async function openNewRoom(
  kind: RoomRecord['kind'],
  role: RoleId,
  format: Format,
  ports: NewRoomPorts,
): Promise<Room | undefined> {
  const { random } = ports;
  const identity = await createIdentity(random);
  const secrets: RoomSecrets = {
    ...identity,
    roomId: random(16),
    roomKey: createRoomKey(random),
    invites: [],
  };
  const record = await createRecord(kind, identity.participantId, secrets, new Uint8Array(32), ports);
  const room = await loadRoom(record, await openRoomKeys(secrets), ports);
  const publicKey = toBase64Url(identity.publicKey);
  const body = { type: 'genesis', publicKey, role, format: formatRef(format) } as const;
  return (await room.write({ kind: 'genesis', body })) === 'written' ? room : undefined;
}

/** The record under which the store keeps a room; not yet written. */
export async function createRecord(
  kind: RoomRecord['kind'],
  participantId: ParticipantId,
  secrets: RoomSecrets,
  genesisHash: Bytes,
  { sealingKey, random, now }: Pick<NewRoomPorts, 'sealingKey' | 'random' | 'now'>,
): Promise<RoomRecord> {
  return {
    roomId: toRoomId(secrets.roomId),
    kind,
    participantId,
    deviceId: toDeviceId(random(8)),
    sealed: await sealRoomSecrets(sealingKey, secrets, random),
    genesisHash,
    isOpened: false,
    lastDay: Math.floor(now() / dayMs),
    retentionDays: usualRetentionDays,
    forks: [],
  };
}
