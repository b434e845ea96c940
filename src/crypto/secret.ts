/**
 * Secrets have types of their own, so that none can stand where another belongs. In memory they are plain
 * bytes; they go into logs, errors and URLs never [KEY1].
 */
import { fixed } from './parts.ts';
import type { Random } from './random.ts';

declare const secretName: unique symbol;
export type Secret<Name extends string> = Bytes & { readonly [secretName]: Name };

/** RK, 32 B: made by whoever opens the table, shared by all who sit at it. */
export type RoomKey = Secret<'room key'>;
/** PS, 32 B: mine in this room, never shared [KEY3]. */
export type ParticipantSecret = Secret<'participant secret'>;
/** I, 16 B: what an invitation carries [INV1]. */
export type InvitationSecret = Secret<'invitation secret'>;
/** R, 16 B: brings its owner back [RET1]. */
export type ReturnKey = Secret<'return key'>;

const ROOM_KEY_BYTES = 32;
const PARTICIPANT_SECRET_BYTES = 32;
const INVITATION_SECRET_BYTES = 16;
const RETURN_KEY_BYTES = 16;

export function createRoomKey(random: Random): RoomKey {
  return requireRoomKey(random(ROOM_KEY_BYTES));
}

/** For bytes that were sealed as a room key. Throws a RangeError when they are not 32. */
export function requireRoomKey(bytes: Bytes): RoomKey {
  return requireSecret<'room key'>(bytes, ROOM_KEY_BYTES);
}

export function createParticipantSecret(random: Random): ParticipantSecret {
  return requireParticipantSecret(random(PARTICIPANT_SECRET_BYTES));
}

/** For bytes that were sealed as a participant's secret. Throws a RangeError when they are not 32. */
export function requireParticipantSecret(bytes: Bytes): ParticipantSecret {
  return requireSecret<'participant secret'>(bytes, PARTICIPANT_SECRET_BYTES);
}

export function createInvitationSecret(random: Random): InvitationSecret {
  return requireInvitationSecret(random(INVITATION_SECRET_BYTES));
}

/** Throws a RangeError when the bytes are not 16; whoever reads a link checks its length first. */
export function requireInvitationSecret(bytes: Bytes): InvitationSecret {
  return requireSecret<'invitation secret'>(bytes, INVITATION_SECRET_BYTES);
}

export function createReturnKey(random: Random): ReturnKey {
  return requireReturnKey(random(RETURN_KEY_BYTES));
}

/** Throws a RangeError when the bytes are not 16; a typed code goes through `parseReturnCode`. */
export function requireReturnKey(bytes: Bytes): ReturnKey {
  return requireSecret<'return key'>(bytes, RETURN_KEY_BYTES);
}

/** Names bytes of exactly `length` as a secret; throws a RangeError otherwise. */
export function requireSecret<Name extends string>(bytes: Bytes, length: number): Secret<Name> {
  // The name exists in types only; this is the one place where bytes get it.
  return fixed(bytes, length) as Secret<Name>;
}
