import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { parseConfig } from '../config.ts';
import { removeFolder, startTestServer, type TestServer } from '../server-for-test.ts';
import { createHttpServer } from './http-server.ts';
import { securityHeaders } from './security-headers.ts';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer({
    ORGANISATION_NAME: 'Gemeente Voorbeeld',
    PRIVACY_CONTACT: 'privacy@voorbeeld.example',
    SUPPORT_TEXT: 'Gratis hulp: bel 0800-0000',
    SECURITY_CONTACT: 'mailto:veilig@voorbeeld.example',
    RETENTION_DAYS: '90',
  });
});

afterAll(async () => {
  await server.stop();
  removeFolder(server);
});

function get(path: string): Promise<Response> {
  return fetch(new URL(path, server.origin));
}

describe('pages', () => {
  it.each(['/', '/aan-tafel', '/tafel/AbC_123', '/?lang=en'])(
    '%s is the one page of the app',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toContain('text/html');
      expect(answer.headers.get('cache-control')).toBe('no-cache');
      expect(await answer.text()).toContain('Samenleerwijzer');
    },
  );

  it('files with a hash in their name are kept for good, the service worker is asked for each time', async () => {
    expect((await get('/assets/app-1a2b3c.js')).headers.get('cache-control')).toBe(
      'public, max-age=31536000, immutable',
    );
    expect((await get('/sw.js')).headers.get('cache-control')).toBe('no-cache');
  });

  it.each(['/geen.js', '/assets/geen.css', '/v1/geen', '/../main.js', '/%2e%2e/main.js'])(
    'there is no %s, and it is said as a problem',
    async (path) => {
      const answer = await get(path);
      expect(answer.status).toBe(404);
      expect(answer.headers.get('content-type')).toContain('application/problem+json');
      expect(await answer.json()).toEqual({ type: 'about:blank', title: 'Not Found', status: 404 });
    },
  );

  it('nothing can be posted', async () => {
    const answer = await fetch(server.origin, { method: 'POST', body: 'x'.repeat(10_000) });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
  });
});

describe('facts about this server', () => {
  it('tells who runs it and how long tables stay', async () => {
    expect(await (await get('/organisation.json')).json()).toEqual({
      name: 'Gemeente Voorbeeld',
      privacyContact: 'privacy@voorbeeld.example',
      supportText: 'Gratis hulp: bel 0800-0000',
      retentionDays: 90,
      publicUrl: server.origin,
    });
  });

  it('says where a weakness is reported, and until when that holds', async () => {
    const answer = await get('/.well-known/security.txt');
    expect(answer.headers.get('content-type')).toContain('text/plain');
    expect(await answer.text()).toBe(
      'Contact: mailto:veilig@voorbeeld.example\nExpires: 2027-05-22T12:00:00Z\nPreferred-Languages: nl, en\n',
    );
  });

  it('has no security.txt when nobody set a contact', async () => {
    const other = await startTestServer();
    expect((await fetch(new URL('/.well-known/security.txt', other.origin))).status).toBe(404);
    await other.stop();
    removeFolder(other);
  });

  it('is healthy while its database answers', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'ok' });
  });

  it('is not healthy while its database does not answer, and tells nobody why', async () => {
    const reported: unknown[] = [];
    const config = parseConfig({});
    if (!config.ok) throw new Error(config.line);
    const app = await createHttpServer({
      config: config.value,
      webRoot: join(server.folder, 'web'),
      checkHealth: () => Promise.reject(new Error('password of the database')),
      accept: () => undefined,
      now: Date.now,
      report: (error) => reported.push(error),
    });
    const answer = await app.inject('/health');
    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toEqual({ type: 'about:blank', title: 'Internal Server Error', status: 500 });
    expect(reported).toHaveLength(1);
    await app.close();
  });
});

describe('[WEB1] headers', () => {
  it.each(['/', '/assets/app-1a2b3c.js', '/geen.js', '/health', '/%E0%A4%A'])(
    'come with %s',
    async (path) => {
      const { headers } = await get(path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).toContain('trusted-types service-worker');
      expect(policy).not.toMatch(/unsafe-|\*|https?:|data:|blob:/u);
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('permissions-policy')).toMatch(/^camera=\(self\), .*microphone=\(\)/u);
      expect(headers.get('strict-transport-security')).toBeNull();
      expect(headers.get('set-cookie')).toBeNull();
    },
  );

  it('ask for https for as long as it is https', () => {
    expect(securityHeaders(true).strictTransportSecurity).toMatchObject({ maxAge: 63_072_000 });
    expect(securityHeaders(false).strictTransportSecurity).toBe(false);
  });
});

describe('the door to the table', () => {
  it('opens only for a WebSocket', async () => {
    expect((await get('/v1/table')).status).toBe(404);
  });

  it('opens no other path', async () => {
    const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/tafel/1`);
    const ended = await new Promise((resolve) => {
      socket.on('error', () => resolve('refused'));
      socket.on('close', (code) => resolve(code));
    });
    expect(['refused', 1005, 1006, 1008]).toContain(ended);
  });
});
