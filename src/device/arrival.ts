import * as v from 'valibot';
import { openAtRest, sealAtRest } from '#crypto/device-seal.ts';
import { deriveInvitationProof, openInvitationContent } from '#crypto/invitation.ts';
import { requireInvitationSecret, requireParticipantSecret } from '#crypto/secret.ts';
import { requireSigningKeyBytes } from '#crypto/signing-key.ts';
import { takingPart } from '#domain/consent.ts';
import { type PeoplePicture, peoplePictures } from '#domain/decks.ts';
import type { TableEvent } from '#domain/events.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { jsonOf } from '#domain/schema-parts.ts';
import { bytesInText, textOfBytes } from './byte-schemas.ts';
import { fromBase64Url, fromUtf8, toBase64Url, toUtf8 } from './bytes.ts';
import { type Connection, isForNow } from './connection.ts';
import { bindingOf, type InvitationLink, joinBody, type SeatMode } from './invitation.ts';
import {
  createIdentity,
  createRecord,
  type Identity,
  type NewRoomPorts,
  participantIdOf,
} from './new-room.ts';
import type { Room } from './room.ts';
import type { RoomSecrets } from './room-keys.ts';
import type { ArrivalRecord, RoomRecord } from './stored-records.ts';
import { versionOf } from './text-version.ts';

/**
 * A guest on the way to a chair. Everything that cannot be made again is on the device before the claim is
 * sent, so a reload or a lost reply goes on with the same key [INV1] [INV2].
 */
export type Arrival = {
  readonly link: InvitationLink;
  readonly identity: Identity;
  /** r_j, 32 B. */
  readonly half: Bytes;
  readonly profile: Profile;
  /** Of the text to which "ik doe mee" said yes [CON1]; an older app kept none. */
  readonly version?: string | undefined;
};

export type Profile = { readonly name?: string | undefined; readonly picture: PeoplePicture };

const purpose = 'arrival';

/**
 * @param shown what stood with "ik doe mee", line by line [CON1]
 * @returns the arrival of this link, begun now or before; undefined when the device is full.
 */
export async function beginArrival(
  link: InvitationLink,
  profile: Profile,
  shown: readonly string[],
  ports: NewRoomPorts,
): Promise<Arrival | undefined> {
  const begun = (await storedArrivals(ports)).find(
    (arrival) => toBase64Url(arrival.link.inviteId) === toBase64Url(link.inviteId),
  );
  const kept = begun ?? { identity: await createIdentity(ports.random), half: ports.random(32) };
  // Who asks again may be called otherwise, or have read other sentences; the key that claimed stays.
  const arrival = { ...kept, link, profile, version: await versionOf(shown) };
  const outcome = await ports.store.write({ arrivals: [await sealArrival(arrival, ports)] });
  return outcome === 'written' ? arrival : undefined;
}

export async function storedArrivals({
  store,
  sealingKey,
}: Pick<NewRoomPorts, 'store' | 'sealingKey'>): Promise<readonly Arrival[]> {
  const records = await store.arrivals();
  const opened = await Promise.all(records.map((record) => openArrival(record, sealingKey)));
  return opened.flatMap((arrival) => arrival ?? []);
}

/** Claims the chair and writes down which room it is in. The same key may claim again after a lost reply. */
export async function claimRoom(
  arrival: Arrival,
  connection: Connection,
  ports: NewRoomPorts,
): Promise<Result<{ readonly record: RoomRecord; readonly secrets: RoomSecrets }, 'offline' | 'not-valid'>> {
  const { link, identity } = arrival;
  const proof = await deriveInvitationProof(link.secret);
  const answer = await connection.ask({
    type: 'claim',
    inviteId: link.inviteId,
    proof,
    publicKey: identity.publicKey,
  });
  if (!answer || isForNow(answer)) return fail('offline');
  if (answer.type !== 'claimed') return fail('not-valid');
  const content = await openInvitationContent(link.secret, link.inviteId, answer.wrap);
  if (!content.ok) return fail('not-valid');
  const { roomId, roomKey, genesisHash } = content.value;
  const secrets = { ...identity, roomId, roomKey, invites: [], joinerHalf: arrival.half };
  const record = await createRecord('table', identity.participantId, secrets, genesisHash, ports);
  return ok({ record: { ...record, isOpened: true }, secrets });
}

/** Sits down: writes the join for the chair that this invitation is bound to. @returns false while there is no such chair. */
export async function sitDown(arrival: Arrival, room: Room, mode: SeatMode): Promise<boolean> {
  const binding = await bindingOf(arrival.link.secret);
  const chair = room.roster().chairs.find((one) => one.binding === binding);
  if (!chair) return false;
  if (!chair.joins.some((join) => join.by === room.me)) {
    const { publicKey } = arrival.identity;
    const body = await joinBody(arrival.link.secret, chair.seat, publicKey, arrival.half, mode);
    await room.write({ kind: 'join', body });
  }
  const said = room.events.table(room.log.forks()).filter(({ by }) => by === room.me);
  for (const event of introduction(arrival)) {
    // A reload may have come in between.
    if (!said.some(({ body }) => body.type === event.type)) await room.write({ kind: 'event', body: event });
  }
  return true;
}

/** Who I am, and that I take part [CON1]. */
function introduction({ profile: { name, picture }, version }: Arrival): readonly TableEvent[] {
  return [
    { type: 'profile', picture, ...(name && { name }) },
    ...(version ? [{ type: 'consent', text: takingPart, version, given: true } as const] : []),
  ];
}

const arrivalSchema = jsonOf(
  v.strictObject({
    secret: bytesInText(16),
    signingKey: bytesInText(97),
    participantSecret: bytesInText(32),
    half: bytesInText(32),
    profile: v.strictObject({ name: v.optional(v.string()), picture: v.picklist(peoplePictures) }),
    version: v.optional(textOfBytes(43)),
  }),
);

async function sealArrival(
  { link, identity, half, profile, version }: Arrival,
  { sealingKey, random }: NewRoomPorts,
): Promise<ArrivalRecord> {
  const text = JSON.stringify({
    secret: toBase64Url(link.secret),
    signingKey: toBase64Url(identity.signingKeyBytes),
    participantSecret: toBase64Url(identity.participantSecret),
    half: toBase64Url(half),
    profile,
    version,
  });
  const sealed = await sealAtRest(sealingKey, purpose, link.inviteId, toUtf8(text), random);
  return { inviteId: toBase64Url(link.inviteId), sealed };
}

async function openArrival(record: ArrivalRecord, sealingKey: CryptoKey): Promise<Arrival | undefined> {
  const inviteId = fromBase64Url(record.inviteId, 16);
  const opened = inviteId && (await openAtRest(sealingKey, purpose, inviteId, record.sealed));
  const text = opened?.ok ? fromUtf8(opened.value) : undefined;
  const parsed = v.safeParse(arrivalSchema, text);
  if (!inviteId || !parsed.success) return undefined;
  const { secret, signingKey, participantSecret, half, profile, version } = parsed.output;
  const publicKey = signingKey.slice(0, 65);
  return {
    link: { inviteId, secret: requireInvitationSecret(secret) },
    identity: {
      signingKeyBytes: requireSigningKeyBytes(signingKey),
      participantSecret: requireParticipantSecret(participantSecret),
      participantId: await participantIdOf(publicKey),
      publicKey,
    },
    half,
    profile,
    version,
  };
}
