import * as v from 'valibot';
import { sha256 } from '#crypto/hash.ts';
import {
  deriveBindKey,
  deriveInvitationProof,
  isJoinMac,
  macJoin,
  openInvitationNote,
  sealInvitationContent,
  sealInvitationNote,
} from '#crypto/invitation.ts';
import type { Random } from '#crypto/random.ts';
import { createInvitationSecret, type InvitationSecret, requireInvitationSecret } from '#crypto/secret.ts';
import { type PeoplePicture, peoplePictures } from '#domain/decks.ts';
import type { RoleId } from '#domain/format.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { jsonOf, roleSchema } from '#domain/schema-parts.ts';
import type { ChairBody } from './bodies.ts';
import { fromBase64Url, fromUtf8, isEqualBytes, toBase64Url, toUtf8 } from './bytes.ts';
import { type Connection, isForNow, type Question } from './connection.ts';
import { idBytes } from './ids.ts';
import { participantIdOf } from './new-room.ts';
import type { RoomKeys } from './room-keys.ts';
import type { Join } from './roster.ts';

/**
 * An invitation, from both sides: the link that holds its secret [INV1], what the server keeps for the
 * guest [INV2], and the proof that the one who sits is the one who was invited [INV3].
 */
export type InvitationLink = {
  /** 16 B. */
  readonly inviteId: Bytes;
  readonly secret: InvitationSecret;
};

/** What a guest sees before anything is claimed. */
export type InvitationNote = {
  readonly name?: string | undefined;
  readonly picture: PeoplePicture;
  readonly inviter: RoleId;
  readonly role: RoleId;
  /** For my own phone, from the tablet where I am a guest [TAB1]. */
  readonly takesHome?: true | undefined;
};

const checkBytes = 4;

export function createInvitationLink(random: Random): InvitationLink {
  return { inviteId: random(16), secret: createInvitationSecret(random) };
}

/** `v1.<inviteId>.<I>.<check>`, the part of a link after `#` [INV1]; check is 4 B of SHA-256 over what it covers. */
export async function toFragment({ inviteId, secret }: InvitationLink): Promise<string> {
  const told = `v1.${toBase64Url(inviteId)}.${toBase64Url(secret)}`;
  return `${told}.${toBase64Url(await checkOf(told))}`;
}

/** @returns undefined for anything else: a link cut off, mistyped, or of a newer app. */
export async function parseFragment(fragment: string): Promise<InvitationLink | undefined> {
  const match = /^#?(v1\.([A-Za-z0-9_-]{22})\.([A-Za-z0-9_-]{22}))\.([A-Za-z0-9_-]{6})$/.exec(fragment);
  const [inviteId, secret, check] = [match?.[2], match?.[3], match?.[4]].map((text) =>
    fromBase64Url(text ?? ''),
  );
  if (!match?.[1] || inviteId?.length !== 16 || secret?.length !== 16 || !check) return undefined;
  if (!isEqualBytes(check, await checkOf(match[1]))) return undefined;
  return { inviteId, secret: requireInvitationSecret(secret) };
}

async function checkOf(told: string): Promise<Bytes> {
  return (await sha256(toUtf8(told))).slice(0, checkBytes);
}

const noteSchema = jsonOf(
  v.strictObject({
    name: v.optional(v.pipe(v.string(), v.maxLength(60))),
    picture: v.picklist(peoplePictures),
    inviter: roleSchema,
    role: roleSchema,
    takesHome: v.optional(v.literal(true)),
  }),
);

/** Asks who invites; nothing is claimed [INV2]. Whatever is wrong with an invitation gets one answer [INV5]. */
export async function lookAtInvitation(
  link: InvitationLink,
  connection: Connection,
): Promise<Result<InvitationNote, 'offline' | 'not-valid'>> {
  const proof = await deriveInvitationProof(link.secret);
  const answer = await connection.ask({ type: 'look', inviteId: link.inviteId, proof });
  if (!answer || isForNow(answer)) return fail('offline');
  if (answer.type !== 'shown') return fail('not-valid');
  const note = await openInvitationNote(link.secret, link.inviteId, answer.show);
  const text = note.ok ? fromUtf8(note.value) : undefined;
  const parsed = v.safeParse(noteSchema, text);
  return parsed.success ? ok(parsed.output) : fail('not-valid');
}

/** What the server keeps until the guest comes; it can read none of it. */
export async function depositFor(
  keys: RoomKeys,
  link: InvitationLink,
  genesisHash: Bytes,
  note: InvitationNote,
  lifetimeSeconds: number,
  random: Random,
): Promise<Extract<Question, { type: 'invite' }>> {
  const show = await sealInvitationNote(link.secret, link.inviteId, toUtf8(JSON.stringify(note)), random);
  if (!show.ok) throw new RangeError('a note larger than a note');
  const { roomId, roomKey } = keys;
  return {
    type: 'invite',
    roomId,
    inviteId: link.inviteId,
    proofHash: await sha256(await deriveInvitationProof(link.secret)),
    show: show.value,
    wrap: await sealInvitationContent(link.secret, link.inviteId, { roomId, roomKey, genesisHash }, random),
    lifetimeSeconds,
  };
}

/** What a seat names of its invitation: SHA-256 of inv-bind, base64url [INV3]. */
export async function bindingOf(secret: InvitationSecret): Promise<string> {
  return toBase64Url(await sha256(await deriveBindKey(secret)));
}

/** On one's own device, or as a guest at somebody else's tablet [TAB1]. */
export type SeatMode = JoinBody['mode'];

type JoinBody = Extract<ChairBody, { type: 'join' }>;

/** The join of a guest: bound to the seat by a MAC that only the invitation can make. `half` is r_j, 32 B. */
export async function joinBody(
  secret: InvitationSecret,
  seat: string,
  publicKey: Bytes,
  half: Bytes,
  mode: SeatMode,
): Promise<JoinBody> {
  const told = {
    seat,
    publicKey: toBase64Url(publicKey),
    mode,
    commit: toBase64Url(await sha256(half)),
  };
  const mac = await macJoin(await deriveBindKey(secret), boundParts(told));
  return { type: 'join', ...told, mac: toBase64Url(mac) };
}

/** Whether the invited wrote this join: a copy of it under another's name brings the wrong key. */
export async function isJoinOf(secret: InvitationSecret, { by, body }: Join): Promise<boolean> {
  const mac = fromBase64Url(body.mac, 32);
  if (!mac || by !== (await participantIdOf(idBytes(body.publicKey)))) return false;
  return isJoinMac(await deriveBindKey(secret), boundParts(body), mac);
}

/** Whether a revealed half, base64url, is the one that the join committed to. */
export async function isRevealOf(body: JoinBody, half: string): Promise<boolean> {
  const bytes = fromBase64Url(half, 32);
  return bytes !== undefined && toBase64Url(await sha256(bytes)) === body.commit;
}

function boundParts({ seat, publicKey, mode, commit }: Omit<JoinBody, 'type' | 'mac'>): readonly Bytes[] {
  return [idBytes(seat), idBytes(publicKey), toUtf8(mode), idBytes(commit)];
}
