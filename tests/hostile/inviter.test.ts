import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEntry } from '#device/entry-seal.ts';
import { idBytes, toRoomId } from '#device/ids.ts';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import { openRoomKeys, openRoomSecrets, type RoomSecrets } from '#device/room-keys.ts';
import type { Store } from '#device/store.ts';
import { formsOfBytes } from '../canary/forms.ts';
import { search } from '../canary/search.ts';
import { anouk, asked, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from '../simulation/server.ts';
import { walkTo } from '../simulation/walk.ts';
import { EvaBetween } from './eva-between.ts';

describe('whoever sets a chair', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('[KEY3] holds neither key nor secret of who sits there, though she reads all that he says', async () => {
    const { origin } = server;
    const stores = { hers: createMemoryStore(), his: createMemoryStore() };
    const atBilal = new EvaBetween(origin);
    const hers = await deviceFor(origin, stores.hers);
    const his = await deviceFor(origin, stores.his, Date.now, atBilal.openSocket);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);
    await until(guest, ({ saved }) => saved === 'server');
    for (const device of [hers, his]) device.close();

    const [room] = await secretsIn(stores.hers);
    const allHis = await secretsIn(stores.his);
    const own = allHis.find(({ roomId }) => toRoomId(roomId) === table.roomId);
    if (!room || !own) throw new Error('both sit at the table');
    const keys = await openRoomKeys(room);
    const entries = atBilal.saidUp.flatMap((message) => (message.type === 'append' ? message.entries : []));
    const words = (await Promise.all(entries.map((entry) => openEntry(entry, keys)))).map(
      (received) => received?.text ?? '',
    );
    const places = new Map([
      ['words', [Buffer.from(words.join('\n'))]],
      ['entries', entries.map(({ bytes }) => Buffer.from(bytes))],
      [
        'keys',
        [room.signingKeyBytes, room.participantSecret, room.roomKey].map((bytes) => Buffer.from(bytes)),
      ],
    ]);
    // The first 65 bytes are his public key, which everyone at the table is told.
    const publicKey = formsOfBytes('his public key', own.signingKeyBytes.slice(0, 65));
    expect(search(places, publicKey)).toContain('his public key in base64url after 0 in the words');
    const secrets = allHis.flatMap(({ signingKeyBytes, participantSecret }) => [
      ...formsOfBytes('SK', signingKeyBytes.slice(65)),
      ...formsOfBytes('PS', participantSecret),
    ]);
    expect(search(places, secrets)).toEqual([]);
    // One of each for the table, and others for his own cards.
    expect(new Set(secrets.map(({ bytes }) => bytes.toString('hex'))).size).toBe(secrets.length);
  });

  it('[INV6] could sit on it herself, under any name: then the guest’s own scan is refused', async () => {
    const { origin } = server;
    const [hers, another, his] = await Promise.all([1, 2, 3].map(() => deviceFor(origin)));
    if (!hers || !another || !his) throw new Error('three devices');
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const fragment = await inviteTo(table);
    await joinAs(bilal, another, fragment);
    const { view } = await until(table, (sight) => sight.view?.others.length === 1);
    expect(view?.others[0]).toMatchObject({ name: 'Bilal', role: 'resident' });

    await his.connected();
    const link = await parseFragment(fragment);
    if (!link) throw new Error('not a link');
    const { name, picture } = bilal;
    expect(await his.join(link, { profile: { name, picture }, shown: asked })).toEqual({
      ok: false,
      error: 'not-valid',
    });
    expect(his.tables()).toEqual([]);
    for (const device of [hers, another, his]) device.close();
  });
});

/** What a device keeps sealed of each of its rooms, its tables first. */
async function secretsIn(store: Store): Promise<readonly RoomSecrets[]> {
  const key = await store.sealingKey(() => Promise.reject(new Error('no key')));
  const rooms = (await store.rooms()).toSorted((one, other) => other.kind.localeCompare(one.kind));
  const opened = rooms.map(({ roomId, sealed }) => openRoomSecrets(key, idBytes(roomId), sealed));
  return (await Promise.all(opened)).flatMap((secrets) => secrets ?? []);
}
