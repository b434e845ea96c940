import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { random, TestClient, TestPerson } from '#server/relay/device-for-test.ts';
import { startBuiltServer } from './built-server.ts';
import { formsOfBytes, formsOfText, type Needle } from './forms.ts';
import { addresses, liveALife } from './life.ts';
import { readProcessMemory } from './process-memory.ts';
import { startRecordingProxy } from './recording-proxy.ts';
import { search } from './search.ts';

/** A database that the server under test may use, and whose files can be read behind its back. */
export type DatabaseUnderTest = {
  readonly env: Record<string, string>;
  /** Once the server has made its tables. */
  readonly prepare: () => Promise<void>;
  /** What stands on the disk now, by kind of file. */
  readonly files: () => Promise<Readonly<Record<'tables' | 'write-ahead log', readonly Buffer[]>>>;
  readonly remove: () => Promise<void>;
};

const memoryIsReadable = process.platform === 'linux';

/** Goes through a whole life with a server and looks for its words and keys wherever the server leaves anything. */
export function nobodyElseCanRead(name: string, create: () => Promise<DatabaseUnderTest>): void {
  describe(`the words and keys of a whole life, with ${name}`, () => {
    it('[KEY1] [SRV5] stand nowhere, while what was planted to be found is found everywhere', async () => {
      const database = await create();
      let port = 0;
      const proxy = await startRecordingProxy(() => port);
      const server = await startBuiltServer({
        ...database.env,
        PUBLIC_URL: proxy.origin,
        TRUST_PROXY: 'loopback',
      });
      port = server.port;
      await database.prepare();

      const places = new Map<string, Buffer[]>();
      const put = (place: string, bytes: readonly Buffer[]) =>
        places.set(place, [...(places.get(place) ?? []), ...bytes]);
      // Memory is used again and a write-ahead log is begun anew, so both are read again and again.
      const lookAround = async () => {
        for (const [place, bytes] of Object.entries(await database.files())) put(place, bytes);
        if (memoryIsReadable) put('memory', readProcessMemory(server.pid));
      };

      const canary = `Kanarie-${randomBytes(4).toString('hex')} zingt één lied?`;
      const life = await liveALife(proxy.origin, canary, lookAround);
      const planted = textOf6KB();
      const logged = textOf6KB();
      const eva = await plant(proxy.origin, planted);
      await lookAround();
      await eva.writeALot();
      await server.writeToLog(logged);
      await lookAround();
      await life.erase();
      await lookAround();
      put('metrics', [await server.metrics()]);
      life.close();
      await proxy.stop();
      expect(await server.stop()).toBe(0);
      put('traffic', proxy.traffic());
      put('log', [server.log()]);
      await database.remove();

      const seen = ['tables', 'write-ahead log', 'traffic', ...(memoryIsReadable ? ['memory'] : [])];
      const controls = [
        ...piecesOf('the ciphertext', life.ciphertext),
        ...piecesOf('the planted text', Buffer.from(planted)),
        ...piecesOf('the logged text', Buffer.from(logged)),
        { name: 'a count', bytes: Buffer.from('samenleerwijzer_entries_total ') },
      ];
      expect(search(places, controls)).toEqual(
        expect.arrayContaining([
          ...seen.flatMap((place) => [`the ciphertext in the ${place}`, `the planted text in the ${place}`]),
          'the logged text in the log',
          'a count in the metrics',
        ]),
      );
      expect(search(places, [...formsOfText('a word', canary), ...life.secrets])).toEqual([]);

      const only = (...names: string[]) => new Map([...places].filter(([place]) => names.includes(place)));
      expect(search(only('log', 'metrics'), life.roomIds)).toEqual([]);
      const from = addresses.flatMap((address) => formsOfBytes(address, Buffer.from(address)));
      expect(search(only('log', 'metrics', 'tables', 'write-ahead log'), from)).toEqual([]);
    });
  });
}

/** The control: the same way through socket and table that an envelope takes, in clear. */
async function plant(origin: string, text: string) {
  const eva = new TestPerson(random(16));
  const reader = await TestClient.connect(origin);
  const writer = await TestClient.connect(origin);
  await writer.open(eva);
  for (const client of [reader, writer]) await client.attach(eva);
  const envelope = eva.write('event', Uint8Array.from(Buffer.from(text)));
  expect(await writer.append(eva.roomId, envelope)).toMatchObject({ outcomes: ['done'] });
  while (!reader.entries().some((bytes) => Buffer.from(bytes).equals(envelope))) await nextMessage(reader);
  reader.close();
  return {
    /** More than the 4 MiB after which SQLite moves its log into the tables. */
    writeALot: async () => {
      for (let page = 0; page < 20; page += 1) {
        const envelopes = Array.from({ length: 15 }, () => eva.write('event', random(16_384)));
        await writer.append(eva.roomId, ...envelopes);
      }
      writer.close();
    },
  };
}

function nextMessage({ socket }: TestClient): Promise<void> {
  return new Promise((resolve) => {
    socket.once('message', () => resolve());
  });
}

function textOf6KB(): string {
  return randomBytes(3000).toString('hex');
}

/** Databases lay long bytes in parts; most pieces of this length stand whole in one. */
function piecesOf(name: string, bytes: Buffer): Needle[] {
  const starts = Array.from({ length: Math.floor(bytes.length / 64) }, (_, index) => index * 64);
  return starts.map((start) => ({ name, bytes: bytes.subarray(start, start + 64) }));
}
