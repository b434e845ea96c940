import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MAX_PAGE_BYTES } from '#protocol/limits.ts';
import { eventually } from '../eventually-for-test.ts';
import { removeFolder, startTestServer, type TestServer } from '../server-for-test.ts';
import { hash, random, TestClient, TestPerson, toStub } from './device-for-test.ts';
import { relayRates } from './relay-limits.ts';

const day = 86_400_000;
const noon = Date.UTC(2026, 10, 23, 12);

let server: TestServer;
let clients: TestClient[];

beforeEach(async () => {
  server = await startTestServer();
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.close();
  await server.stop();
  removeFolder(server);
});

async function connect(origin?: string): Promise<TestClient> {
  const client = await TestClient.connect(server.origin, origin);
  clients.push(client);
  return client;
}

/** Anouk's own table, with her at it. */
async function openTable(): Promise<{ roomId: Bytes; anouk: TestPerson; laptop: TestClient }> {
  const roomId = random(16);
  const anouk = new TestPerson(roomId);
  const laptop = await connect();
  await laptop.open(anouk);
  await laptop.attach(anouk);
  return { roomId, anouk, laptop };
}

async function invite(laptop: TestClient, roomId: Bytes, lifetimeSeconds = 900) {
  const inviteId = random(16);
  const proof = random(32);
  const [show, wrap] = [random(80), random(120)];
  const answer = await laptop.ask({
    type: 'invite',
    roomId,
    inviteId,
    proofHash: hash(proof),
    show,
    wrap,
    lifetimeSeconds,
  });
  return { answer, inviteId, proof, show, wrap };
}

/** Bilal's chair at it, on a phone that has not attached yet. */
async function seatBilal(
  laptop: TestClient,
  roomId: Bytes,
): Promise<{ bilal: TestPerson; phone: TestClient }> {
  const { inviteId, proof } = await invite(laptop, roomId);
  const bilal = new TestPerson(roomId);
  const phone = await connect();
  await phone.ask({ type: 'claim', inviteId, proof, publicKey: bilal.publicKey });
  return { bilal, phone };
}

describe('a card’s trip over the relay', () => {
  it('[SRV2] [SRV4] what Bilal appends is acknowledged to him and comes to Anouk, once', async () => {
    const { roomId, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    await phone.attach(bilal);
    const card = bilal.write();
    expect(await phone.append(roomId, card)).toMatchObject({ type: 'appended', outcomes: ['done'] });
    await eventually(() => expect(laptop.entries().at(-1)).toEqual(card));
    expect(phone.entries()).toHaveLength(1);
    expect(laptop.entries().filter((entry) => entry.length === card.length)).toHaveLength(2);
  });

  it('[SRV4] a device gets what lies beyond what it names, and is told what the server has', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const cards = [anouk.write(), anouk.write(), anouk.write()];
    await laptop.append(roomId, ...cards);
    const again = await connect();
    const { participantId, deviceId } = anouk;
    const attached = await again.attach(anouk, [{ participantId, deviceId, seq: 1 }]);
    expect(attached).toMatchObject({
      type: 'attached',
      roomId,
      heads: [{ participantId, deviceId, seq: 3 }],
    });
    await eventually(() => expect(again.entries()).toEqual(cards.slice(1)));
  });

  it('[SRV4] a long log comes in pages that fit, in order and whole', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const cards = Array.from({ length: 40 }, () => anouk.write('event', random(16_000)));
    for (let from = 0; from < cards.length; from += 10)
      await laptop.append(roomId, ...cards.slice(from, from + 10));
    const again = await connect();
    await again.attach(anouk);
    await eventually(() => expect(again.entries()).toHaveLength(41));
    expect(again.entries().slice(1).map(hash)).toEqual(cards.map(hash));
    const pages = again
      .all('entries')
      .map(({ entries }) => entries.reduce((sum, { bytes }) => sum + bytes.length + 5, 0));
    expect(pages.length).toBeGreaterThan(2);
    expect(Math.max(...pages)).toBeLessThanOrEqual(MAX_PAGE_BYTES);
  });

  it('[SRV4] who attaches while others write gets everything once, in the order of the log', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    const writers = [
      { person: anouk, client: laptop },
      { person: bilal, client: phone },
    ];
    await phone.attach(bilal);
    const readers: TestClient[] = [];
    const write = async ({ person, client }: (typeof writers)[number]) => {
      for (let turn = 0; turn < 30; turn += 1) await client.append(roomId, person.write(), person.write());
    };
    const read = async () => {
      for (let turn = 0; turn < 8; turn += 1) {
        const reader = await connect();
        readers.push(reader);
        await reader.attach(anouk);
      }
    };
    await Promise.all([...writers.map(write), read()]);
    const longest = readers[0];
    await eventually(() => expect(longest?.entries()).toHaveLength(121));
    for (const reader of readers) {
      await eventually(() => expect(reader.entries()).toHaveLength(121));
      expect(reader.entries().map(hash)).toEqual(longest?.entries().map(hash));
    }
  });

  it('a device that detached, and one that never attached, hears nothing', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    await phone.attach(bilal);
    await eventually(() => expect(phone.entries()).toHaveLength(1));
    phone.send({ type: 'detach', roomId });
    await laptop.append(roomId, anouk.write());
    // Answers come in order, so what follows the detach was handled after it.
    await phone.attach(bilal, [{ ...anouk, seq: 1 }]);
    expect(phone.entries()).toHaveLength(1);
  });

  it('after a start anew everything acknowledged is there', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const card = anouk.write();
    await laptop.append(roomId, card);
    await server.stop();
    server = await startTestServer({}, server.folder);
    const again = await connect();
    await again.attach(anouk);
    await eventually(() => expect(again.entries().at(-1)).toEqual(card));
  });

  it('[ENV7] a server restored from an older copy is told what it lacks, and takes it from any at the table', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    await phone.attach(bilal);
    const data = join(server.folder, 'data');
    await server.stop();
    cpSync(data, join(server.folder, 'copy'), { recursive: true });
    server = await startTestServer({}, server.folder);

    const before = await connect();
    await before.attach(anouk);
    const lost = [anouk.write(), anouk.write()];
    await before.append(roomId, ...lost);
    await server.stop();
    rmSync(data, { recursive: true });
    cpSync(join(server.folder, 'copy'), data, { recursive: true });
    server = await startTestServer({}, server.folder);

    const bilals = await connect();
    const { participantId, deviceId } = anouk;
    const attached = await bilals.attach(bilal, [{ participantId, deviceId, seq: 2 }]);
    expect(attached).toMatchObject({ heads: [{ participantId, deviceId, seq: 0 }] });
    expect(await bilals.append(roomId, ...lost)).toMatchObject({ outcomes: ['done', 'done'] });
    expect(bilals.entries()).toEqual([]);
  });
});

describe('logging in', () => {
  it('[ENV7] who sits at a room can vouch for somebody the server no longer knows; a stranger cannot', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const bilal = new TestPerson(roomId);
    const stranger = await connect();
    const { publicKey } = bilal;
    expect(await stranger.ask({ type: 'vouch', roomId, publicKey })).toMatchObject({ code: 'not-allowed' });
    expect(await laptop.append(roomId, bilal.write())).toMatchObject({ outcomes: ['unknown'] });
    expect(await laptop.ask({ type: 'vouch', roomId, publicKey })).toMatchObject({ type: 'done' });
    expect(await laptop.ask({ type: 'vouch', roomId, publicKey })).toMatchObject({ type: 'done' });
    expect(await laptop.ask({ type: 'vouch', roomId, publicKey: new Uint8Array(65) })).toMatchObject({
      code: 'malformed',
    });
    expect(await stranger.attach(bilal)).toMatchObject({ type: 'attached' });
    expect(await stranger.attach(anouk)).toMatchObject({ type: 'attached' });
  });

  it('[SRV1] unknown room, unknown participant and wrong signature get one answer', async () => {
    const { anouk, roomId } = await openTable();
    const eva = await connect();
    const stranger = new TestPerson(roomId);
    const elsewhere = new TestPerson(random(16));
    const refusals = [
      await eva.attach(stranger),
      await eva.attach(elsewhere),
      await eva.attach(Object.assign(new TestPerson(roomId), { participantId: anouk.participantId })),
      await eva.attach(anouk, [], 'elders.example'),
    ];
    for (const refusal of refusals) expect(refusal).toMatchObject({ type: 'refused', code: 'not-allowed' });
  });

  it('[SRV1] a login made for another connection is refused', async () => {
    const { anouk } = await openTable();
    const [one, other] = [await connect(), await connect()];
    const hello = other.received[0];
    one.received.splice(0, 1, ...(hello === undefined ? [] : [hello]));
    expect(await one.attach(anouk)).toMatchObject({ code: 'not-allowed' });
  });

  it('[SRV1] without a login nothing can be brought, invited or kept', async () => {
    const { roomId, anouk } = await openTable();
    const eva = await connect();
    expect(await eva.append(roomId, anouk.write())).toMatchObject({ code: 'not-allowed' });
    expect((await invite(eva, roomId)).answer).toMatchObject({ code: 'not-allowed' });
    const key = { keyId: random(16), authHash: random(32), wrap: random(40) };
    expect(await eva.ask({ type: 'keep-key', roomId, ...key })).toMatchObject({ code: 'not-allowed' });
    expect(await eva.ask({ type: 'uninvite', roomId, inviteId: random(16) })).toMatchObject({
      code: 'not-allowed',
    });
  });

  it('a page of another origin gets no connection; this machine has several names', async () => {
    await expect(connect('https://elders.example')).rejects.toThrow('403');
    const { anouk } = await openTable();
    const alias = await connect(server.origin.replace('localhost', '127.0.0.1'));
    expect(await alias.attach(anouk)).toMatchObject({ type: 'attached' });
  });
});

describe('opening a room', () => {
  it('[INV3] the genesis is the opener’s own first envelope, signed', async () => {
    const client = await connect();
    const roomId = random(16);
    const [anouk, eva] = [new TestPerson(roomId), new TestPerson(roomId)];
    const genesis = anouk.write('genesis');
    expect(await client.open(eva, genesis)).toMatchObject({ code: 'not-allowed' });
    const forged = genesis.slice();
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    expect(await client.open(anouk, forged)).toMatchObject({ code: 'not-allowed' });
    expect(await client.open(eva, eva.write('event'))).toMatchObject({ code: 'not-allowed' });
    expect(await client.open(anouk, genesis)).toMatchObject({ type: 'done' });
    expect(await client.open(anouk, genesis)).toMatchObject({ type: 'done' });
    expect(await client.open(eva, new TestPerson(roomId).write('genesis'))).toMatchObject({
      code: 'not-allowed',
    });
  });

  it('[SRV8] sixty pairs behind one address begin at the same moment, and one who opens without end is told to wait', async () => {
    const client = await connect();
    // A table, and a hand for each of the two who sit at it.
    const sixtyPairs = async () => {
      let opened = 0;
      for (let room = 0; room < 3; room += 1) {
        const answers = Array.from({ length: 60 }, () => client.open(new TestPerson(random(16))));
        opened += (await Promise.all(answers)).filter(({ type }) => type === 'done').length;
      }
      return opened;
    };
    expect(await sixtyPairs()).toBe(180);
    server.setTime(noon + 10_000);
    const { burst, perSecond } = relayRates.openings;
    expect(await sixtyPairs()).toBe(burst - 180 + 10 * perSecond);
    server.setTime(noon + day);
    expect(await client.open(new TestPerson(random(16)))).toMatchObject({ type: 'done' });
  });
});

describe('appending', () => {
  it('[SRV3] anyone at the table may bring an envelope of another, if that one signed it', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    await phone.attach(bilal);
    const [card, next] = [anouk.write(), anouk.write()];
    const forged = next.slice();
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1;
    const stranger = new TestPerson(roomId).write('join');
    expect(await phone.append(roomId, card, forged, stranger, bilal.write())).toMatchObject({
      outcomes: ['done', 'not-allowed', 'unknown', 'done'],
    });
  });

  it('[SRV3] one bad entry never aborts the others, and each is told what was wrong', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const [first, second] = [anouk.write(), anouk.write()];
    const elsewhere = Object.assign(new TestPerson(random(16)), {
      participantId: anouk.participantId,
    }).write();
    const answer = await laptop.append(
      roomId,
      random(200),
      second,
      elsewhere,
      first,
      first,
      anouk.write('presence'),
    );
    expect(answer).toMatchObject({
      outcomes: ['malformed', 'gap', 'malformed', 'done', 'done', 'not-allowed'],
    });
  });

  it('[ENV6] a second envelope at one place is a fork', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const card = anouk.write();
    await laptop.append(roomId, card);
    const other = card.slice();
    other[100] = (other[100] ?? 0) ^ 1;
    expect(await laptop.append(roomId, other)).toMatchObject({ outcomes: ['fork'] });
  });

  it('[DEL1] a blanked event is handed out as its stub, and a stub can be brought again', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const card = anouk.write();
    const blank = anouk.writeBlank(1);
    await laptop.append(roomId, card, blank);
    const again = await connect();
    await again.attach(anouk);
    await eventually(() => expect(again.entries()).toHaveLength(3));
    expect(again.all('entries')[0]?.entries[1]).toEqual({ form: 'stub', bytes: toStub(card) });
    const repeat = await again.ask({
      type: 'append',
      roomId,
      entries: [{ form: 'stub', bytes: toStub(card) }],
    });
    expect(repeat).toMatchObject({ outcomes: ['done'] });
  });

  it('[SRV3] more than a page at once is refused whole', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const cards = Array.from({ length: 16 }, () => anouk.write('event', random(16_380)));
    expect(await laptop.append(roomId, ...cards)).toMatchObject({ type: 'refused', code: 'too-large' });
  });

  it('[SRV3] a participant who sends without end is told to wait, and may go on later', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const card = anouk.write();
    const flood = async () => await laptop.append(roomId, ...Array.from({ length: 300 }, () => card));
    for (let turn = 0; turn < 6; turn += 1) expect(await flood()).toMatchObject({ type: 'appended' });
    expect(await flood()).toMatchObject({ code: 'rate-limited' });
    server.setTime(noon + 60_000);
    expect(await flood()).toMatchObject({ type: 'appended' });
  });
});

describe('presence', () => {
  it('[SRV7] is handed on to the others at the table, only by oneself, and is not stored', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    await phone.attach(bilal);
    const say = (envelope: Bytes) => phone.ask({ type: 'presence', envelope });
    expect(await say(anouk.write('presence'))).toMatchObject({ code: 'not-allowed' });
    expect(await say(bilal.write('event'))).toMatchObject({ code: 'malformed' });
    expect(await say(new Uint8Array(4097))).toMatchObject({ code: 'too-large' });
    const envelope = bilal.write('presence');
    expect(await say(envelope)).toMatchObject({ type: 'done' });
    await laptop.first('presence');
    expect(laptop.all('presence')).toEqual([{ type: 'presence', envelope }]);
    expect(phone.all('presence')).toEqual([]);
    const later = await connect();
    await later.attach(anouk);
    await eventually(() => expect(later.entries()).toHaveLength(1));
    expect(later.all('presence')).toEqual([]);
  });
});

describe('ways in and back', () => {
  it('[INV2] looking shows the note, claiming seats, and only the same key may claim again', async () => {
    const { roomId, laptop } = await openTable();
    const { answer, inviteId, proof, show, wrap } = await invite(laptop, roomId);
    expect(answer).toMatchObject({ type: 'done' });
    const bilal = new TestPerson(roomId);
    const phone = await connect();
    expect(await phone.ask({ type: 'look', inviteId, proof })).toMatchObject({ type: 'shown', show });
    expect(await phone.attach(bilal)).toMatchObject({ code: 'not-allowed' });
    const claim = { type: 'claim', inviteId, proof, publicKey: bilal.publicKey } as const;
    expect(await phone.ask(claim)).toMatchObject({ type: 'claimed', wrap });
    expect(await phone.ask(claim)).toMatchObject({ type: 'claimed', wrap });
    expect(await phone.attach(bilal)).toMatchObject({ type: 'attached' });
    const eva = new TestPerson(roomId);
    expect(await phone.ask({ ...claim, publicKey: eva.publicKey })).toMatchObject({
      code: 'invitation-not-valid',
    });
  });

  it('[INV5] unknown, used, withdrawn, expired and unproven invitations answer alike', async () => {
    const { roomId, laptop } = await openTable();
    const eva = await connect();
    const open = await invite(laptop, roomId);
    const withdrawn = await invite(laptop, roomId);
    await laptop.ask({ type: 'uninvite', roomId, inviteId: withdrawn.inviteId });
    const expired = await invite(laptop, roomId, 1);
    const used = await invite(laptop, roomId);
    await eva.ask({ type: 'claim', ...used, publicKey: new TestPerson(roomId).publicKey });
    server.setTime(noon + 2_000);
    const { publicKey } = new TestPerson(roomId);
    const tries = [
      { ...open, proof: random(32) },
      { ...open, inviteId: random(16) },
      withdrawn,
      expired,
      used,
    ];
    for (const { inviteId, proof } of tries) {
      expect(await eva.ask({ type: 'look', inviteId, proof })).toMatchObject({
        code: 'invitation-not-valid',
      });
      expect(await eva.ask({ type: 'claim', inviteId, proof, publicKey })).toMatchObject({
        code: 'invitation-not-valid',
      });
    }
  });

  it('[INV5] sixty guests behind one address come in at the same moment, and one who guesses is told to wait', async () => {
    const { roomId, laptop } = await openTable();
    const invited: Awaited<ReturnType<typeof invite>>[] = [];
    for (let guest = 0; guest < 60; guest += 1) invited.push(await invite(laptop, roomId));
    const comeIn = async ({ inviteId, proof }: (typeof invited)[number]) => {
      const phone = await TestClient.connect(server.origin);
      const { publicKey } = new TestPerson(roomId);
      const looked = await phone.ask({ type: 'look', inviteId, proof });
      const claimed = await phone.ask({ type: 'claim', inviteId, proof, publicKey });
      phone.close();
      return [looked.type, claimed.type];
    };
    for (const came of await Promise.all(invited.map(comeIn))) expect(came).toEqual(['shown', 'claimed']);

    const guess = { type: 'look', inviteId: random(16), proof: random(32) } as const;
    const guesses = async () => {
      const eva = await connect();
      const turns = Array.from({ length: relayRates.messages.burst }, () => eva.ask(guess));
      return (await Promise.all(turns)).flatMap((answer) => ('code' in answer ? [answer.code] : []));
    };
    const told = new Map<string, number>();
    for (let turn = 0; turn < 5; turn += 1)
      for (const code of await guesses()) told.set(code, (told.get(code) ?? 0) + 1);
    const { burst, perSecond } = relayRates.invitations;
    expect(told.get('invitation-not-valid')).toBe(burst - 2 * invited.length);
    expect(told.get('rate-limited')).toBe(5 * relayRates.messages.burst - burst + 2 * invited.length);

    server.setTime(noon + 2000);
    const later = await invite(laptop, roomId);
    expect(later.answer).toMatchObject({ type: 'done' });
    expect(await comeIn(later)).toEqual(['shown', 'claimed']);
    expect((await guesses()).filter((code) => code !== 'rate-limited')).toHaveLength(2 * perSecond - 2);
  });

  it('[INV2] an invitation lives seven days at most', async () => {
    const { roomId, laptop } = await openTable();
    expect((await invite(laptop, roomId, 7 * 86_400)).answer).toMatchObject({ type: 'done' });
    expect((await invite(laptop, roomId, 7 * 86_400 + 1)).answer).toMatchObject({ code: 'too-large' });
  });

  it('a claim with a key that is no point of the curve is malformed', async () => {
    const { roomId, laptop } = await openTable();
    const { inviteId, proof } = await invite(laptop, roomId);
    const answer = await laptop.ask({
      type: 'claim',
      inviteId,
      proof,
      publicKey: new Uint8Array(65).fill(4),
    });
    expect(answer).toMatchObject({ code: 'malformed' });
  });

  it('[RET1] a return key gives its wrap to who can prove it', async () => {
    const { roomId, laptop } = await openTable();
    const [keyId, auth, wrap] = [random(16), random(32), random(200)];
    const kept = await laptop.ask({ type: 'keep-key', roomId, keyId, authHash: hash(auth), wrap });
    expect(kept).toMatchObject({ type: 'done' });
    const tablet = await connect();
    expect(await tablet.ask({ type: 'use-key', keyId, auth })).toMatchObject({ type: 'key', wrap });
    expect(await tablet.ask({ type: 'use-key', keyId, auth: random(32) })).toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('forgetting', () => {
  it('[DEL2] erasing ends the room for all at it, and answers whoever names it later with the record', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const { bilal, phone } = await seatBilal(laptop, roomId);
    await phone.attach(bilal);
    const record = bilal.eraseRecord();
    expect(await phone.ask({ type: 'erase', record })).toMatchObject({ type: 'done' });
    const gone = await laptop.first('gone');
    expect(gone).toMatchObject({ roomId, reason: 'erased' });
    expect(gone.record).toEqual(record);
    expect(await phone.first('gone')).toEqual(gone);
    expect(await laptop.append(roomId, anouk.write())).toMatchObject({ code: 'not-allowed' });
    const later = await connect();
    expect(await later.attach(anouk)).toMatchObject({ type: 'refused', code: 'gone' });
    expect(await later.first('gone')).toEqual(gone);
    // Whoever keeps the record may bring it again: a restored server needs to hear it.
    expect(await later.ask({ type: 'erase', record })).toMatchObject({ type: 'done' });
  });

  it('[DEL2] a record that is not signed by the one it names erases nothing', async () => {
    const { roomId, anouk, laptop } = await openTable();
    const eva = Object.assign(new TestPerson(roomId), { participantId: anouk.participantId });
    const elsewhere = Object.assign(new TestPerson(random(16)), { participantId: anouk.participantId });
    for (const record of [eva.eraseRecord(), elsewhere.eraseRecord(), random(96)]) {
      expect(await laptop.ask({ type: 'erase', record })).toMatchObject({ code: 'not-allowed' });
    }
    expect(await laptop.attach(anouk)).toMatchObject({ type: 'attached' });
  });
});

describe('what a peer may cost', () => {
  it('[SRV6] malformed messages get a coded error with the number they had, and in the end no connection', async () => {
    const client = await connect();
    client.socket.send(Uint8Array.from([99, 0, 0, 1, 0]));
    client.socket.send('tekst');
    await eventually(() => expect(client.all('refused')).toHaveLength(2));
    expect(client.all('refused')).toEqual([
      { type: 'refused', req: 256, code: 'malformed' },
      { type: 'refused', req: 0, code: 'malformed' },
    ]);
    const closed = client.closed();
    for (let count = 0; count < 20; count += 1) client.socket.send(random(3));
    expect(await closed).toBe(1008);
  });

  it('[SRV6] a frame larger than any message ends the connection, and the server goes on', async () => {
    const client = await connect();
    const closed = client.closed();
    client.socket.send(new Uint8Array(300 * 1024));
    expect(await closed).toBe(1009);
    await openTable();
  });

  it('one connection sits at a bounded number of rooms', async () => {
    const client = await connect();
    const types = [];
    for (let count = 0; count < 65; count += 1) {
      const person = new TestPerson(random(16));
      await client.open(person);
      types.push((await client.attach(person)).type);
    }
    expect(types.lastIndexOf('attached')).toBe(63);
    expect(types.at(-1)).toBe('refused');
  });
});
