// Whatever bytes a peer sends, it gets coded errors or loses its connection; everyone else goes on [SRV6].
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeUp, upTypes } from '#protocol/up.ts';
import { removeFolder, startTestServer, type TestServer } from '../server-for-test.ts';
import { random, TestClient, TestPerson } from './device-for-test.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});

afterAll(async () => {
  await server.stop();
  removeFolder(server);
});

const types = Object.values(upTypes);

function bytes(maxLength: number): fc.Arbitrary<Bytes> {
  return fc.uint8Array({ maxLength }).map((made) => Uint8Array.from(made));
}

/** Bytes that get further than the first byte: a known type, then anything. */
const almostMessages = fc
  .tuple(fc.constantFrom(...types), bytes(400))
  .map(([type, rest]) => Uint8Array.from([type, ...rest]));

/** Eva sits at a table of her own, so that what she breaks lies behind the login too. */
async function eva(): Promise<{ client: TestClient; person: TestPerson }> {
  const person = new TestPerson(random(16));
  const client = await TestClient.connect(server.origin);
  await client.open(person);
  await client.attach(person);
  return { client, person };
}

/** Right messages with one bit turned, cut off or made longer. */
function damaged(whole: readonly Bytes[]): fc.Arbitrary<Bytes> {
  return fc
    .record({ which: fc.nat(whole.length - 1), at: fc.nat(5_000), bit: fc.nat(7), length: fc.nat(5_000) })
    .map(({ which, at, bit, length }) => {
      const message = (whole[which] ?? new Uint8Array(1)).slice(0, length + 1);
      const place = at % message.length;
      message[place] = (message[place] ?? 0) ^ (1 << bit);
      return message;
    });
}

async function survives(arbitrary: (person: TestPerson) => fc.Arbitrary<Bytes>): Promise<void> {
  const { person, client } = await eva();
  client.close();
  await fc.assert(
    fc.asyncProperty(fc.array(arbitrary(person), { minLength: 1, maxLength: 15 }), async (messages) => {
      const attacker = await TestClient.connect(server.origin);
      await attacker.attach(person);
      for (const message of messages) attacker.socket.send(message);
      // Answers come in order: when this one is answered, all before it were handled.
      const answer = await attacker.ask({ type: 'look', inviteId: random(16), proof: random(32) });
      expect(answer).toMatchObject({ type: 'refused' });
      attacker.close();
    }),
    { numRuns: 40 },
  );
  const { client: other } = await eva();
  other.close();
}

describe('hostile input', () => {
  it('[SRV6] arbitrary bytes change nothing', async () => {
    await survives(() => bytes(300));
  });

  it('[SRV6] a known type with arbitrary fields changes nothing', async () => {
    await survives(() => almostMessages);
  });

  it('[SRV6] damaged messages and envelopes of a participant change nothing for others', async () => {
    await survives((person) => {
      const { roomId, participantId, deviceId, publicKey } = person;
      const heads = [{ participantId, deviceId, seq: 0 }];
      const [id, secret] = [random(16), random(32)];
      const whole = (body: Bytes) => ({ form: 'whole' as const, bytes: body });
      const entries = [
        whole(person.write()),
        whole(person.writeBlank(1, 2)),
        { form: 'stub' as const, bytes: random(180) },
      ];
      return damaged([
        encodeUp({ type: 'attach', req: 1, roomId, participantId, deviceId, signature: random(64), heads }),
        encodeUp({ type: 'append', req: 1, roomId, entries }),
        encodeUp({ type: 'erase', req: 1, record: random(96) }),
        encodeUp({ type: 'open-room', req: 1, publicKey, genesis: person.write('genesis') }),
        encodeUp({ type: 'claim', req: 1, inviteId: id, proof: secret, publicKey }),
        encodeUp({
          type: 'invite',
          req: 1,
          roomId,
          inviteId: id,
          proofHash: secret,
          show: id,
          wrap: id,
          lifetimeSeconds: 9,
        }),
        encodeUp({ type: 'keep-key', req: 1, roomId, keyId: id, authHash: secret, wrap: random(90) }),
        encodeUp({ type: 'presence', req: 1, envelope: person.write('presence') }),
        encodeUp({ type: 'detach', roomId }),
      ]);
    });
  });
});
