// What every storage must do, whatever database is below it. Anouk opens the room, Bilal joins her.
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AppendOutcome, NewEntry, Storage } from './storage.ts';
import type { StorageLimits } from './storage-limits.ts';

/** Opens the same data again after `close`, as a server that starts anew does. */
export type StorageUnderTest = Readonly<{
  open(limits: StorageLimits): Promise<Storage>;
  /** What stands on the disk now, in all of the database's own files. */
  files(): Promise<readonly Buffer[]>;
  remove(): Promise<void>;
}>;

const limits: StorageLimits = {
  roomBytes: 20_000,
  roomBytesForBlanks: 1_000,
  roomChains: 3,
  participants: 3,
  openInvitations: 2,
};
const now = Date.UTC(2026, 10, 23, 12);
const minute = 60_000;
const day = 86_400_000;

const room = fill(16, 1);
const otherRoom = fill(16, 2);
const anouk = fill(16, 10);
const bilal = fill(16, 11);
const laptop = fill(8, 20);
const phone = fill(8, 21);
const anoukKey = fill(65, 30);
const bilalKey = fill(65, 31);
const inviteId = fill(16, 40);
const proofHash = fill(32, 41);

function fill(length: number, value: number): Bytes {
  return new Uint8Array(length).fill(value);
}

/** The shape of an event without its meaning: storage looks at nothing but the fields beside the bytes. */
export function createChain(participantId: Bytes, deviceId: Bytes, size = 600) {
  let chainSeq = 0;
  let prev = fill(32, 0);
  return (changes: Partial<NewEntry> = {}): NewEntry => {
    const text = Buffer.concat([participantId, deviceId, Buffer.from(String(chainSeq))]);
    const hash = Uint8Array.from(createHash('sha256').update(text).digest());
    const bytes = fill(size, chainSeq);
    const entry = {
      participantId,
      deviceId,
      chainSeq,
      form: 'whole',
      prev,
      hash,
      bytes,
      keepsRoom: true,
      leaves: false,
      blanks: [],
    } as const;
    chainSeq += 1;
    prev = hash;
    return { ...entry, ...changes };
  };
}

/** Leaves the first bytes, as a blank leaves the header; what starts with 255 may not be blanked. */
export function shortenForTest(envelope: Bytes): Bytes | null {
  return envelope[0] === 255 ? null : envelope.slice(0, 100);
}

/** Pieces of 32 bytes. Engines lay long bytes in parts of some thousands, so most pieces stand whole in a file. */
function partsOf(secret: Bytes): Buffer[] {
  const starts = Array.from({ length: Math.floor(secret.length / 32) }, (_, index) => index * 32);
  return starts.map((start) => Buffer.from(secret.slice(start, start + 32)));
}

function codes(outcomes: readonly AppendOutcome[][]): string[][] {
  return outcomes.map((placed) => placed.map(({ code }) => code));
}

/** Others on the same database server may put it off for a while: each of its own transactions, for one. */
export async function scrubWholly(storage: Storage): Promise<void> {
  while (!(await storage.scrub()));
}

export function storageContractSuite(name: string, create: () => Promise<StorageUnderTest>): void {
  describe(`storage on ${name}`, () => {
    let under: StorageUnderTest;
    let storage: Storage;
    let next: ReturnType<typeof createChain>;

    beforeEach(async () => {
      under = await create();
      storage = await under.open(limits);
      next = createChain(anouk, laptop);
    });

    afterEach(async () => {
      await storage.close();
      await under.remove();
    });

    async function openRoom(roomId = room, genesis = next(), atMs = now) {
      return await storage.openRoom({ roomId, participantId: anouk, publicKey: anoukKey, genesis }, atMs);
    }

    async function append(...entries: NewEntry[]) {
      return (await storage.appendBatch([{ roomId: room, entries }], now))[0] ?? [];
    }

    async function readAll(maxBytes = 1_000_000) {
      return await storage.readPage({ roomId: room, afterSeq: 0, lagging: null, maxEntries: 512, maxBytes });
    }

    async function invite(changes: Partial<Parameters<Storage['putInvitation']>[0]> = {}, atMs = now) {
      const show = fill(20, 50);
      const wrap = fill(30, 51);
      const expiresAtMs = atMs + 15 * minute;
      return await storage.putInvitation(
        { roomId: room, inviteId, proofHash, show, wrap, expiresAtMs, ...changes },
        atMs,
      );
    }

    async function claim(changes: Partial<Parameters<Storage['claimInvitation']>[0]> = {}, atMs = now) {
      const wanted = { inviteId, proofHash, participantId: bilal, publicKey: bilalKey, ...changes };
      return await storage.claimInvitation(wanted, atMs);
    }

    describe('rooms', () => {
      it('a room is opened once, and repeating the same opening changes nothing', async () => {
        const genesis = next();
        expect(await openRoom(room, genesis)).toBe('opened');
        expect(await openRoom(room, genesis)).toBe('repeated');
        expect(await openRoom(room, next())).toBe('taken');
        expect(await storage.participantKey(room, anouk)).toEqual(anoukKey);
        expect(await storage.roomTip(room)).toEqual({
          lastSeq: 1,
          lastDay: Math.floor(now / day),
          heads: [{ participantId: anouk, deviceId: laptop, seq: 0 }],
        });
      });

      it('what nobody opened has no tip, no keys, no log', async () => {
        expect(await storage.roomTip(room)).toBeNull();
        expect(await storage.participantKey(room, anouk)).toBeNull();
        expect(await readAll()).toEqual([]);
        expect(await append(next())).toEqual([{ code: 'no-room' }]);
      });

      it('everything is there after the server starts anew', async () => {
        await openRoom();
        await append(next());
        await storage.close();
        storage = await under.open(limits);
        expect((await readAll()).map(({ chainSeq }) => chainSeq)).toEqual([0, 1]);
        expect((await append(next()))[0]).toEqual({ code: 'stored', seq: 3 });
      });
    });

    describe('the log', () => {
      it('[ENV3] takes what is next in its chain, and numbers it within the room', async () => {
        await openRoom();
        const bilals = createChain(bilal, phone);
        expect(await append(next(), bilals(), next())).toEqual([
          { code: 'stored', seq: 2 },
          { code: 'stored', seq: 3 },
          { code: 'stored', seq: 4 },
        ]);
        expect((await storage.roomTip(room))?.heads).toEqual([
          { participantId: anouk, deviceId: laptop, seq: 2 },
          { participantId: bilal, deviceId: phone, seq: 0 },
        ]);
      });

      it('gives back every byte as it came', async () => {
        await openRoom();
        const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
        await append(next({ bytes }));
        const [, entry] = await readAll();
        expect(entry).toEqual({
          seq: 2,
          participantId: anouk,
          deviceId: laptop,
          chainSeq: 1,
          form: 'whole',
          bytes,
        });
        expect(entry?.bytes.constructor).toBe(Uint8Array);
      });

      it('[SRV3] a repeat is done already, also within one batch, and is stored once', async () => {
        await openRoom();
        const event = next();
        expect(codes([await append(event, event)])).toEqual([['stored', 'repeated']]);
        expect(codes([await append(event)])).toEqual([['repeated']]);
        expect(await readAll()).toHaveLength(2);
      });

      it('[ENV6] another envelope at the same place, or after another one, is a fork', async () => {
        await openRoom();
        const event = next();
        await append(event);
        expect(codes([await append({ ...event, hash: fill(32, 99) })])).toEqual([['fork']]);
        expect(codes([await append(next({ prev: fill(32, 98) }))])).toEqual([['fork']]);
      });

      it('[SRV3] a gap is refused, and one bad entry never aborts the others', async () => {
        await openRoom();
        const [first, second, third] = [next(), next(), next()];
        expect(codes([await append(first, third, second)])).toEqual([['stored', 'gap', 'stored']]);
        expect(codes([await append(third)])).toEqual([['stored']]);
      });

      it('[SRV3] a full room refuses, and still takes a blank', async () => {
        await openRoom();
        const large = { bytes: fill(19_000, 1) };
        expect(codes([await append(next(large))])).toEqual([['stored']]);
        const refused = next();
        expect(codes([await append(refused)])).toEqual([['room-full']]);
        const blank = { ...refused, blanks: [{ deviceId: laptop, chainSeq: 1 }] };
        expect(codes([await append(blank)])).toEqual([['stored']]);
        expect(codes([await append(next())])).toEqual([['stored']]);
      });

      it('[SRV3] a room has a bounded number of chains', async () => {
        await openRoom();
        const devices = [1, 2, 3].map((value) => createChain(anouk, fill(8, value))());
        expect(codes([await append(...devices)])).toEqual([['stored', 'stored', 'room-full']]);
      });

      it('appends of many rooms share a commit and are answered each in their place', async () => {
        await openRoom();
        const others = createChain(anouk, laptop);
        await openRoom(otherRoom, others());
        const outcomes = await storage.appendBatch(
          [
            { roomId: otherRoom, entries: [others()] },
            { roomId: fill(16, 3), entries: [next()] },
            { roomId: room, entries: [createChain(bilal, phone)()] },
            { roomId: otherRoom, entries: [others()] },
          ],
          now,
        );
        expect(outcomes).toEqual([
          [{ code: 'stored', seq: 2 }],
          [{ code: 'no-room' }],
          [{ code: 'stored', seq: 2 }],
          [{ code: 'stored', seq: 3 }],
        ]);
      });

      it('batches that meet in the same rooms all land, without a number twice', async () => {
        await openRoom();
        await openRoom(otherRoom, createChain(anouk, laptop)());
        const outcomes = await Promise.all(
          [phone, laptop].map(async (device) => {
            const [one, other] = [createChain(bilal, device), createChain(bilal, device)];
            const results = [];
            for (let turn = 0; turn < 5; turn += 1) {
              const appends = [
                { roomId: room, entries: [one()] },
                { roomId: otherRoom, entries: [other()] },
              ];
              results.push(
                ...(await storage.appendBatch(device === phone ? appends : appends.reverse(), now)),
              );
            }
            return results.flat();
          }),
        );
        expect(outcomes.flat().every(({ code }) => code === 'stored')).toBe(true);
        expect((await readAll()).map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      });

      it('[SRV4] pages hold what fits, and at least one entry', async () => {
        await openRoom();
        await append(next(), next(), next());
        expect(await readAll(1_300)).toHaveLength(2);
        expect(await readAll(10)).toHaveLength(1);
        const rest = await storage.readPage({
          roomId: room,
          afterSeq: 2,
          lagging: null,
          maxEntries: 1,
          maxBytes: 9_999,
        });
        expect(rest.map(({ seq }) => seq)).toEqual([3]);
      });

      it('[SRV4] catching up reads only the chains that lag, beyond what the device holds', async () => {
        await openRoom();
        const bilals = createChain(bilal, phone);
        await append(next(), bilals(), bilals(), next(), bilals());
        const beyond = [{ participantId: bilal, deviceId: phone, seq: 0 }];
        const page = await storage.readPage({
          roomId: room,
          afterSeq: 0,
          lagging: { throughSeq: 5, beyond },
          maxEntries: 512,
          maxBytes: 100_000,
        });
        expect(page.map(({ seq }) => seq)).toEqual([4]);
      });

      it('[DEL1] a blank leaves stubs of the own entries it names, and of no one else’s', async () => {
        await openRoom();
        const bilals = createChain(bilal, laptop);
        await append(next(), bilals(), bilals());
        const blanks = [1, 7].map((chainSeq) => ({ deviceId: laptop, chainSeq }));
        await append(next({ blanks, keepsRoom: false }));
        const log = await readAll();
        expect(log.map(({ form, bytes }) => [form, bytes.length])).toEqual([
          ['whole', 600],
          ['stub', 100],
          ['whole', 600],
          ['whole', 600],
          ['whole', 600],
        ]);
        expect(log.filter(({ form }) => form === 'stub').map(({ participantId }) => participantId)).toEqual([
          anouk,
        ]);
      });

      it('[DEL1] what may not be blanked stays whole', async () => {
        await openRoom();
        await append(next({ bytes: fill(600, 255) }));
        await append(next({ blanks: [{ deviceId: laptop, chainSeq: 1 }] }));
        expect((await readAll()).map(({ form }) => form)).toEqual(['whole', 'whole', 'whole']);
      });
    });

    describe('invitations', () => {
      beforeEach(async () => {
        await openRoom();
      });

      it('[INV2] looking shows only the note; claiming seats the key and gives the wrap', async () => {
        expect(await invite()).toBe('done');
        expect(await storage.lookInvitation(inviteId, proofHash, now)).toEqual(fill(20, 50));
        expect(await storage.participantKey(room, bilal)).toBeNull();
        expect(await claim()).toEqual(fill(30, 51));
        expect(await storage.participantKey(room, bilal)).toEqual(bilalKey);
      });

      it('[INV2] a claim happens once; the same key may repeat it for ten minutes', async () => {
        await invite();
        await claim();
        expect(await claim({ publicKey: fill(65, 66), participantId: fill(16, 66) })).toBeNull();
        expect(await claim({}, now + 10 * minute)).toEqual(fill(30, 51));
        expect(await claim({}, now + 10 * minute + 1)).toBeNull();
        expect(await storage.lookInvitation(inviteId, proofHash, now)).toBeNull();
      });

      it('[INV2] of two that claim at the same time one gets the chair', async () => {
        await invite();
        const rivals = [60, 61, 62].map((value) =>
          claim({ publicKey: fill(65, value), participantId: fill(16, value) }),
        );
        const answers = await Promise.all(rivals);
        expect(answers.filter((answer) => answer !== null)).toHaveLength(1);
      });

      it('[INV2] [INV5] expired, withdrawn, unknown and wrongly proven open nothing', async () => {
        await invite();
        expect(await storage.lookInvitation(inviteId, proofHash, now + 15 * minute)).toBeNull();
        expect(await claim({}, now + 15 * minute)).toBeNull();
        expect(await claim({ proofHash: fill(32, 9) })).toBeNull();
        expect(await claim({ inviteId: fill(16, 9) })).toBeNull();
        await storage.removeInvitation(otherRoom, inviteId);
        expect(await storage.lookInvitation(inviteId, proofHash, now)).not.toBeNull();
        await storage.removeInvitation(room, inviteId);
        expect(await claim()).toBeNull();
      });

      it('the same invitation may be put again; its id is taken for any other', async () => {
        expect(await invite()).toBe('done');
        expect(await invite()).toBe('done');
        expect(await invite({ proofHash: fill(32, 9) })).toBe('taken');
        expect(await invite({ roomId: otherRoom })).toBe('no-room');
      });

      it('a room has a bounded number of open invitations and of participants', async () => {
        const ids = [70, 71, 72].map((value) => fill(16, value));
        const put = [];
        for (const id of ids) put.push(await invite({ inviteId: id }));
        expect(put).toEqual(['done', 'done', 'room-full']);
        for (const value of [70, 71]) {
          expect(await claim({ inviteId: fill(16, value), participantId: fill(16, value) })).not.toBeNull();
        }
        const later = now + 11 * minute;
        await invite({ inviteId: fill(16, 73) }, later);
        expect(await claim({ inviteId: fill(16, 73), participantId: fill(16, 73) }, later)).toBeNull();
      });
    });

    describe('return keys', () => {
      const kept = {
        roomId: room,
        participantId: anouk,
        keyId: fill(16, 80),
        authHash: fill(32, 81),
        wrap: fill(40, 82),
      };

      it('[RET1] a key is found by its id with its proof, until its owner makes a new one', async () => {
        await openRoom();
        expect(await storage.putKey(kept)).toBe('done');
        expect(await storage.putKey(kept)).toBe('done');
        expect(await storage.getKey(kept.keyId, kept.authHash)).toEqual(kept.wrap);
        expect(await storage.getKey(kept.keyId, fill(32, 9))).toBeNull();
        expect(await storage.putKey({ ...kept, keyId: fill(16, 90) })).toBe('done');
        expect(await storage.getKey(kept.keyId, kept.authHash)).toBeNull();
      });

      it('[KEY4] [RET1] a new key replaces only its owner’s, and only at that table', async () => {
        await openRoom();
        await openRoom(otherRoom, createChain(anouk, laptop)());
        const his = { ...kept, participantId: bilal, keyId: fill(16, 84) };
        const elsewhere = { ...kept, roomId: otherRoom, keyId: fill(16, 85) };
        for (const key of [kept, his, elsewhere]) expect(await storage.putKey(key)).toBe('done');
        expect(await storage.putKey({ ...kept, keyId: fill(16, 90) })).toBe('done');
        expect(await storage.getKey(kept.keyId, kept.authHash)).toBeNull();
        for (const { keyId } of [his, elsewhere])
          expect(await storage.getKey(keyId, kept.authHash)).toEqual(kept.wrap);
      });

      it('[RET1] whoever is refused a key keeps the one before', async () => {
        await openRoom();
        const his = { ...kept, participantId: bilal, keyId: fill(16, 84) };
        for (const key of [kept, his]) await storage.putKey(key);
        expect(await storage.putKey({ ...his, keyId: kept.keyId })).toBe('taken');
        expect(await storage.getKey(his.keyId, his.authHash)).toEqual(his.wrap);
      });

      it('[KEY4] nobody can take another person’s key id, or keep a key for a room that is not there', async () => {
        await openRoom();
        await storage.putKey(kept);
        expect(await storage.putKey({ ...kept, participantId: bilal })).toBe('taken');
        expect(await storage.getKey(kept.keyId, kept.authHash)).toEqual(kept.wrap);
        expect(await storage.putKey({ ...kept, roomId: otherRoom, keyId: fill(16, 91) })).toBe('no-room');
      });
    });

    describe('forgetting', () => {
      const record = fill(96, 7);

      it('[DEL2] erasing deletes all of the room and keeps the record', async () => {
        const genesis = next();
        await openRoom(room, genesis);
        await invite();
        await claim();
        await storage.putKey({
          roomId: room,
          participantId: anouk,
          keyId: fill(16, 80),
          authHash: proofHash,
          wrap: record,
        });
        expect(await storage.eraseRoom(room, bilal, record)).toBe('erased');
        expect(await storage.tombstone(room)).toEqual({ reason: 'erased', record });
        expect(await storage.roomTip(room)).toBeNull();
        expect(await readAll()).toEqual([]);
        expect(await storage.participantKey(room, anouk)).toBeNull();
        expect(await storage.getKey(fill(16, 80), proofHash)).toBeNull();
        expect(await claim()).toBeNull();
        expect(await openRoom(room, genesis)).toBe('gone');
        expect(await storage.roomTip(room)).toBeNull();
      });

      it('[DEL2] at a table of more than two only the opener erases, and nobody from elsewhere', async () => {
        await openRoom();
        expect(await storage.eraseRoom(room, bilal, record)).toBe('not-allowed');
        for (const value of [70, 71]) {
          await invite({ inviteId: fill(16, value) });
          await claim({ inviteId: fill(16, value), participantId: fill(16, value) });
        }
        expect(await storage.eraseRoom(room, fill(16, 70), record)).toBe('not-allowed');
        expect(await storage.eraseRoom(room, anouk, record)).toBe('erased');
        expect(await storage.eraseRoom(room, anouk, record)).toBe('no-room');
      });

      it('[DEL2] [TAB1] who left their chair is counted at the table no more, and erases nothing', async () => {
        await openRoom();
        const people = [fill(16, 70), fill(16, 71)] as const;
        for (const one of people) {
          await invite({ inviteId: one });
          await claim({ inviteId: one, participantId: one });
        }
        const [guest, home] = people;
        expect(await storage.eraseRoom(room, home, record)).toBe('not-allowed');
        await append(createChain(guest, phone)({ leaves: true }));
        expect(await storage.eraseRoom(room, guest, record)).toBe('not-allowed');
        expect(await storage.eraseRoom(room, home, record)).toBe('erased');
      });

      it('[DEL3] what is refused, and what comes again, does not make a room live longer', async () => {
        await openRoom();
        const [first, second] = [next(), next()];
        const bring = async (entry: NewEntry, atMs: number) =>
          codes(await storage.appendBatch([{ roomId: room, entries: [entry] }], atMs));
        expect(await bring(second, now + 50 * day)).toEqual([['gap']]);
        expect(await bring(first, now + 10 * day)).toEqual([['stored']]);
        expect(await bring(first, now + 100 * day)).toEqual([['repeated']]);
        expect(await bring({ ...first, hash: fill(32, 9) }, now + 100 * day)).toEqual([['fork']]);
        expect(await storage.roomTip(room)).toMatchObject({ lastDay: Math.floor(now / day) + 10 });
        expect(await storage.sweepExpired(now + 191 * day, 180)).toEqual([room]);
      });

      it('[DEL3] a room expires when its days after the last event are over; blanks do not count', async () => {
        await openRoom();
        const event = async (entry: NewEntry, atMs: number) =>
          await storage.appendBatch([{ roomId: room, entries: [entry] }], atMs);
        await event(next(), now + 10 * day);
        await event(next({ keepsRoom: false }), now + 100 * day);
        expect(await storage.sweepExpired(now + 190 * day, 180)).toEqual([]);
        expect(await storage.sweepExpired(now + 191 * day, 180)).toEqual([room]);
        expect(await storage.tombstone(room)).toEqual({ reason: 'expired', record: new Uint8Array() });
        expect(await storage.sweepExpired(now + 191 * day, 180)).toEqual([]);
      });

      it('[SRV8] a room nobody joined goes after eight days; a hand, which invites nobody, stays', async () => {
        await openRoom();
        await invite();
        await openRoom(otherRoom, createChain(anouk, laptop)());
        expect(await storage.sweepExpired(now + 8 * day, 180)).toEqual([]);
        expect(await storage.sweepExpired(now + 8 * day + 1, 180)).toEqual([room]);
        expect(await storage.roomTip(otherRoom)).not.toBeNull();
      });

      it('[INV2] ten minutes after its use the wrap of an invitation is deleted', async () => {
        await openRoom();
        await invite();
        await claim();
        await storage.sweepExpired(now + 11 * minute, 180);
        expect(await invite({ proofHash: fill(32, 9) }, now + 11 * minute)).toBe('done');
      });
    });

    describe('the files of what was forgotten', () => {
      // Small ones lie among others on a page, large ones have pages of their own.
      const small = Uint8Array.from(randomBytes(600));
      const large = Uint8Array.from(randomBytes(10_000));

      /** How many of these, or of any part of them that fits in one place, stand in the files. */
      async function found(...secrets: Bytes[]): Promise<number> {
        const files = await under.files();
        const stands = (part: Buffer) => files.some((file) => file.includes(part));
        return secrets.filter((secret) => {
          return partsOf(secret).some(stands);
        }).length;
      }

      it('[DEL1] [INV2] [RET1] hold nothing that was blanked, used or replaced', async () => {
        const [used, replaced] = [Uint8Array.from(randomBytes(200)), Uint8Array.from(randomBytes(400))];
        const key = { roomId: room, participantId: anouk, keyId: fill(16, 60), authHash: fill(32, 61) };
        await openRoom();
        await append(next({ bytes: small }), next({ bytes: large }), next());
        await invite({ wrap: used });
        await storage.putKey({ ...key, wrap: replaced });
        expect(await found(small, large, used, replaced)).toBe(4);
        await append(next({ blanks: [1, 2].map((chainSeq) => ({ deviceId: laptop, chainSeq })) }));
        await claim();
        await storage.sweepExpired(now + 11 * minute, 180);
        await storage.putKey({ ...key, keyId: fill(16, 62), wrap: fill(400, 1) });
        await scrubWholly(storage);
        // The first bytes stay, as the header of an envelope does.
        expect(await found(small.slice(100), large.slice(100), used, replaced)).toBe(0);
        expect(await found(small.slice(0, 100))).toBe(1);
      });

      it('[DEL2] [DEL3] hold nothing of an erased and an expired room, and all of another one', async () => {
        const [expired, other] = [Uint8Array.from(randomBytes(600)), Uint8Array.from(randomBytes(600))];
        const thirdRoom = fill(16, 3);
        await openRoom();
        await openRoom(otherRoom, createChain(anouk, laptop)({ bytes: expired }), now - 10 * day);
        await openRoom(thirdRoom, createChain(anouk, laptop)({ bytes: other }));
        await append(next({ bytes: small }), next({ bytes: large }));
        const wrap = Uint8Array.from(randomBytes(400));
        const key = { roomId: room, participantId: anouk, keyId: fill(16, 60), authHash: fill(32, 61) };
        await storage.putKey({ ...key, wrap });
        expect(await found(small, large, wrap, expired, other)).toBe(5);
        await storage.eraseRoom(room, anouk, fill(96, 71));
        expect(await storage.sweepExpired(now + 175 * day, 180)).toEqual([otherRoom]);
        await scrubWholly(storage);
        expect(await found(small, large, wrap, expired)).toBe(0);
        expect(await found(other)).toBe(1);
      });
    });
  });
}
