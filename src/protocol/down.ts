/** What the server says to a device, one file a message. Type u8, then the fields. */
import { type Appended, decodeAppended, encodeAppended } from './down/appended.ts';
import { type Attached, decodeAttached, encodeAttached } from './down/attached.ts';
import { type Claimed, decodeClaimed, encodeClaimed } from './down/claimed.ts';
import { type Done, decodeDone, encodeDone } from './down/done.ts';
import { decodeEntries, type Entries, encodeEntries } from './down/entries.ts';
import { decodeGone, encodeGone, type Gone } from './down/gone.ts';
import { decodeHello, encodeHello, type Hello } from './down/hello.ts';
import { decodeKey, encodeKey, type Key } from './down/key.ts';
import { decodePresence, encodePresence, type Presence } from './down/presence.ts';
import { decodeRefused, encodeRefused, type Refused } from './down/refused.ts';
import { decodeShown, encodeShown, type Shown } from './down/shown.ts';
import { MAX_FRAME_BYTES } from './limits.ts';
import type { Result } from './result.ts';
import { PROTOCOL_VERSION } from './version.ts';
import { Reader, Writer } from './wire.ts';

export type DownMessage =
  | Hello
  | Done
  | Refused
  | Attached
  | Entries
  | Appended
  | Shown
  | Claimed
  | Key
  | Presence
  | Gone;

/** The first byte of each message. Numbers are never reused. */
export const downTypes = {
  hello: 1,
  done: 2,
  refused: 3,
  attached: 4,
  entries: 5,
  appended: 6,
  shown: 7,
  claimed: 8,
  key: 9,
  presence: 10,
  gone: 11,
} as const satisfies Record<DownMessage['type'], number>;

/** One binary WebSocket message. Throws a RangeError when a field has another length or a list is too long. */
export function encodeDown(message: DownMessage): Bytes {
  return encodeFields(message, new Writer().u8(downTypes[message.type])).finish();
}

/** Parses any bytes [SRV6]. `malformed`: unknown type, a field out of bounds, bytes left over, longer than a frame. */
export function decodeDown(bytes: Bytes): Result<DownMessage, 'malformed'> {
  if (bytes.length > MAX_FRAME_BYTES) return { ok: false, error: 'malformed' };
  const reader = new Reader(bytes);
  const message = decodeFields(reader.choice(downTypes), reader);
  return reader.isDone ? { ok: true, value: message } : { ok: false, error: 'malformed' };
}

/** The greeting of a server that is newer than this app: its first two bytes keep their meaning, what follows may not. */
export function isNewerHello(bytes: Bytes): boolean {
  return bytes[0] === downTypes.hello && (bytes[1] ?? 0) > PROTOCOL_VERSION;
}

function encodeFields(message: DownMessage, writer: Writer): Writer {
  switch (message.type) {
    case 'hello':
      return encodeHello(message, writer);
    case 'done':
      return encodeDone(message, writer);
    case 'refused':
      return encodeRefused(message, writer);
    case 'attached':
      return encodeAttached(message, writer);
    case 'entries':
      return encodeEntries(message, writer);
    case 'appended':
      return encodeAppended(message, writer);
    case 'shown':
      return encodeShown(message, writer);
    case 'claimed':
      return encodeClaimed(message, writer);
    case 'key':
      return encodeKey(message, writer);
    case 'presence':
      return encodePresence(message, writer);
    case 'gone':
      return encodeGone(message, writer);
  }
}

function decodeFields(type: DownMessage['type'], reader: Reader): DownMessage {
  switch (type) {
    case 'hello':
      return decodeHello(reader);
    case 'done':
      return decodeDone(reader);
    case 'refused':
      return decodeRefused(reader);
    case 'attached':
      return decodeAttached(reader);
    case 'entries':
      return decodeEntries(reader);
    case 'appended':
      return decodeAppended(reader);
    case 'shown':
      return decodeShown(reader);
    case 'claimed':
      return decodeClaimed(reader);
    case 'key':
      return decodeKey(reader);
    case 'presence':
      return decodePresence(reader);
    case 'gone':
      return decodeGone(reader);
  }
}
