import * as v from 'valibot';
import { type ContentKey, deriveContentKey } from '#crypto/content-key.ts';
import { openAtRest, sealAtRest } from '#crypto/device-seal.ts';
import type { Random } from '#crypto/random.ts';
import {
  type InvitationSecret,
  type ParticipantSecret,
  type ReturnKey,
  type RoomKey,
  requireInvitationSecret,
  requireParticipantSecret,
  requireReturnKey,
  requireRoomKey,
} from '#crypto/secret.ts';
import {
  importSigningKey,
  requireSigningKeyBytes,
  type SigningKey,
  type SigningKeyBytes,
} from '#crypto/signing-key.ts';
import { jsonOf } from '#domain/schema-parts.ts';
import { bytesInText, textOfBytes } from './byte-schemas.ts';
import { fromUtf8, toBase64Url, toUtf8 } from './bytes.ts';

/** Who I am in one room, and what I still know of invitations I made there. In memory only. */
export type RoomKeys = {
  /** 16 B. */
  readonly roomId: Bytes;
  readonly roomKey: RoomKey;
  readonly contentKey: ContentKey;
  readonly signingKey: SigningKey;
  readonly signingKeyBytes: SigningKeyBytes;
  readonly participantSecret: ParticipantSecret;
  readonly invites: readonly SentInvite[];
  /** r_j, 32 B: a guest's own half of the pictures [INV3]. */
  readonly joinerHalf?: Bytes;
  /** R: brings me back on another device [RET1]; only at a table. */
  readonly returnKey?: ReturnKey;
};

/** An invitation of mine, kept until its guest sits: it proves the join, and holds my half of the pictures [INV4]. */
export type SentInvite = {
  /** base64url of 16 bytes. */
  readonly seat: string;
  readonly inviteId: Bytes;
  readonly secret: InvitationSecret;
  /** r_s, 32 B. */
  readonly half: Bytes;
  readonly lifetime: Lifetime;
  /** The server has it, so that it brings somebody in. */
  readonly isLeft: boolean;
  /** Somebody used it and never came to the chair: they hold the key of the room [INV4]. */
  readonly isUsed?: boolean | undefined;
  /** When it stops working; milliseconds since 1970 by this device's clock. */
  readonly until: number;
};

/** On the screen, to be scanned at once; or sent as a link [INV2]. */
export type Lifetime = 'screen' | 'sent';

/** What of it is kept; the rest is derived. */
export type RoomSecrets = Omit<RoomKeys, 'contentKey' | 'signingKey'>;

const purpose = 'room';

export async function openRoomKeys(secrets: RoomSecrets): Promise<RoomKeys> {
  const signingKey = await importSigningKey(secrets.signingKeyBytes);
  if (!signingKey.ok) throw new Error('a signing key that this device sealed is no key');
  return {
    ...secrets,
    contentKey: await deriveContentKey(secrets.roomKey, secrets.roomId),
    signingKey: signingKey.value,
  };
}

/** Seals what a room's record keeps at rest [KEY2]. */
export function sealRoomSecrets(key: CryptoKey, secrets: RoomSecrets, random: Random): Promise<Bytes> {
  const { signingKeyBytes, participantSecret, roomKey, invites, joinerHalf, returnKey } = secrets;
  const text = JSON.stringify({
    signingKey: toBase64Url(signingKeyBytes),
    participantSecret: toBase64Url(participantSecret),
    roomKey: toBase64Url(roomKey),
    invites: invites.map((invite) => ({
      seat: invite.seat,
      inviteId: toBase64Url(invite.inviteId),
      secret: toBase64Url(invite.secret),
      half: toBase64Url(invite.half),
      lifetime: invite.lifetime,
      isLeft: invite.isLeft,
      isUsed: invite.isUsed,
      until: invite.until,
    })),
    ...(joinerHalf && { joinerHalf: toBase64Url(joinerHalf) }),
    ...(returnKey && { returnKey: toBase64Url(returnKey) }),
  });
  return sealAtRest(key, purpose, secrets.roomId, toUtf8(text), random);
}

const sentInviteSchema = v.strictObject({
  seat: textOfBytes(22),
  inviteId: bytesInText(16),
  secret: bytesInText(16),
  half: bytesInText(32),
  lifetime: v.picklist(['screen', 'sent']),
  isLeft: v.boolean(),
  isUsed: v.optional(v.boolean()),
  until: v.number(),
});

const sealedSchema = jsonOf(
  v.strictObject({
    signingKey: bytesInText(97),
    participantSecret: bytesInText(32),
    roomKey: bytesInText(32),
    invites: v.array(sentInviteSchema),
    joinerHalf: v.optional(bytesInText(32)),
    returnKey: v.optional(bytesInText(16)),
  }),
);

/** @returns undefined when the record was sealed by another device or is no such record. */
export async function openRoomSecrets(
  key: CryptoKey,
  roomId: Bytes,
  sealed: Bytes,
): Promise<RoomSecrets | undefined> {
  const opened = await openAtRest(key, purpose, roomId, sealed);
  const text = opened.ok ? fromUtf8(opened.value) : undefined;
  const parsed = v.safeParse(sealedSchema, text);
  if (!parsed.success) return undefined;
  const { signingKey, participantSecret, roomKey, invites, joinerHalf, returnKey } = parsed.output;
  return {
    roomId,
    roomKey: requireRoomKey(roomKey),
    signingKeyBytes: requireSigningKeyBytes(signingKey),
    participantSecret: requireParticipantSecret(participantSecret),
    invites: invites.map((invite) => ({ ...invite, secret: requireInvitationSecret(invite.secret) })),
    ...(joinerHalf && { joinerHalf }),
    ...(returnKey && { returnKey: requireReturnKey(returnKey) }),
  };
}
