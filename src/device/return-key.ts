import { sha256 } from '#crypto/hash.ts';
import type { Random } from '#crypto/random.ts';
import { encodeReturnCode, parseReturnCode } from '#crypto/return-code.ts';
import {
  deriveReturnAuth,
  deriveReturnId,
  openReturnContent,
  type RoomIdentity,
  sealReturnContent,
} from '#crypto/return-key.ts';
import { createReturnKey, type ReturnKey } from '#crypto/secret.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import type { Answer, Connection } from './connection.ts';
import { toRoomId } from './ids.ts';
import { createRecord, type NewRoomPorts, participantIdOf } from './new-room.ts';
import type { Room } from './room.ts';
import { openRoomKeys, type RoomKeys, sealRoomSecrets } from './room-keys.ts';
import type { RoomSync } from './room-sync.ts';
import { sitsOnOwnDevice } from './roster.ts';
import { runAgain } from './run-again.ts';
import type { RoomRecord } from './stored-records.ts';
import type { OwnKey } from './table.ts';

/**
 * The return key [RET1]: brings its owner back to a table and the hand that belongs to it, on any device. It
 * is made on the owner's device and rests there sealed; the server holds only what it opens. It stays valid
 * until its owner makes a new one.
 */
export type KeyKeeper = {
  /** Makes the key once I sit, and leaves it with the server as soon as that is there; may be called often. */
  readonly tend: () => Promise<void>;
  /** @returns undefined while there is none: nobody sits yet, or the device is not one's own [TAB1]. */
  readonly show: () => Promise<OwnKey | undefined>;
  /** Makes a new key. The one before works until the server has the new one: `offline` when it has not yet. */
  readonly renew: () => Promise<Result<true, 'offline' | 'full'>>;
};

export type KeyPorts = {
  readonly room: Room;
  readonly hand: Room;
  readonly sync: RoomSync;
  readonly connection: Connection;
  readonly sealingKey: CryptoKey;
  readonly random: Random;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly onChange: () => void;
};

/** When the server asked for patience, this long before the next try. */
const tryAgainMs = 30_000;

export function createKeyKeeper(ports: KeyPorts): KeyKeeper {
  const { room, hand, sync, connection, sealingKey, random, after } = ports;
  const tend = runAgain(tendNow);

  async function make(): Promise<boolean> {
    const outcome = await room.update(async (before) => {
      const keys = { ...before, returnKey: createReturnKey(random) };
      const isAsked = room.record().returnKey?.isAsked ?? false;
      const sealed = await sealRoomSecrets(sealingKey, keys, random);
      return { record: { sealed, returnKey: { isKept: false, isAsked } }, keys };
    });
    ports.onChange();
    return outcome === 'written';
  }

  async function tendNow(): Promise<void> {
    if (!room.keys().returnKey && !(sitsOnOwnDevice(room.roster(), room.me) && (await make()))) return;
    // Whoever comes back finds both rooms at the server, or the key is not there yet.
    const isReachable = sync.isAttached() && hand.record().isOpened;
    if (room.record().returnKey?.isKept !== false || !isReachable) return;
    const key = room.keys().returnKey;
    const answer = key && (await connection.ask(await depositOf(key)));
    if (answer?.type === 'done') await rememberKept(key);
    else if (answer?.type === 'refused' && answer.code !== 'gone') after(tryAgainMs, () => void tend());
  }

  /** A newer key may have been made while the server was asked. */
  async function rememberKept(key: ReturnKey | undefined): Promise<void> {
    await room.update(async (keys) => {
      const state = room.record().returnKey;
      return keys.returnKey === key && state ? { record: { returnKey: { ...state, isKept: true } } } : {};
    });
    ports.onChange();
  }

  async function depositOf(key: ReturnKey) {
    const content = { table: identityOf(room), hand: identityOf(hand) };
    return {
      type: 'keep-key' as const,
      roomId: room.keys().roomId,
      keyId: await deriveReturnId(key),
      authHash: await sha256(await deriveReturnAuth(key)),
      wrap: await sealReturnContent(key, content, random),
    };
  }

  return {
    tend,
    show: async () => {
      const key = room.keys().returnKey;
      if (!key) return undefined;
      const code = await encodeReturnCode(key);
      if (!room.record().returnKey?.isKept) return { code, works: 'not-yet' };
      const answer = await askFor(key, connection);
      // Another device of mine may have made a newer one, or the server came back from an older copy.
      if (isRefusal(answer)) return { code, works: 'no' };
      return { code, works: answer?.type === 'key' ? 'yes' : 'unknown' };
    },
    renew: async () => {
      if (!(await make())) return fail('full');
      await tend();
      return room.record().returnKey?.isKept ? ok(true) : fail('offline');
    },
  };
}

function identityOf(room: Room): RoomIdentity {
  const { roomId, signingKeyBytes, participantSecret, roomKey } = room.keys();
  return {
    roomId,
    signingKey: signingKeyBytes,
    participantSecret,
    roomKey,
    genesisHash: room.record().genesisHash,
  };
}

/** What a key brought back: not yet written. */
export type ReturnedRooms = {
  readonly table: RoomRecord;
  readonly hand: RoomRecord;
  readonly tableKeys: RoomKeys;
};

/**
 * Asks for the rooms that a code opens, as records of a device that is new there. A slip of the pen is seen
 * without the server; whatever else is wrong with a code gets the same answer. A lost reply costs nothing:
 * the same code works again.
 */
export async function findByCode(
  code: string,
  connection: Connection,
  ports: NewRoomPorts,
): Promise<Result<ReturnedRooms, 'not-valid' | 'offline'>> {
  const key = await parseReturnCode(code);
  if (!key.ok) return fail('not-valid');
  const answer = await askFor(key.value, connection);
  if (isRefusal(answer)) return fail('not-valid');
  if (answer?.type !== 'key') return fail('offline');
  const content = await openReturnContent(key.value, answer.wrap);
  if (!content.ok) return fail('not-valid');
  const hand = await recordOf('hand', content.value.hand, ports);
  const table = await recordOf('table', content.value.table, ports, key.value);
  const returnKey = { isKept: true, isAsked: true };
  return ok({
    table: { ...table.record, hand: toRoomId(content.value.hand.roomId), returnKey },
    hand: hand.record,
    tableKeys: table.keys,
  });
}

async function askFor(key: ReturnKey, connection: Connection): Promise<Answer | undefined> {
  return connection.ask({
    type: 'use-key',
    keyId: await deriveReturnId(key),
    auth: await deriveReturnAuth(key),
  });
}

function isRefusal(answer: Answer | undefined): boolean {
  return answer?.type === 'refused' && answer.code === 'not-allowed';
}

async function recordOf(
  kind: RoomRecord['kind'],
  { roomId, signingKey, participantSecret, roomKey, genesisHash }: RoomIdentity,
  ports: NewRoomPorts,
  returnKey?: ReturnKey,
) {
  const secrets = {
    roomId,
    signingKeyBytes: signingKey,
    participantSecret,
    roomKey,
    invites: [],
    ...(returnKey && { returnKey }),
  };
  const me = await participantIdOf(signingKey.slice(0, 65));
  const record = await createRecord(kind, me, secrets, genesisHash, ports);
  // It was kept only after the server knew both rooms.
  return { record: { ...record, isOpened: true }, keys: await openRoomKeys(secrets) };
}
