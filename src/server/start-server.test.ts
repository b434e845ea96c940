import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DownMessage } from '#protocol/down.ts';
import { type Config, parseConfig } from './config.ts';
import { findFreePort } from './free-port-for-test.ts';
import { random, TestClient, TestPerson } from './relay/device-for-test.ts';
import { removeFolder, startTestServer, type TestServer } from './server-for-test.ts';
import { startServer } from './start-server.ts';

let server: TestServer;

beforeEach(async () => {
  server = await startTestServer();
});

afterEach(async () => {
  await server.stop();
  removeFolder(server);
});

async function failureOf(env: Record<string, string>) {
  const config = parseConfig(env);
  if (!config.ok) throw new Error(config.line);
  const started = await startServer({
    config: config.value satisfies Config,
    webRoot: server.folder,
    now: () => 0,
    report: () => undefined,
  });
  if (started.ok) throw new Error('started');
  return started.error;
}

describe('stopping the server', () => {
  it('[SRV2] says goodbye to every device and keeps all that it acknowledged, asked in the last moment too', async () => {
    const first = await startTestServer();
    const anouk = new TestPerson(random(16));
    const laptop = await TestClient.connect(first.origin);
    await laptop.open(anouk);
    await laptop.attach(anouk);
    for (let req = 101; req <= 120; req += 1) {
      const entries = [{ form: 'whole', bytes: anouk.write() }] as const;
      laptop.send({ type: 'append', req, roomId: anouk.roomId, entries });
    }
    await laptop.first('appended');
    const closed = laptop.closed();
    const [code] = await Promise.all([closed, first.stop()]);
    expect(code).toBe(1001);
    const done = laptop.all('appended').length;
    expect(done).toBeGreaterThan(0);

    const again = await startTestServer({}, first.folder);
    const back = await TestClient.connect(again.origin);
    const { heads } = expectAttached(await back.attach(anouk));
    expect(heads[0]?.seq).toBeGreaterThanOrEqual(done);
    back.close();
    await again.stop();
    removeFolder(again);
  });
});

function expectAttached(message: DownMessage) {
  if (message.type !== 'attached') throw new Error(message.type);
  return message;
}

describe('starting the server', () => {
  it('tells its counts on an address of its own, without a room or a person in them', async () => {
    const address = `127.0.0.1:${await findFreePort()}`;
    const other = await startTestServer({ METRICS_ADDRESS: address });
    const client = await TestClient.connect(other.origin);
    const text = await (await fetch(`http://${address}/metrics`)).text();
    expect(text).toContain('samenleerwijzer_sockets 1\n');
    expect(text).toContain('samenleerwijzer_sockets_opened_total 1\n');
    expect(text).not.toMatch(/\{/u);
    expect((await fetch(`http://${address}/`)).status).toBe(404);
    client.close();
    await other.stop();
    removeFolder(other);
  });

  it('on data that another one uses stops with exit code 3 and one line', async () => {
    const dataDir = join(server.folder, 'data');
    expect(await failureOf({ DATA_DIR: dataDir, PORT: '0' })).toEqual({
      exitCode: 3,
      line: `Another server is using the data in ${dataDir}.`,
    });
  });

  it('on a port that is taken says so and leaves nothing open', async () => {
    const { port } = new URL(server.origin);
    const failure = await failureOf({ DATA_DIR: join(server.folder, 'other'), PORT: port });
    expect(failure.exitCode).toBe(1);
    expect(failure.line).toMatch(new RegExp(`^Cannot listen EADDRINUSE: .*:${port}\\.$`, 'u'));
  });

  it('with data in what is no folder, or is no database, names the setting', async () => {
    const file = join(server.folder, 'file');
    writeFileSync(file, 'tekst');
    expect(await failureOf({ DATA_DIR: file, PORT: '0' })).toMatchObject({ exitCode: 2 });
    const folder = join(server.folder, 'web');
    writeFileSync(join(folder, 'samenleerwijzer.db'), 'x'.repeat(5000));
    const { exitCode, line } = await failureOf({ DATA_DIR: folder, PORT: '0' });
    expect(exitCode).toBe(2);
    expect(line).toMatch(/^DATA_DIR must /u);
  });

  it('with a database that does not answer names the setting and not the password', async () => {
    const { exitCode, line } = await failureOf({
      DATABASE_URL: 'postgres://anouk:geheim@127.0.0.1:9/none',
      PORT: '0',
    });
    expect(exitCode).toBe(1);
    expect(line).toContain('DATABASE_URL');
    expect(line).not.toContain('geheim');
  });
});
