import { getRandomValues } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateDeviceKey, sealAtRest } from '#crypto/device-seal.ts';
import { samenleergesprekKort } from '#domain/formats/samenleergesprek-kort.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { storedArrivals } from './arrival.ts';
import { toBase64Url } from './bytes.ts';
import { type Farewell, openFarewell, sealFarewell } from './endings.ts';
import { sealEntry } from './entry-seal.ts';
import { anyBytes, anyText, oneFieldWrong } from './foreign-for-test.ts';
import { idBytes, toRoomId } from './ids.ts';
import { createMemoryStore } from './memory-store.ts';
import { openNewRoom } from './new-room.ts';
import { createPresenceLog, sealPresence } from './presence.ts';
import { openRoomSecrets, sealRoomSecrets } from './room-keys.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));
const id = random(16);
let sealingKey: CryptoKey;

beforeAll(async () => {
  sealingKey = await generateDeviceKey();
});

async function anouksRoom() {
  const ports = { store: createMemoryStore(), random, sealingKey, now: () => 0 };
  const room = await openNewRoom('table', 'professional', samenleergesprekKort, ports);
  if (!room) throw new Error('the device is full');
  return room;
}

describe('what this device sealed for itself', () => {
  it('[KEY2] is no secret of a room when it is anything else, sealed or not', async () => {
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        const sealed = await sealAtRest(sealingKey, 'room', id, bytes, random);
        expect(await openRoomSecrets(sealingKey, id, sealed)).toBeUndefined();
        expect(await openRoomSecrets(sealingKey, id, bytes)).toBeUndefined();
      }),
    );
    const room = await anouksRoom();
    const { roomId } = room.keys();
    const sealed = await sealRoomSecrets(sealingKey, room.keys(), random);
    expect(await openRoomSecrets(sealingKey, roomId, sealed)).toMatchObject({ roomId, invites: [] });
  });

  it('[INV1] is nobody on the way to a chair when it is anything else', async () => {
    const inviteId = toBase64Url(id);
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        const store = createMemoryStore();
        const sealed = await sealAtRest(sealingKey, 'arrival', id, bytes, random);
        await store.write({ arrivals: [{ inviteId, sealed }] });
        expect(await storedArrivals({ store, sealingKey })).toEqual([]);
      }),
    );
  });

  it('[DEL2] is no copy to keep when it is anything else', async () => {
    const ending = { roomId: toRoomId(id), reason: 'erased', record: new Uint8Array(0) } as const;
    const person = { id: toBase64Url(id), name: undefined, picture: 'boom' };
    const cards = [{ symbols: ['bang'] }];
    // As it is once it has been JSON.
    const farewell = {
      by: person,
      lastOn: 20_000,
      copy: {
        me: person,
        pages: [{ round: 1, chapter: 'a', cards }],
        agreements: [{ round: 1, content: { symbols: [], text: 'bellen', who: 'samen' } }],
        promisedBy: [person],
        people: [person],
      },
    } as unknown as Farewell;
    const kept = await sealFarewell(sealingKey, ending.roomId, farewell, random);
    expect(await openFarewell(sealingKey, { ...ending, farewell: kept })).toEqual(farewell);
    const foreign = fc.oneof(
      anyText.filter((text) => text !== ''),
      fc.oneof(oneFieldWrong(farewell), oneFieldWrong(farewell.copy)).map((value) => JSON.stringify(value)),
    );
    await fc.assert(
      fc.asyncProperty(foreign, async (text) => {
        const sealed = await sealAtRest(sealingKey, 'farewell', id, new TextEncoder().encode(text), random);
        const opened = await openFarewell(sealingKey, { ...ending, farewell: sealed });
        if (opened) expect(Object.keys(opened.copy)).toEqual(Object.keys(farewell.copy));
      }),
    );
  });
});

describe('[SRV7] a presence', () => {
  it('tells nothing when it is anything else, also signed and sealed by somebody who sits here', async () => {
    const room = await anouksRoom();
    const presence = createPresenceLog(room);
    const { participantId, deviceId } = room.record();
    const who = { participantId: idBytes(participantId), deviceId: idBytes(deviceId) };
    const place = { seq: 0, prev: FIRST_PREV, seen: [] };
    const header = { kind: 'presence', roomId: room.keys().roomId, ...who, ...place } as const;
    await fc.assert(
      fc.asyncProperty(anyBytes, anyText, async (bytes, text) => {
        expect(await presence.hear(bytes, 1)).toBe(false);
        const { entry } = await sealEntry(room.keys(), header, text, random);
        expect(await presence.hear(entry.bytes, 1)).toBe(false);
      }),
    );
    expect(presence.whereIs(participantId, 1, 0)).toBe('unknown');
    expect(await presence.hear(await sealPresence(room, 1, random), 1)).toBe(true);
    expect(presence.whereIs(participantId, 1, 0)).toBe('here');
  });
});
