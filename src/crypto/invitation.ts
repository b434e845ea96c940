/**
 * All that comes from the secret of an invitation [INV2] [INV3]: the proof the server asks for, the note it may
 * hand out before anything is claimed, the room's key, and the tie between the chair and who sits down on it.
 */
import { hkdf } from './hkdf.ts';
import { isMac, mac } from './mac.ts';
import { padTo, unpad } from './padding.ts';
import { concat, fixed, lengthPrefixed } from './parts.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';
import { type InvitationSecret, type RoomKey, requireRoomKey, requireSecret, type Secret } from './secret.ts';
import { unwrap, wrap } from './wrap.ts';

const ID_BYTES = 16;
const HASH_BYTES = 32;
const PADDED_NOTE_BYTES = 1024;

/** What a guest gets for a claim. */
export type InvitationContent = {
  /** 16 B. */
  readonly roomId: Bytes;
  readonly roomKey: RoomKey;
  /** 32 B: SHA-256 of the genesis envelope, so that no other table can be put in its place. */
  readonly genesisHash: Bytes;
};

/** inv-bind, 32 B. The seat names its SHA-256; the join carries a MAC made with it. */
export type BindKey = Secret<'bind key'>;

/** The proof to the server, 32 B (slw1/inv-auth). The server is given its SHA-256 beforehand. */
export function deriveInvitationProof(secret: InvitationSecret): Promise<Bytes> {
  return hkdf(secret, 'slw1/inv-auth', [], 32);
}

/** The inviter's note (slw1/inv-show), always 1,052 B. `too-large`: more than 1,022 B of content. */
export async function sealInvitationNote(
  secret: InvitationSecret,
  inviteId: Bytes,
  note: Bytes,
  random: Random,
): Promise<Result<Bytes, 'too-large'>> {
  const padded = padTo(PADDED_NOTE_BYTES, note);
  if (!padded.ok) return padded;
  return { ok: true, value: await wrap(secret, 'slw1/inv-show', inviteId, padded.value, random) };
}

export async function openInvitationNote(
  secret: InvitationSecret,
  inviteId: Bytes,
  sealed: Bytes,
): Promise<Result<Bytes, 'broken'>> {
  const padded = await unwrap(secret, 'slw1/inv-show', inviteId, sealed);
  return padded.ok ? unpad(padded.value) : padded;
}

/** roomId 16 ‖ RK 32 ‖ genesis hash 32, wrapped (slw1/inv-wrap): 108 B. */
export function sealInvitationContent(
  secret: InvitationSecret,
  inviteId: Bytes,
  content: InvitationContent,
  random: Random,
): Promise<Bytes> {
  const bytes = concat(
    fixed(content.roomId, ID_BYTES),
    content.roomKey,
    fixed(content.genesisHash, HASH_BYTES),
  );
  return wrap(secret, 'slw1/inv-wrap', inviteId, bytes, random);
}

export async function openInvitationContent(
  secret: InvitationSecret,
  inviteId: Bytes,
  sealed: Bytes,
): Promise<Result<InvitationContent, 'broken'>> {
  const opened = await unwrap(secret, 'slw1/inv-wrap', inviteId, sealed);
  if (!opened.ok) return opened;
  const bytes = opened.value;
  if (bytes.length !== ID_BYTES + 32 + HASH_BYTES) return { ok: false, error: 'broken' };
  const roomKey = requireRoomKey(bytes.slice(ID_BYTES, ID_BYTES + 32));
  return {
    ok: true,
    value: { roomId: bytes.slice(0, ID_BYTES), roomKey, genesisHash: bytes.slice(-HASH_BYTES) },
  };
}

/** inv-bind [INV3]. */
export async function deriveBindKey(secret: InvitationSecret): Promise<BindKey> {
  return requireSecret<'bind key'>(await hkdf(secret, 'slw1/inv-bind', [], 32), 32);
}

/** MAC over all that a join says, part by part, each with its length before it: 32 B. */
export function macJoin(key: BindKey, parts: readonly Bytes[]): Promise<Bytes> {
  return mac(key, concat(...parts.map(lengthPrefixed)));
}

/** Whether this join was made with the invitation of the seat. Constant time. */
export function isJoinMac(key: BindKey, parts: readonly Bytes[], tag: Bytes): Promise<boolean> {
  return isMac(key, concat(...parts.map(lengthPrefixed)), tag);
}
