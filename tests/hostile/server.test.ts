import { getRandomValues } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sha256 } from '#crypto/hash.ts';
import { generateSigningKey, type SigningKey, sign } from '#crypto/signing-key.ts';
import { toBase64Url } from '#device/bytes.ts';
import type { Device } from '#device/device.ts';
import { idBytes, toRoomId } from '#device/ids.ts';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import { openRoomSecrets } from '#device/room-keys.ts';
import type { Table, TableSight } from '#device/table.ts';
import type { DownMessage } from '#protocol/down.ts';
import type { Entry } from '#protocol/entry.ts';
import { joinEnvelope, splitEnvelope } from '#protocol/envelope.ts';
import { encodeEraseRecord } from '#protocol/erase-record.ts';
import { encodeHeader, FIRST_PREV, type Header } from '#protocol/header.ts';
import { envelopeHashInput, eraseBytes, participantIdInput, signedEnvelopeBytes } from '#protocol/labels.ts';
import type { UpMessage } from '#protocol/up.ts';
import { anouk, bilal, deviceFor, inviteTo, joinAs, openTableFor, until } from '../people.ts';
import { startTestServer, type TestServer } from '../simulation/server.ts';
import { walkTo } from '../simulation/walk.ts';
import { EvaBetween } from './eva-between.ts';
import { shows } from './seen.ts';

const random = (length: number): Bytes => getRandomValues(new Uint8Array(length));

type Entries = Extract<DownMessage, { type: 'entries' }>;

const hasCards = (count: number) => (sight: TableSight) => shows(sight).cards?.length === count;
function isOf({ roomId }: Table) {
  return (message: DownMessage): message is Entries =>
    message.type === 'entries' && toRoomId(message.roomId) === roomId;
}

function isTo({ roomId }: Table) {
  return (message: UpMessage): message is Extract<UpMessage, { type: 'append' }> =>
    message.type === 'append' && toRoomId(message.roomId) === roomId;
}

function headerOf(entry: Entry | undefined): Header {
  const split = splitEnvelope(entry?.bytes ?? new Uint8Array(0));
  if (!split.ok) throw new Error('no whole envelope');
  return split.value.header;
}

/** An envelope that somebody without the room's key can make: signed by a key of Eva's own, or by none. */
async function forged(header: Header, key?: SigningKey): Promise<Entry> {
  const headerBytes = encodeHeader(header);
  const body = random(540);
  const hash = await sha256(envelopeHashInput(headerBytes, await sha256(body)));
  const signature = key ? await sign(key, signedEnvelopeBytes(hash)) : random(64);
  return { form: 'whole', bytes: joinEnvelope(headerBytes, body, signature) };
}

/** All that is sealed in what a device says: nonce 12 and what follows it. */
function sealedIn(message: UpMessage): readonly Bytes[] {
  switch (message.type) {
    case 'open-room':
      return bodyOf(message.genesis);
    case 'append':
      return message.entries.flatMap(({ bytes }) => bodyOf(bytes));
    case 'presence':
      return bodyOf(message.envelope);
    case 'invite':
      return [message.show, message.wrap];
    case 'keep-key':
      return [message.wrap];
    default:
      return [];
  }
}

function bodyOf(envelope: Bytes): readonly Bytes[] {
  const split = splitEnvelope(envelope);
  return split.ok && split.value.header.kind !== 'blank' ? [split.value.body] : [];
}

async function evasKey() {
  const key = await generateSigningKey();
  const participantId = (await sha256(participantIdInput(key.publicKey))).slice(0, 16);
  return { key, participantId };
}

/** From now on Eva keeps what is said at this table to herself. */
function holdBack(eva: EvaBetween, table: Table): Entry[] {
  const held: Entry[] = [];
  eva.down = (message) => {
    if (!isOf(table)(message)) return [message];
    held.push(...message.entries);
    return [];
  };
  return held;
}

type Sitting = {
  readonly hers: Device;
  readonly his: Device;
  readonly table: Table;
  readonly guest: Table;
  /** Eva between Bilal and the server, and between Anouk and it. */
  readonly atBilal: EvaBetween;
  readonly atAnouk: EvaBetween;
  /** Everything honest that Bilal's device was given of this table so far. */
  readonly heard: () => readonly Entry[];
  readonly close: () => void;
};

describe('a server that Eva runs', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  /** Both have laid one card at the moment, with Eva between each of them and the other. */
  async function sitWithEva(now: () => number = Date.now): Promise<Sitting> {
    const { origin } = server;
    const [atAnouk, atBilal] = [new EvaBetween(origin), new EvaBetween(origin)];
    const hers = await deviceFor(origin, createMemoryStore(), now, atAnouk.openSocket);
    const his = await deviceFor(origin, createMemoryStore(), now, atBilal.openSocket);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const guest = await joinAs(bilal, his, await inviteTo(table));
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);
    await table.lay('strook', { symbols: ['uitleggen'] });
    await guest.lay('strook', { symbols: ['brief'] });
    for (const one of [table, guest]) await until(one, hasCards(2));
    return {
      ...{ hers, his, table, guest, atAnouk, atBilal },
      heard: () => atBilal.saidDown.filter(isOf(guest)).flatMap(({ entries }) => entries),
      close: () => {
        for (const device of [hers, his]) device.close();
      },
    };
  }

  /** Eva says all this to Bilal. Once the next word of Anouk came, all that he sees besides is as it was. */
  async function expectNothing(sitting: Sitting, ...said: readonly DownMessage[]): Promise<void> {
    const before = shows(sitting.guest.see());
    sitting.atBilal.say(...said);
    expect(shows(await nextWord(sitting))).toEqual(before);
  }

  /** Anouk says who sits by, which takes the place of what she said of it before; resolves when Bilal sees it. */
  async function nextWord({ table, guest }: Sitting): Promise<TableSight> {
    const who = table.see().view?.third === 'tolk' ? 'familie' : 'tolk';
    await table.sayWhoSitsBy(who);
    return until(guest, ({ view }) => view?.third === who);
  }

  const entriesFor = ({ guest }: Sitting, ...entries: readonly Entry[]): Entries => {
    return { type: 'entries', roomId: Uint8Array.from(Buffer.from(guest.roomId, 'base64url')), entries };
  };

  it('[ENV4] cannot hide that she drops a word, once another comes; and it counts when she gives it after all', async () => {
    const sitting = await sitWithEva();
    const { table, guest, atBilal } = sitting;
    const held = holdBack(atBilal, guest);
    await table.lay('strook', { symbols: ['regels'] });
    await atBilal.until(() => held.length === 1);
    expect(guest.see().missingFrom).toEqual([]);
    await table.sayWhoSitsBy('tolk');
    await atBilal.until(() => held.length === 2);
    const [card, word] = held;
    if (!card || !word) throw new Error('nothing was said');
    atBilal.say(entriesFor(sitting, word));
    const sight = await until(guest, ({ missingFrom }) => missingFrom.length > 0);
    expect(shows(sight).missingFrom).toEqual(['Anouk']);
    expect(shows(sight).cards).toHaveLength(2);
    expect(sight.view?.third).toBeNull();
    atBilal.say(entriesFor(sitting, card));
    const whole = await until(guest, hasCards(3));
    expect(whole.missingFrom).toEqual([]);
    expect(whole.view?.third).toBe('tolk');
    sitting.close();
  });

  it('[ENV4] [ENV5] changes nothing by another order', async () => {
    const sitting = await sitWithEva();
    const { table, guest, atBilal } = sitting;
    const held = holdBack(atBilal, guest);
    for (const third of ['tolk', 'familie', null] as const) await table.sayWhoSitsBy(third);
    await table.lay('strook', { symbols: ['regels'] });
    await atBilal.until(() => held.length === 4);
    for (const entry of held.toReversed()) atBilal.say(entriesFor(sitting, entry));
    const sight = await until(guest, hasCards(3));
    expect(shows(sight).cards).toEqual(shows(table.see()).cards);
    expect(sight.view?.third).toBeNull();
    expect(sight.missingFrom).toEqual([]);
    sitting.close();
  });

  it('[ENV5] changes nothing by saying again what was said before', async () => {
    const sitting = await sitWithEva();
    const again = sitting.atBilal.saidDown.filter(isOf(sitting.guest));
    await expectNothing(sitting, ...again, ...again.toReversed());
    sitting.close();
  });

  it('[ENV7] takes nothing from a device by saying that she holds nothing: she is sent what she lacks', async () => {
    const sitting = await sitWithEva();
    const { guest, his, atBilal } = sitting;
    const before = shows(guest.see());
    atBilal.down = (message) => {
      if (message.type === 'attached') return [{ ...message, heads: [] }];
      return message.type === 'entries' ? [] : [message];
    };
    atBilal.cut();
    await until(guest, ({ isConnected }) => !isConnected);
    const own = atBilal.saidUp.flatMap((message) => (isTo(guest)(message) ? message.entries : []));
    atBilal.saidUp.length = 0;
    his.wake();
    const sent = () => atBilal.saidUp.flatMap((message) => (isTo(guest)(message) ? message.entries : []));
    const all = new Set(
      [...sitting.heard(), ...own].map(({ bytes }) => Buffer.from(bytes).toString('base64')),
    );
    await atBilal.until(() => sent().length === all.size);
    expect(shows(guest.see())).toEqual(before);
    sitting.close();
  });

  it('[ENV4] cannot show each of them another table: the first word that passes says what is missing', async () => {
    const sitting = await sitWithEva();
    const { table, guest, atAnouk, atBilal } = sitting;
    const [forAnouk, forBilal] = [holdBack(atAnouk, guest), holdBack(atBilal, guest)];
    await table.lay('strook', { symbols: ['regels'] });
    await guest.lay('strook', { symbols: ['haast'] });
    await atAnouk.until(() => forAnouk.length === 1);
    await atBilal.until(() => forBilal.length === 1);
    expect(shows(table.see()).cards).not.toEqual(shows(guest.see()).cards);
    await table.sayWhoSitsBy('tolk');
    await atBilal.until(() => forBilal.length === 2);
    atBilal.say(entriesFor(sitting, ...forBilal.slice(1)));
    expect(shows(await until(guest, ({ missingFrom }) => missingFrom.length > 0)).missingFrom).toEqual([
      'Anouk',
    ]);
    atBilal.say(entriesFor(sitting, ...forBilal));
    atAnouk.say(entriesFor(sitting, ...forAnouk));
    for (const one of [table, guest]) await until(one, hasCards(4));
    expect(shows(guest.see()).cards).toEqual(shows(table.see()).cards);
    expect(guest.see().missingFrom).toEqual([]);
    sitting.close();
  });

  it('[ENV5] changes nothing by turning bits, in what is there and in what is new', async () => {
    const sitting = await sitWithEva();
    const { table, guest, atBilal } = sitting;
    const fresh = holdBack(atBilal, guest);
    await table.lay('strook', { symbols: ['regels'] });
    await atBilal.until(() => fresh.length === 1);
    atBilal.down = (message) => [message];
    const entries = [...sitting.heard(), ...fresh];
    const turns = fc.sample(
      fc.record({ which: fc.nat(entries.length - 1), at: fc.nat(20_000), bit: fc.nat(7) }),
      300,
    );
    const turned = turns.map(({ which, at, bit }): Entry => {
      const { form, bytes } = entries[which] ?? { form: 'whole', bytes: new Uint8Array(1) };
      const copy = bytes.slice();
      const place = at % copy.length;
      copy[place] = (copy[place] ?? 0) ^ (1 << bit);
      return { form, bytes: copy };
    });
    const before = shows(guest.see());
    for (const entry of turned) atBilal.say(entriesFor(sitting, entry));
    atBilal.say(entriesFor(sitting, ...fresh));
    const after = shows(await until(guest, hasCards(3)));
    expect({ ...after, cards: after.cards?.slice(0, -1) }).toEqual(before);
    sitting.close();
  });

  it('[INV3] adds nobody: what her own people write has no effect, nor does what she writes for Anouk', async () => {
    const sitting = await sitWithEva();
    const { key, participantId } = await evasKey();
    const last = sitting.heard().at(-1);
    const { roomId, participantId: anouks, deviceId, seq } = headerOf(last);
    const seen = [{ participantId: anouks, deviceId, seq, hash: random(32) }];
    const base = { roomId, participantId, deviceId: random(8), seq: 0, prev: FIRST_PREV, seen: [] };
    const written: Header[] = [
      { ...base, kind: 'genesis' },
      { ...base, kind: 'join' },
      { ...base, kind: 'join', seen },
      { ...base, kind: 'event', seq: 7, prev: random(32), seen },
      { ...base, kind: 'seated', participantId: anouks, deviceId, seq: seq + 1, prev: random(32) },
      { ...base, kind: 'event', participantId: anouks, deviceId, seq: seq + 2, prev: random(32) },
      { ...base, kind: 'revoke', participantId: anouks, seen },
      { ...base, kind: 'blank', participantId: anouks },
    ];
    const entries = await Promise.all(written.flatMap((header) => [forged(header, key), forged(header)]));
    await expectNothing(sitting, entriesFor(sitting, ...entries));
    sitting.close();
  });

  it('[SRV7] says of nobody that they are here, neither in her own words nor in their old ones', async () => {
    let now = Date.now();
    const sitting = await sitWithEva(() => now);
    const { guest, atBilal } = sitting;
    const isPresence = (message: DownMessage) => message.type === 'presence';
    await until(guest, (sight) => sight.here.length > 0);
    const old = atBilal.saidDown.filter(isPresence);
    now += 60_000;
    const { key, participantId } = await evasKey();
    const last = headerOf(sitting.heard().at(-1));
    const own = { ...last, kind: 'presence' as const, seen: [] };
    const lies = await Promise.all([
      forged({ ...own, seq: 99 }, key),
      forged({ ...own, seq: 99 }),
      forged({ ...own, participantId }, key),
    ]);
    atBilal.down = (message) => (isPresence(message) ? [] : [message]);
    await expectNothing(
      sitting,
      ...old,
      ...lies.map(({ bytes }) => ({ type: 'presence' as const, envelope: bytes })),
    );
    expect(guest.see().here).toEqual([]);
    // Of his own cards nothing tells when he is there.
    const told = atBilal.saidUp.flatMap((message) => (message.type === 'presence' ? message.envelope : []));
    const rooms = told.map((bytes) => toRoomId(headerOf({ form: 'whole', bytes }).roomId));
    expect(new Set(rooms)).toEqual(new Set([guest.roomId]));
    sitting.close();
  });

  it('[ENV5] puts nothing of another table on this one', async () => {
    const [sitting, other] = [await sitWithEva(), await sitWithEva()];
    await expectNothing(sitting, entriesFor(sitting, ...other.heard()));
    await expectNothing(sitting, entriesFor(other, ...other.heard()), entriesFor(other, ...sitting.heard()));
    for (const one of [sitting, other]) one.close();
  });

  it('[DEL3] cannot move the day on which a table goes away to one that never comes', async () => {
    const { origin } = server;
    const between = new EvaBetween(origin);
    between.down = (message) => [message.type === 'attached' ? { ...message, lastDay: 0xffffffff } : message];
    const hers = await deviceFor(origin, createMemoryStore(), Date.now, between.openSocket);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const yearMs = 365 * 24 * 60 * 60 * 1000;
    expect(table.see().leavesOn).toBeLessThan(Date.now() + yearMs);
    hers.close();
  });

  it('[DEL2] [DEL3] makes no device forget, with a record that is made up, of another table, or of no one who sits', async () => {
    const [sitting, other] = [await sitWithEva(), await sitWithEva()];
    const { his, guest } = sitting;
    await other.table.erase();
    const erased = () =>
      other.atAnouk.saidUp.flatMap((message) => (message.type === 'erase' ? message.record : []));
    await other.atAnouk.until(() => erased().length > 0);
    const [elsewhere = random(96)] = erased();
    const { key, participantId } = await evasKey();
    const { roomId, participantId: anouks } = headerOf(sitting.heard().at(-1));
    const signature = await sign(key, eraseBytes(roomId, participantId));
    const moved = elsewhere.slice();
    moved.set(roomId);
    const records: readonly Bytes[] = [
      new Uint8Array(0),
      random(96),
      random(17),
      elsewhere,
      moved,
      encodeEraseRecord({ roomId, participantId, signature }),
      encodeEraseRecord({ roomId, participantId: anouks, signature }),
    ];
    const gone = records.flatMap((record) => [
      { type: 'gone' as const, roomId, reason: 'erased' as const, record },
      { type: 'gone' as const, roomId, reason: 'expired' as const, record },
    ]);
    for (const message of gone) await expectNothing(sitting, message);
    expect(his.table(guest.roomId)).toBeDefined();
    expect(his.ended()).toEqual([]);
    for (const one of [sitting, other]) one.close();
  });

  it('[KEY5] chooses nothing that a device seals with: it draws each key and each nonce itself', async () => {
    const { origin } = server;
    const drawn = new Set<string>();
    const drawing = (length: number): Bytes => {
      const bytes = random(length);
      drawn.add(toBase64Url(bytes));
      return bytes;
    };
    const store = createMemoryStore();
    const atAnouk = new EvaBetween(origin);
    const hers = await deviceFor(origin, store, Date.now, atAnouk.openSocket, { random: drawing });
    const his = await deviceFor(origin);
    const table = await openTableFor(anouk, hers, 'samenleergesprek-kort');
    const fragment = await inviteTo(table);
    const guest = await joinAs(bilal, his, fragment);
    for (const one of [table, guest]) one.beHere(true);
    await walkTo('moment', [table, guest]);
    const isKept = (message: UpMessage) => message.type === 'keep-key';
    await atAnouk.until(() => atAnouk.saidUp.some(isKept));
    for (const device of [hers, his]) device.close();

    const sealed = new Set(atAnouk.saidUp.flatMap(sealedIn).map(toBase64Url));
    expect(sealed.size).toBeGreaterThan(10);
    const nonces = [...sealed].map((bytes) => bytes.slice(0, 16));
    expect(nonces.filter((nonce) => !drawn.has(nonce))).toEqual([]);
    expect(new Set(nonces).size).toBe(sealed.size);

    const key = await store.sealingKey(() => Promise.reject(new Error('no key')));
    const link = await parseFragment(fragment);
    const keys: Bytes[] = link ? [link.secret] : [];
    for (const room of await store.rooms()) {
      const secrets = await openRoomSecrets(key, idBytes(room.roomId), room.sealed);
      if (!secrets) throw new Error('sealed by another device');
      const { roomId, roomKey, participantSecret, returnKey } = secrets;
      keys.push(roomId, roomKey, participantSecret, ...(returnKey ? [returnKey] : []));
    }
    expect(keys).toHaveLength(8);
    expect(keys.map(toBase64Url).filter((bytes) => !drawn.has(bytes))).toEqual([]);
  });

  it('[SRV6] stops no device, whatever bytes she says', async () => {
    const sitting = await sitWithEva();
    const { guest, his, atBilal } = sitting;
    const before = shows(guest.see());
    const types = fc.integer({ min: 0, max: 12 }).filter((type) => type !== 1);
    const anyFrame = fc
      .tuple(types, fc.uint8Array({ maxLength: 200 }))
      .map(([type, rest]) => Uint8Array.from([type, ...rest]));
    const roomId = entriesFor(sitting).roomId;
    const anyEntries = fc
      .array(fc.uint8Array({ maxLength: 300 }), { maxLength: 4 })
      .map((all) =>
        all.map(
          (bytes, index): Entry => ({ form: index % 2 ? 'stub' : 'whole', bytes: Uint8Array.from(bytes) }),
        ),
      );
    await fc.assert(
      fc.asyncProperty(anyFrame, anyEntries, async (frame, entries) => {
        atBilal.say({ type: 'entries', roomId, entries }, { type: 'presence', envelope: frame });
        atBilal.sayBytes(frame);
        his.wake();
        expect(shows(guest.see())).toEqual(before);
      }),
      { numRuns: 150 },
    );
    his.wake();
    await until(guest, ({ isConnected }) => isConnected);
    expect(shows(await nextWord(sitting))).toEqual(before);
    sitting.close();
  });
});
