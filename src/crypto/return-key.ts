/** All that comes from a return key [RET1]: what the server finds it by, the proof, and the keys it opens. */
import { hkdf } from './hkdf.ts';
import { concat, fixed } from './parts.ts';
import type { Random } from './random.ts';
import type { Result } from './result.ts';
import {
  type ParticipantSecret,
  type ReturnKey,
  type RoomKey,
  requireParticipantSecret,
  requireRoomKey,
} from './secret.ts';
import {
  importSigningKey,
  requireSigningKeyBytes,
  SIGNING_KEY_BYTES,
  type SigningKeyBytes,
} from './signing-key.ts';
import { unwrap, wrap } from './wrap.ts';

const ID_BYTES = 16;
const SECRET_BYTES = 32;
const HASH_BYTES = 32;
const ROOM_BYTES = ID_BYTES + SIGNING_KEY_BYTES + SECRET_BYTES + SECRET_BYTES + HASH_BYTES;

/** Who I am in one room, whole, and which room it is. */
export type RoomIdentity = {
  /** 16 B. */
  readonly roomId: Bytes;
  readonly signingKey: SigningKeyBytes;
  readonly participantSecret: ParticipantSecret;
  readonly roomKey: RoomKey;
  /** 32 B: what the room's first envelope must hash to, so that nobody can put another in its place. */
  readonly genesisHash: Bytes;
};

/** What a return key brings back: the table, and the hand that belongs to it. */
export type ReturnContent = { readonly table: RoomIdentity; readonly hand: RoomIdentity };

/** What the server finds the wrap by, 16 B (slw1/ret-id). */
export function deriveReturnId(key: ReturnKey): Promise<Bytes> {
  return hkdf(key, 'slw1/ret-id', [], ID_BYTES);
}

/** The proof to the server, 32 B (slw1/ret-auth). The server is given its SHA-256 beforehand. */
export function deriveReturnAuth(key: ReturnKey): Promise<Bytes> {
  return hkdf(key, 'slw1/ret-auth', [], 32);
}

/** Table and hand, each roomId 16 ‖ SK 97 ‖ PS 32 ‖ RK 32 ‖ SHA-256(genesis) 32, wrapped (slw1/ret-wrap): 446 B. */
export async function sealReturnContent(
  key: ReturnKey,
  content: ReturnContent,
  random: Random,
): Promise<Bytes> {
  const bytes = concat(roomToBytes(content.table), roomToBytes(content.hand));
  return wrap(key, 'slw1/ret-wrap', await deriveReturnId(key), bytes, random);
}

/** `broken`: not sealed with this key, changed, or not two rooms with a key that signs. */
export async function openReturnContent(
  key: ReturnKey,
  sealed: Bytes,
): Promise<Result<ReturnContent, 'broken'>> {
  const opened = await unwrap(key, 'slw1/ret-wrap', await deriveReturnId(key), sealed);
  if (!opened.ok) return opened;
  if (opened.value.length !== 2 * ROOM_BYTES) return { ok: false, error: 'broken' };
  const table = bytesToRoom(opened.value.slice(0, ROOM_BYTES));
  const hand = bytesToRoom(opened.value.slice(ROOM_BYTES));
  for (const { signingKey } of [table, hand]) {
    const imported = await importSigningKey(signingKey);
    if (!imported.ok) return imported;
  }
  return { ok: true, value: { table, hand } };
}

function roomToBytes(room: RoomIdentity): Bytes {
  const { signingKey, participantSecret, roomKey } = room;
  const genesisHash = fixed(room.genesisHash, HASH_BYTES);
  return concat(fixed(room.roomId, ID_BYTES), signingKey, participantSecret, roomKey, genesisHash);
}

function bytesToRoom(bytes: Bytes): RoomIdentity {
  const secretsAt = ID_BYTES + SIGNING_KEY_BYTES;
  const roomKeyAt = secretsAt + SECRET_BYTES;
  const genesisAt = roomKeyAt + SECRET_BYTES;
  return {
    roomId: bytes.slice(0, ID_BYTES),
    signingKey: requireSigningKeyBytes(bytes.slice(ID_BYTES, secretsAt)),
    participantSecret: requireParticipantSecret(bytes.slice(secretsAt, roomKeyAt)),
    roomKey: requireRoomKey(bytes.slice(roomKeyAt, genesisAt)),
    genesisHash: bytes.slice(genesisAt),
  };
}
