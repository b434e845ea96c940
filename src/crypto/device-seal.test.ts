import { expect, test } from 'vitest';
import { generateDeviceKey, openAtRest, sealAtRest } from './device-seal.ts';
import {
  requireInvitationSecret,
  requireParticipantSecret,
  requireReturnKey,
  requireRoomKey,
} from './secret.ts';

const random = (length: number): Bytes => crypto.getRandomValues(new Uint8Array(length));
const broken = { ok: false, error: 'broken' };

test('[KEY2] the key under which secrets rest cannot be read by script', async () => {
  const key = await generateDeviceKey();
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('[KEY2] a secret at rest opens with its own device key, purpose and id only', async () => {
  const key = await generateDeviceKey();
  const id = random(16);
  const secret = random(97);
  const sealed = await sealAtRest(key, 'signing-key', id, secret, random);
  expect(await openAtRest(key, 'signing-key', id, sealed)).toEqual({ ok: true, value: secret });
  expect(await openAtRest(await generateDeviceKey(), 'signing-key', id, sealed)).toEqual(broken);
  expect(await openAtRest(key, 'room-key', id, sealed)).toEqual(broken);
  expect(await openAtRest(key, 'signing-key', random(16), sealed)).toEqual(broken);
});

test('bytes of another length never become a secret', () => {
  expect(() => requireRoomKey(new Uint8Array(31))).toThrow(RangeError);
  expect(() => requireParticipantSecret(new Uint8Array(33))).toThrow(RangeError);
  expect(() => requireInvitationSecret(new Uint8Array(15))).toThrow(RangeError);
  expect(() => requireReturnKey(new Uint8Array(0))).toThrow(RangeError);
});
