// Every setting of the server, read from the environment once and handed on as one typed value.
// A wrong setting stops the start with one line that names the variable and never repeats its value
// (a database address holds a password). `docs/env.md` lists the same settings; a test holds the two together.
import { isIP } from 'node:net';
import * as v from 'valibot';

type ListenAddress = Readonly<{ host: string; port: number }>;

export type Config = Readonly<{
  listen: ListenAddress;
  /** The origin in QR and links, such as `https://tafel.example`; null is http://localhost at the port in use. */
  publicOrigin: string | null;
  /** What Fastify trusts of X-Forwarded-For: nothing, a number of hops, or these addresses and networks. */
  trustProxy: false | number | string[];
  dataDir: string;
  /** PostgreSQL; null is SQLite in `dataDir`. */
  databaseUrl: string | null;
  organisation: Readonly<{ name: string; privacyContact: string; supportText: string }>;
  /** Where a weakness is reported, a mailto: or https: address; null serves no security.txt. */
  securityContact: string | null;
  retentionDays: number;
  metrics: ListenAddress | null;
}>;

export type ConfigResult = { ok: true; value: Config } | { ok: false; line: string };

const localhostNames = new Set(['localhost', '127.0.0.1', '[::1]']);

export function isLocalhost(hostname: string): boolean {
  return localhostNames.has(hostname);
}

function wholeNumber(least: number, most: number) {
  return v.pipe(
    v.string(),
    v.digits(),
    v.maxLength(9),
    v.transform(Number),
    v.minValue(least),
    v.maxValue(most),
  );
}

function text(longest: number) {
  // One line, so that it cannot break a page or a log.
  return v.pipe(v.string(), v.maxLength(longest), v.regex(/^\P{Cc}*$/u));
}

function textToOrigin(value: string): string | null {
  if (!URL.canParse(value)) return null;
  const url = new URL(value);
  const bare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && isLocalhost(url.hostname));
  return bare && secure ? url.origin : null;
}

function textToAddress(value: string): ListenAddress | null {
  const found = /^(?:\[(?<v6>[\da-fA-F:.]+)\]|(?<name>[\w.-]+)):(?<port>\d{1,5})$/u.exec(value)?.groups;
  if (found === undefined) return null;
  const port = Number(found.port);
  const host = found.v6 ?? found.name ?? '';
  return port >= 1 && port <= 65535 ? { host, port } : null;
}

function isNetwork(value: string): boolean {
  const [address = '', bits, ...rest] = value.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/u.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

function textToTrust(value: string): false | number | string[] | null {
  if (value === 'no') return false;
  if (/^[1-9]$/u.test(value)) return Number(value);
  const networks = value.split(',').map((part) => part.trim());
  return networks.every((network) => network === 'loopback' || isNetwork(network)) ? networks : null;
}

/** A setting whose text is turned into a value, or refused when that gives null. */
function converted<T>(convert: (value: string) => T | null) {
  return v.pipe(
    v.string(),
    v.rawTransform<string, T>(({ dataset, addIssue, NEVER }) => {
      const value = convert(dataset.value);
      if (value !== null) return value;
      addIssue({ message: 'not of this form' });
      return NEVER;
    }),
  );
}

type Setting = Readonly<{ fallback: string; must: string }>;

/** By name: what holds when it is not set ('' is "off" or "empty"), and what it must be. */
export const settingByName = {
  PORT: { fallback: '8080', must: 'be a whole number from 0 to 65535' },
  HOST: { fallback: 'localhost', must: 'be a host name or an address' },
  PUBLIC_URL: { fallback: '', must: 'be an https address without a path (http only for localhost)' },
  TRUST_PROXY: { fallback: 'no', must: 'be no, a number of proxies from 1 to 9, or addresses with commas' },
  DATA_DIR: { fallback: './data', must: 'be a folder' },
  DATABASE_URL: { fallback: '', must: 'be a postgres:// or postgresql:// address' },
  ORGANISATION_NAME: { fallback: '', must: 'be one line of at most 100 characters' },
  PRIVACY_CONTACT: { fallback: '', must: 'be one line of at most 200 characters' },
  SUPPORT_TEXT: { fallback: '', must: 'be one line of at most 500 characters' },
  SECURITY_CONTACT: { fallback: '', must: 'be a mailto: or https: address' },
  RETENTION_DAYS: { fallback: '180', must: 'be a whole number from 1 to 3650' },
  METRICS_ADDRESS: { fallback: '', must: 'be host:port' },
} as const satisfies Record<string, Setting>;

const off = v.pipe(
  v.literal(''),
  v.transform(() => null),
);

const environment = v.object({
  PORT: wholeNumber(0, 65_535),
  HOST: v.pipe(v.string(), v.regex(/^[\w.:-]{1,253}$/u)),
  PUBLIC_URL: v.union([off, converted(textToOrigin)]),
  TRUST_PROXY: converted(textToTrust),
  DATA_DIR: v.pipe(v.string(), v.minLength(1)),
  DATABASE_URL: v.union([off, v.pipe(v.string(), v.url(), v.regex(/^postgres(?:ql)?:\/\//u))]),
  ORGANISATION_NAME: text(100),
  PRIVACY_CONTACT: text(200),
  SUPPORT_TEXT: text(500),
  SECURITY_CONTACT: v.union([
    off,
    v.pipe(v.string(), v.maxLength(200), v.regex(/^(?:https:\/\/|mailto:)[!-~]+$/u)),
  ]),
  RETENTION_DAYS: wholeNumber(1, 3650),
  METRICS_ADDRESS: v.union([off, converted(textToAddress)]),
});

export function parseConfig(env: Readonly<Record<string, string | undefined>>): ConfigResult {
  const given = Object.entries(settingByName).map(([name, { fallback }]) => [
    name,
    env[name]?.trim() || fallback,
  ]);
  const parsed = v.safeParse(environment, Object.fromEntries(given), { abortEarly: true });
  if (!parsed.success) return { ok: false, line: issueToLine(parsed.issues[0]) };
  const found = parsed.output;
  return {
    ok: true,
    value: {
      listen: { host: found.HOST, port: found.PORT },
      publicOrigin: found.PUBLIC_URL,
      trustProxy: found.TRUST_PROXY,
      dataDir: found.DATA_DIR,
      databaseUrl: found.DATABASE_URL,
      organisation: {
        name: found.ORGANISATION_NAME,
        privacyContact: found.PRIVACY_CONTACT,
        supportText: found.SUPPORT_TEXT,
      },
      securityContact: found.SECURITY_CONTACT,
      retentionDays: found.RETENTION_DAYS,
      metrics: found.METRICS_ADDRESS,
    },
  };
}

function issueToLine(issue: v.BaseIssue<unknown>): string {
  const wrong = issue.path?.[0]?.key;
  const setting = Object.entries(settingByName).find(([name]) => name === wrong);
  if (setting === undefined) throw new Error('a setting without a name');
  return `${setting[0]} must ${setting[1].must}.`;
}
