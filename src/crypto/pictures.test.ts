import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choosePictures, PICTURE_COUNT } from './pictures.ts';

const bytes = (length: number) =>
  fc.uint8Array({ minLength: length, maxLength: length }).map((array) => new Uint8Array(array));
const anyInput = fc.record({
  roomId: bytes(16),
  joinHash: bytes(32),
  seatedRandom: bytes(32),
  joinRandom: bytes(32),
});

test('[INV4] four different pictures of 64, the same for both who know the same', async () => {
  await fc.assert(
    fc.asyncProperty(anyInput, async (input) => {
      const pictures = await choosePictures(input);
      expect(new Set(pictures).size).toBe(4);
      for (const picture of pictures) {
        expect(Number.isInteger(picture) && picture >= 0 && picture < PICTURE_COUNT).toBe(true);
      }
      expect(await choosePictures({ ...input })).toEqual(pictures);
    }),
  );
});

test('[INV4] each thing that went before changes the pictures', async () => {
  const input = {
    roomId: new Uint8Array(16),
    joinHash: new Uint8Array(32),
    seatedRandom: new Uint8Array(32),
    joinRandom: new Uint8Array(32),
  };
  const all = await Promise.all([
    choosePictures(input),
    choosePictures({ ...input, roomId: new Uint8Array(16).fill(1) }),
    choosePictures({ ...input, joinHash: new Uint8Array(32).fill(1) }),
    choosePictures({ ...input, seatedRandom: new Uint8Array(32).fill(1) }),
    choosePictures({ ...input, joinRandom: new Uint8Array(32).fill(1) }),
  ]);
  expect(new Set(all.map(String)).size).toBe(5);
});

test('[INV4] over many joins every picture comes up at every place', async () => {
  const seen = Array.from({ length: 4 }, () => new Set<number>());
  for (let index = 0; index < 1500; index++) {
    const joinRandom = new Uint8Array(32).with(0, index & 255).with(1, index >> 8);
    const pictures = await choosePictures({
      roomId: new Uint8Array(16),
      joinHash: new Uint8Array(32),
      seatedRandom: new Uint8Array(32),
      joinRandom,
    });
    for (const [place, picture] of pictures.entries()) seen[place]?.add(picture);
  }
  expect(seen.map((places) => places.size)).toEqual([64, 64, 64, 64]);
});
