// News as text for a PostgreSQL notification, which holds fewer than 8,000 bytes. `lost` tells the other servers that
// this one may have failed to tell them something.
import { bytesToKey } from '../bytes-key.ts';
import type { News } from './fanout.ts';

export type Told = News | Readonly<{ kind: 'lost' }>;

export function newsToText(told: Told): string {
  switch (told.kind) {
    case 'entries':
      return `e:${bytesToKey(told.roomId)}:${told.seq}`;
    case 'presence':
      return `p:${bytesToKey(told.roomId)}:${bytesToKey(told.envelope)}`;
    case 'gone':
      return `g:${bytesToKey(told.roomId)}`;
    case 'lost':
      return 'l';
  }
}

/** Null for what this version does not know: a newer server may say more. */
export function textToNews(text: string): Told | null {
  const [kind, room = '', rest = ''] = text.split(':');
  const roomId = textToBytes(room);
  switch (kind) {
    case 'e':
      return Number.isSafeInteger(Number(rest)) ? { kind: 'entries', roomId, seq: Number(rest) } : null;
    case 'p':
      return { kind: 'presence', roomId, envelope: textToBytes(rest) };
    case 'g':
      return { kind: 'gone', roomId };
    case 'l':
      return { kind: 'lost' };
    default:
      return null;
  }
}

function textToBytes(text: string): Bytes {
  return Uint8Array.from(Buffer.from(text, 'base64url'));
}
