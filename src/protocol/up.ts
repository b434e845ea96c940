/**
 * What a device says to the server, one file a message. Type u8, then the fields; `req` pairs an answer with its
 * request and is chosen by the device. Bodies of envelopes are opaque here.
 */

import { MAX_FRAME_BYTES } from './limits.ts';
import type { Result } from './result.ts';
import { type Append, decodeAppend, encodeAppend } from './up/append.ts';
import { type Attach, decodeAttach, encodeAttach } from './up/attach.ts';
import { type Claim, decodeClaim, encodeClaim } from './up/claim.ts';
import { type Detach, decodeDetach, encodeDetach } from './up/detach.ts';
import { decodeErase, type Erase, encodeErase } from './up/erase.ts';
import { decodeInvite, encodeInvite, type Invite } from './up/invite.ts';
import { decodeKeepKey, encodeKeepKey, type KeepKey } from './up/keep-key.ts';
import { decodeLook, encodeLook, type Look } from './up/look.ts';
import { decodeOpenRoom, encodeOpenRoom, type OpenRoom } from './up/open-room.ts';
import { decodePresence, encodePresence, type Presence } from './up/presence.ts';
import { decodeUninvite, encodeUninvite, type Uninvite } from './up/uninvite.ts';
import { decodeUseKey, encodeUseKey, type UseKey } from './up/use-key.ts';
import { decodeVouch, encodeVouch, type Vouch } from './up/vouch.ts';
import { Reader, Writer } from './wire.ts';

export type UpMessage =
  | OpenRoom
  | Attach
  | Detach
  | Append
  | Invite
  | Uninvite
  | Look
  | Claim
  | Presence
  | KeepKey
  | UseKey
  | Vouch
  | Erase;

/** The first byte of each message. Numbers are never reused. */
export const upTypes = {
  'open-room': 1,
  attach: 2,
  detach: 3,
  append: 4,
  invite: 5,
  uninvite: 6,
  look: 7,
  claim: 8,
  presence: 9,
  'keep-key': 10,
  'use-key': 11,
  vouch: 12,
  erase: 13,
} as const satisfies Record<UpMessage['type'], number>;

/** One binary WebSocket message. Throws a RangeError when a field has another length or a list is too long. */
export function encodeUp(message: UpMessage): Bytes {
  return encodeFields(message, new Writer().u8(upTypes[message.type])).finish();
}

/** Parses any bytes [SRV6]. `malformed`: unknown type, a field out of bounds, bytes left over, longer than a frame. */
export function decodeUp(bytes: Bytes): Result<UpMessage, 'malformed'> {
  if (bytes.length > MAX_FRAME_BYTES) return { ok: false, error: 'malformed' };
  const reader = new Reader(bytes);
  const message = decodeFields(reader.choice(upTypes), reader);
  return reader.isDone ? { ok: true, value: message } : { ok: false, error: 'malformed' };
}

function encodeFields(message: UpMessage, writer: Writer): Writer {
  switch (message.type) {
    case 'open-room':
      return encodeOpenRoom(message, writer);
    case 'attach':
      return encodeAttach(message, writer);
    case 'detach':
      return encodeDetach(message, writer);
    case 'append':
      return encodeAppend(message, writer);
    case 'invite':
      return encodeInvite(message, writer);
    case 'uninvite':
      return encodeUninvite(message, writer);
    case 'look':
      return encodeLook(message, writer);
    case 'claim':
      return encodeClaim(message, writer);
    case 'presence':
      return encodePresence(message, writer);
    case 'keep-key':
      return encodeKeepKey(message, writer);
    case 'use-key':
      return encodeUseKey(message, writer);
    case 'vouch':
      return encodeVouch(message, writer);
    case 'erase':
      return encodeErase(message, writer);
  }
}

function decodeFields(type: UpMessage['type'], reader: Reader): UpMessage {
  switch (type) {
    case 'open-room':
      return decodeOpenRoom(reader);
    case 'attach':
      return decodeAttach(reader);
    case 'detach':
      return decodeDetach(reader);
    case 'append':
      return decodeAppend(reader);
    case 'invite':
      return decodeInvite(reader);
    case 'uninvite':
      return decodeUninvite(reader);
    case 'look':
      return decodeLook(reader);
    case 'claim':
      return decodeClaim(reader);
    case 'presence':
      return decodePresence(reader);
    case 'keep-key':
      return decodeKeepKey(reader);
    case 'use-key':
      return decodeUseKey(reader);
    case 'vouch':
      return decodeVouch(reader);
    case 'erase':
      return decodeErase(reader);
  }
}
