import { getRandomValues } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateDeviceKey, sealAtRest } from '#crypto/device-seal.ts';
import { samenleergesprekKort } from '#domain/formats/samenleergesprek-kort.ts';
import type { CardId } from '#domain/ids.ts';
import { toUtf8 } from './bytes.ts';
import { anyText, oneFieldWrong } from './foreign-for-test.ts';
import { createMemoryStore } from './memory-store.ts';
import { openNewRoom } from './new-room.ts';
import { loadRoom, type Room } from './room.ts';
import type { Store } from './store.ts';
import { loadUnlaidCards, type UnlaidCard } from './unlaid-cards.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));
let sealingKey: CryptoKey;

beforeAll(async () => {
  sealingKey = await generateDeviceKey();
});

const someCard = 'A'.repeat(22) as CardId;
const hisCard = 'B'.repeat(22) as CardId;
const words = {
  spot: '1.1.strook',
  id: hisCard,
  card: { symbols: [], text: 'toen zei hij' },
} satisfies UnlaidCard;
const change = {
  ...words,
  spot: '1.1.terugblik',
  card: { symbols: ['brief'] },
  changes: someCard,
  brings: someCard,
};

async function bilalsRoom(isFull = () => false) {
  const memory = createMemoryStore();
  const store: Store = {
    ...memory,
    write: async (change) => (isFull() ? 'full' : memory.write(change)),
  };
  const ports = { store, random, sealingKey, now: () => 0 };
  const room = await openNewRoom('table', 'resident', samenleergesprekKort, ports);
  if (!room) throw new Error('the device is full');
  const again = async (): Promise<Room> => {
    const [record] = await store.rooms();
    if (!record) throw new Error('the room is gone');
    return loadRoom(record, room.keys(), { store, random });
  };
  return { room, store, again };
}

describe('[OWN2] the cards that Bilal is making', () => {
  it('are there when his page comes back, as they were last, also longer than fits a card', async () => {
    const { room, again } = await bilalsRoom();
    const cards = await loadUnlaidCards({ room, hand: undefined, sealingKey, random });
    expect(cards.list()).toEqual([]);
    const longer = { ...words, card: { symbols: [], text: 'ab'.repeat(5000) } };
    await Promise.all([[words], [words, change], [longer, change]].map((list) => cards.keep(list)));
    expect(cards.list()).toEqual([longer, change]);
    const back = await loadUnlaidCards({ room: await again(), hand: undefined, sealingKey, random });
    expect(back.list()).toEqual([longer, change]);
    await back.keep([]);
    expect(
      (await loadUnlaidCards({ room: await again(), hand: undefined, sealingKey, random })).list(),
    ).toEqual([]);
  });

  it('[KEY2] rest sealed, and are in no envelope', async () => {
    const { room, store } = await bilalsRoom();
    const before = room.log.placed().length;
    await (await loadUnlaidCards({ room, hand: undefined, sealingKey, random })).keep([words]);
    const [record] = await store.rooms();
    expect(record?.unlaid).toBeInstanceOf(Uint8Array);
    expect(Buffer.from(record?.unlaid ?? []).includes('toen zei hij')).toBe(false);
    expect(room.log.placed()).toHaveLength(before);
    const otherKey = await generateDeviceKey();
    expect((await loadUnlaidCards({ room, hand: undefined, sealingKey: otherKey, random })).list()).toEqual(
      [],
    );
  });

  it('[DEL2] are forgotten when he throws away all own words, on whatever device; what he makes after that stays', async () => {
    const { room, again } = await bilalsRoom();
    const load = async (one: Room) => loadUnlaidCards({ room: one, hand: undefined, sealingKey, random });
    const cards = await load(room);
    await cards.keep([words]);
    await cards.forgetThrown();
    expect(cards.list()).toEqual([words]);
    await room.write({ kind: 'event', body: { type: 'blank-mine', picture: 'zon' } });
    // Cut off before it was forgotten: then the next start does it.
    const later = await load(await again());
    await later.forgetThrown();
    expect(later.list()).toEqual([]);
    expect((await load(await again())).list()).toEqual([]);

    await cards.forgetThrown();
    await cards.keep([change]);
    await cards.forgetThrown();
    expect(cards.list()).toEqual([change]);
    await room.write({ kind: 'event', body: { type: 'blank-mine', picture: 'zon' } });
    await cards.forgetThrown();
    expect(cards.list()).toEqual([]);
  });

  it('never cost the table: more words than a record holds stay on the screen alone', async () => {
    const { room, store } = await bilalsRoom();
    const cards = await loadUnlaidCards({ room, hand: undefined, sealingKey, random });
    await cards.keep([words]);
    const pasted = { ...words, card: { symbols: [], text: 'a'.repeat(2 ** 21) } };
    await cards.keep([pasted]);
    expect(cards.list()).toEqual([pasted]);
    const [record] = await store.rooms();
    expect(record?.unlaid?.length).toBeLessThan(1000);
  });

  it('stay on the screen when the device is full, and are none when what it kept is anything else', async () => {
    let isFull = false;
    const { room } = await bilalsRoom(() => isFull);
    const cards = await loadUnlaidCards({ room, hand: undefined, sealingKey, random });
    isFull = true;
    await cards.keep([words]);
    expect(cards.list()).toEqual([words]);
    isFull = false;
    const id = room.keys().roomId;
    const foreign = fc.oneof(
      anyText,
      oneFieldWrong(change).map((one) => JSON.stringify({ throws: 0, cards: [one] })),
      oneFieldWrong({ throws: 0, cards: [change] }).map((one) => JSON.stringify(one)),
    );
    await fc.assert(
      fc.asyncProperty(foreign, async (text) => {
        const unlaid = await sealAtRest(sealingKey, 'unlaid', id, toUtf8(text), random);
        await room.update(async () => ({ record: { unlaid } }));
        for (const one of (await loadUnlaidCards({ room, hand: undefined, sealingKey, random })).list())
          expect(one).toMatchObject({ spot: expect.any(String), card: { symbols: expect.any(Array) } });
      }),
    );
  });
});
