import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sitTogether, until } from '../people.ts';
import { startTestServer, type TestServer } from './server.ts';

describe('a later conversation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  it('begins also when both asked for it at the same moment, and neither heard the other first', async () => {
    const { anouk, bilal, close } = await sitTogether(server.origin);
    const both = [anouk, bilal];
    await anouk.stop();
    for (const one of both) await until(one, ({ view }) => view?.position === 'ended-stopped');
    const asked = await Promise.all(both.map((one) => one.wantRound('samenleergesprek-kort')));
    expect(asked.every(({ ok }) => ok)).toBe(true);
    for (const one of both) await until(one, ({ view }) => view?.round === 2 && view.position === 'at');
    close();
  });
});
