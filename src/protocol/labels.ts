/**
 * The exact bytes that are hashed and signed where device and server both need them. Hashing and signing is
 * done by the caller. Each use has its own label; no label is the start of another; all that follows is of
 * fixed length or has its length before it, so no two inputs can be read as one another.
 */
import { DEVICE_ID_BYTES, HASH_BYTES, ID_BYTES, NONCE_BYTES, PUBLIC_KEY_BYTES } from './limits.ts';
import { Writer } from './wire.ts';

export const labels = {
  participantId: 'slw1/pid',
  login: 'slw1/auth',
  envelope: 'slw1/env',
  erase: 'slw1/erase',
} as const;

export type Login = {
  /** 32 B, from `hello`. */
  readonly nonce: Bytes;
  /** Host with port as in the address bar, e.g. `tafel.example.org` or `localhost:8080`; ≤ 255 B. */
  readonly host: string;
  /** 16 B. */
  readonly roomId: Bytes;
  /** 16 B. */
  readonly participantId: Bytes;
  /** 8 B. */
  readonly deviceId: Bytes;
};

/** A participantId is the first 16 B of the SHA-256 of these bytes: label ‖ public key 65. */
export function participantIdInput(publicKey: Bytes): Bytes {
  return labelled(labels.participantId).fixed(publicKey, PUBLIC_KEY_BYTES).finish();
}

/** What a login signs [SRV1]: label ‖ nonce 32 ‖ u16 length ‖ host ‖ roomId 16 ‖ participantId 16 ‖ deviceId 8. */
export function loginBytes(login: Login): Bytes {
  const host = utf8(login.host);
  return labelled(labels.login)
    .fixed(login.nonce, NONCE_BYTES)
    .u16(host.length)
    .fixed(host, host.length)
    .fixed(login.roomId, ID_BYTES)
    .fixed(login.participantId, ID_BYTES)
    .fixed(login.deviceId, DEVICE_ID_BYTES)
    .finish();
}

/** The envelope hash is the SHA-256 of these bytes: header ‖ bodyHash 32. The header tells its own length. */
export function envelopeHashInput(headerBytes: Bytes, bodyHash: Bytes): Bytes {
  return new Writer().fixed(headerBytes, headerBytes.length).fixed(bodyHash, HASH_BYTES).finish();
}

/** What an author signs: label ‖ envelope hash 32. */
export function signedEnvelopeBytes(envelopeHash: Bytes): Bytes {
  return labelled(labels.envelope).fixed(envelopeHash, HASH_BYTES).finish();
}

/** What an erase record signs [DEL2]: label ‖ roomId 16 ‖ participantId 16. */
export function eraseBytes(roomId: Bytes, participantId: Bytes): Bytes {
  return labelled(labels.erase).fixed(roomId, ID_BYTES).fixed(participantId, ID_BYTES).finish();
}

function labelled(label: string): Writer {
  const bytes = utf8(label);
  return new Writer().fixed(bytes, bytes.length);
}

function utf8(text: string): Bytes {
  return new TextEncoder().encode(text);
}
