import { getRandomValues } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { generateDeviceKey, openAtRest, sealAtRest } from '#crypto/device-seal.ts';
import { beginArrival, storedArrivals } from './arrival.ts';
import { fromUtf8, toUtf8 } from './bytes.ts';
import { createInvitationLink } from './invitation.ts';
import { createMemoryStore } from './memory-store.ts';
import type { NewRoomPorts } from './new-room.ts';
import { versionOf } from './text-version.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));
const shown = ['Anouk nodigt je uit.', 'Nee zeggen mag.'];

async function ports(): Promise<NewRoomPorts> {
  const store = createMemoryStore();
  const sealingKey = await store.sealingKey(generateDeviceKey);
  return { store, sealingKey, random, now: Date.now };
}

describe('a guest on the way to a chair', () => {
  it('[INV1] [CON1] is on the device whole, with the text that stood there, and goes on with the same key after a reload', async () => {
    const device = await ports();
    const link = createInvitationLink(random);
    const begun = await beginArrival(link, { name: 'Bilal', picture: 'zon' }, shown, device);
    expect(begun?.version).toBe(await versionOf(shown));
    expect(await storedArrivals(device)).toEqual([begun]);
    const others = ['Iets anders.'];
    const again = await beginArrival(link, { picture: 'vis' }, others, device);
    // Who asks again says yes to what stands there now.
    expect(again).toEqual({ ...begun, profile: { picture: 'vis' }, version: await versionOf(others) });
    expect(await storedArrivals(device)).toEqual([again]);
  });

  it('[CON1] goes on also when an older app began it, which kept no text', async () => {
    const device = await ports();
    const link = createInvitationLink(random);
    const begun = await beginArrival(link, { picture: 'zon' }, shown, device);
    const [record] = await device.store.arrivals();
    if (!record) throw new Error('nothing was kept');
    const opened = await openAtRest(device.sealingKey, 'arrival', link.inviteId, record.sealed);
    if (!opened.ok) throw new Error('it does not open');
    const { version: _unknown, ...older } = JSON.parse(fromUtf8(opened.value) ?? '');
    const text = toUtf8(JSON.stringify(older));
    const sealed = await sealAtRest(device.sealingKey, 'arrival', link.inviteId, text, random);
    await device.store.write({ arrivals: [{ ...record, sealed }] });
    expect(await storedArrivals(device)).toEqual([{ ...begun, version: undefined }]);
  });
});

describe('[CON1] the version of a text', () => {
  it('is another for any other words, and for the same words in other lines', async () => {
    const texts = [
      shown,
      ['Anouk nodigt je uit. Nee zeggen mag.'],
      [...shown, ''],
      ['Zon nodigt je uit.'],
      [],
    ];
    const versions = await Promise.all(texts.map(versionOf));
    expect(new Set(versions).size).toBe(texts.length);
    expect(versions[0]).toMatch(/^[\w-]{43}$/);
    expect(await versionOf([...shown])).toBe(versions[0]);
  });
});
