import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { splitEnvelope } from '#protocol/envelope.ts';
import { eventually } from '../eventually-for-test.ts';
import { sameBytes } from '../same-bytes.ts';
import { removeFolder, startTestServer, type TestServer } from '../server-for-test.ts';
import { createTestDatabase } from '../storage/postgres-for-test.ts';
import { hash, random, TestClient, TestPerson } from './device-for-test.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
let servers: TestServer[];
let clients: TestClient[];

beforeEach(async () => {
  database = await createTestDatabase();
  servers = [];
  for (let count = 0; count < 2; count += 1)
    servers.push(await startTestServer({ DATABASE_URL: database.url }));
  clients = [];
});

afterEach(async () => {
  for (const client of clients) client.close();
  for (const server of servers) {
    await server.stop();
    removeFolder(server);
  }
  await database.remove();
});

async function connectTo(index: number): Promise<TestClient> {
  const client = await TestClient.connect(servers[index]?.origin ?? '');
  clients.push(client);
  return client;
}

/** Anouk at the first server, Bilal at the second. */
async function sitApart() {
  const roomId = random(16);
  const [anouk, bilal] = [new TestPerson(roomId), new TestPerson(roomId)];
  const [laptop, phone] = [await connectTo(0), await connectTo(1)];
  await laptop.open(anouk);
  await laptop.attach(anouk);
  const [inviteId, proof, note] = [random(16), random(32), random(40)];
  const invitation = {
    roomId,
    inviteId,
    proofHash: hash(proof),
    show: note,
    wrap: note,
    lifetimeSeconds: 900,
  };
  await laptop.ask({ type: 'invite', ...invitation });
  await phone.ask({ type: 'claim', inviteId, proof, publicKey: bilal.publicKey });
  await phone.attach(bilal);
  return { roomId, anouk, bilal, laptop, phone };
}

function writtenBy(person: TestPerson, entries: readonly Bytes[]): readonly Bytes[] {
  return entries.filter((entry) => {
    const envelope = splitEnvelope(entry);
    return envelope.ok && sameBytes(envelope.value.header.participantId, person.participantId);
  });
}

describe('two servers on one database', () => {
  it('people at different servers sit at one table', async () => {
    const { roomId, anouk, bilal, laptop, phone } = await sitApart();
    for (let turn = 0; turn < 20; turn += 1) {
      await Promise.all([laptop.append(roomId, anouk.write()), phone.append(roomId, bilal.write())]);
    }
    // What the other server stored meanwhile may bring one's own back from the log; a device knows its own.
    await eventually(() => expect(writtenBy(bilal, laptop.entries())).toHaveLength(20));
    await eventually(() => expect(writtenBy(anouk, phone.entries())).toHaveLength(21));
    const reader = await connectTo(1);
    await reader.attach(anouk);
    await eventually(() => expect(reader.entries()).toHaveLength(41));
    expect(new Set(reader.entries().map((entry) => Buffer.from(hash(entry)).toString('hex'))).size).toBe(41);
  });

  it('[SRV7] [DEL2] presence and the end of a room reach the other server', async () => {
    const { roomId, anouk, bilal, laptop, phone } = await sitApart();
    const envelope = bilal.write('presence');
    expect(await phone.ask({ type: 'presence', envelope })).toMatchObject({ type: 'done' });
    expect(await laptop.first('presence')).toEqual({ type: 'presence', envelope });
    await laptop.ask({ type: 'erase', record: anouk.eraseRecord() });
    expect(await phone.first('gone')).toMatchObject({ roomId, reason: 'erased' });
  });
});
