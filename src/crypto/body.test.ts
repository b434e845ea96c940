import { expect, test } from 'vitest';
import { openBody, sealBody } from './body.ts';
import { deriveContentKey } from './content-key.ts';
import { utf8 } from './parts.ts';
import { createRoomKey } from './secret.ts';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const header = random(79);
const roomId = random(16);

test('[ENV5] a body opens with the key of its room, under its own header only', async () => {
  const roomKey = createRoomKey(random);
  const key = await deriveContentKey(roomKey, roomId);
  const plaintext = utf8('{"card":"bang"}');
  const sealed = await sealBody(key, header, plaintext, random);
  if (!sealed.ok) throw new Error(sealed.error);
  expect(await openBody(key, header, sealed.value)).toEqual({ ok: true, value: plaintext });

  const broken = { ok: false, error: 'broken' };
  expect(await openBody(key, random(79), sealed.value)).toEqual(broken);
  const otherRoom = await deriveContentKey(roomKey, random(16));
  expect(await openBody(otherRoom, header, sealed.value)).toEqual(broken);
  const otherKey = await deriveContentKey(createRoomKey(random), roomId);
  expect(await openBody(otherKey, header, sealed.value)).toEqual(broken);
});

test('[ENV2] two cards of different length look the same from outside', async () => {
  const key = await deriveContentKey(createRoomKey(random), roomId);
  const sizes = await Promise.all(
    [0, 1, 300, 510].map(async (length) => {
      const sealed = await sealBody(key, header, new Uint8Array(length), random);
      return sealed.ok ? sealed.value.length : 0;
    }),
  );
  expect(sizes).toEqual([540, 540, 540, 540]);
});

test('[ENV2] a body of more than 16 KiB is refused', async () => {
  const key = await deriveContentKey(createRoomKey(random), roomId);
  const sealed = await sealBody(key, header, new Uint8Array(16_383), random);
  expect(sealed).toEqual({ ok: false, error: 'too-large' });
});
