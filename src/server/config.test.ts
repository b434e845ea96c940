import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseConfig, settingByName } from './config.ts';

function refused(env: Record<string, string>): string {
  const result = parseConfig(env);
  return result.ok ? 'accepted' : result.line;
}

function accepted(env: Record<string, string>) {
  const result = parseConfig(env);
  if (!result.ok) throw new Error(result.line);
  return result.value;
}

describe('settings', () => {
  it('an empty environment gives a server on this machine with SQLite', () => {
    expect(accepted({})).toEqual({
      listen: { host: 'localhost', port: 8080 },
      publicOrigin: null,
      trustProxy: false,
      dataDir: './data',
      databaseUrl: null,
      organisation: { name: '', privacyContact: '', supportText: '' },
      securityContact: null,
      retentionDays: 180,
      metrics: null,
    });
  });

  it('a set but empty variable counts as not set', () => {
    expect(accepted({ PORT: '', PUBLIC_URL: ' ' })).toEqual(accepted({}));
  });

  it('everything can be set', () => {
    const env = {
      PORT: '443',
      HOST: '0.0.0.0',
      PUBLIC_URL: 'https://tafel.example/',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      DATA_DIR: '/srv/tafel',
      DATABASE_URL: 'postgres://tafel:geheim@db/tafel',
      ORGANISATION_NAME: 'Gemeente Voorbeeld',
      PRIVACY_CONTACT: 'privacy@voorbeeld.example',
      SUPPORT_TEXT: 'Gratis hulp: bel 0800-0000',
      SECURITY_CONTACT: 'mailto:veilig@voorbeeld.example',
      RETENTION_DAYS: '30',
      METRICS_ADDRESS: '127.0.0.1:9464',
    };
    expect(accepted(env)).toMatchObject({
      listen: { host: '0.0.0.0', port: 443 },
      publicOrigin: 'https://tafel.example',
      trustProxy: ['10.0.0.0/8', '::1'],
      databaseUrl: 'postgres://tafel:geheim@db/tafel',
      organisation: { name: 'Gemeente Voorbeeld', supportText: 'Gratis hulp: bel 0800-0000' },
      securityContact: 'mailto:veilig@voorbeeld.example',
      retentionDays: 30,
      metrics: { host: '127.0.0.1', port: 9464 },
    });
  });

  it.each([
    ['PORT', '80a'],
    ['SECURITY_CONTACT', 'veilig@voorbeeld.example'],
    ['SECURITY_CONTACT', 'mailto:a@b.example\nExpires: never'],
    ['PORT', '65536'],
    ['HOST', 'een huis'],
    ['PUBLIC_URL', 'tafel.example'],
    ['PUBLIC_URL', 'http://tafel.example'],
    ['PUBLIC_URL', 'https://tafel.example/pad'],
    ['PUBLIC_URL', 'https://anouk:geheim@tafel.example'],
    ['TRUST_PROXY', 'yes'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['DATABASE_URL', 'mysql://db/tafel'],
    ['ORGANISATION_NAME', 'een\ntwee'],
    ['PRIVACY_CONTACT', 'x'.repeat(201)],
    ['SUPPORT_TEXT', 'x'.repeat(501)],
    ['RETENTION_DAYS', '4000'],
    ['METRICS_ADDRESS', '9464'],
  ])('a wrong %s gives one line that names it and does not repeat it', (name, value) => {
    const line = refused({ [name]: value });
    expect(line).toMatch(new RegExp(`^${name} must [^\\n]+\\.$`, 'u'));
    expect(line).not.toContain(value);
  });

  it.each(['http://localhost:5173', 'http://127.0.0.1:8080', 'http://[::1]:8080', 'https://localhost'])(
    '%s may be the public address, since it stays on this machine',
    (origin) => expect(accepted({ PUBLIC_URL: origin }).publicOrigin).toBe(origin),
  );

  it('anything at all in any of them gives a server, or one line that names it and does not repeat it', () => {
    const anyValue = fc.oneof(fc.string({ unit: 'binary', minLength: 12 }), fc.string(), fc.webUrl());
    const anyEnvironment = fc.dictionary(fc.constantFrom(...Object.keys(settingByName)), anyValue);
    fc.assert(
      fc.property(anyEnvironment, (env) => {
        const result = parseConfig(env);
        if (result.ok) return;
        expect(result.line).toMatch(/^[A-Z_]+ must [^\n]+\.$/u);
        for (const value of Object.values(env))
          if (value.length >= 12) expect(result.line).not.toContain(value);
      }),
    );
  });

  it('docs/env.md lists every setting with what holds when it is not set', () => {
    const page = readFileSync(new URL('../../docs/env.md', import.meta.url), 'utf8');
    const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`|none) \|/gmu)];
    const listed = rows.map(([, name, fallback]) => [name, fallback ?? '']);
    expect(listed).toEqual(Object.entries(settingByName).map(([name, { fallback }]) => [name, fallback]));
  });
});
