// LISTEN/NOTIFY on a connection of its own, after the commit and in batches: a NOTIFY inside the transaction of an
// append would make all commits wait for each other.
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { Fanout, FanoutListener } from './fanout.ts';
import { newsToText, type Told, textToNews } from './news-text.ts';

const channel = 'samenleerwijzer';
/** PostgreSQL takes fewer than 8,000 bytes. */
const payloadBytes = 7_900;
/** What waits while the database is away; beyond it `lost` stands for everything. */
const mostWaiting = 10_000;
const firstRetryMs = 100;
const lastRetryMs = 10_000;

export async function createPostgresFanout(
  url: string,
  listener: FanoutListener,
  report: (error: unknown) => void,
): Promise<Fanout> {
  const fanout = new PostgresFanout(url, listener, report);
  await fanout.connect();
  return fanout;
}

class PostgresFanout implements Fanout {
  readonly #url: string;
  readonly #listener: FanoutListener;
  readonly #report: (error: unknown) => void;
  /** So that a server does not hear itself. */
  readonly #name = randomBytes(9).toString('base64url');
  #client: pg.Client | null = null;
  #waiting: Told[] = [];
  #sending: Promise<void> | null = null;
  #retry: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(url: string, listener: FanoutListener, report: (error: unknown) => void) {
    this.#url = url;
    this.#listener = listener;
    this.#report = report;
  }

  async connect(): Promise<void> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true });
    client.on('notification', ({ payload = '' }) => this.#hear(payload));
    client.on('error', () => this.#lose(client));
    client.on('end', () => this.#lose(client));
    await client.connect();
    await client.query(`listen ${channel}`);
    if (this.#isClosed) return await client.end();
    this.#client = client;
  }

  publish(told: Told): void {
    this.#waiting.push(told);
    if (this.#waiting.length > mostWaiting) this.#waiting = [{ kind: 'lost' }];
    this.#sending ??= this.#send();
  }

  async close(): Promise<void> {
    await this.#sending;
    this.#isClosed = true;
    if (this.#retry !== null) clearTimeout(this.#retry);
    await this.#client?.end();
  }

  async #send(): Promise<void> {
    // What is published in this turn shares a notification.
    await Promise.resolve();
    for (let client = this.#client; client !== null && this.#waiting.length > 0; client = this.#client) {
      const payload = this.#takePayload();
      try {
        await client.query('select pg_notify($1, $2)', [channel, payload]);
      } catch {
        // What is lost with it is read from the log once there is a connection again.
        this.#lose(client);
      }
    }
    this.#sending = null;
  }

  #takePayload(): string {
    let payload = this.#name;
    // The newest place in the log of a room says all that earlier ones said.
    const newest = new Map<string, Told>();
    for (const told of this.#waiting.splice(0)) newest.set(keyOf(told, newest.size), told);
    const rest = [...newest.values()];
    for (let told = rest.shift(); told !== undefined; told = rest.shift()) {
      const text = newsToText(told);
      if (payload.length + 1 + text.length > payloadBytes && payload !== this.#name) {
        rest.unshift(told);
        break;
      }
      payload += ` ${text}`;
    }
    this.#waiting.unshift(...rest);
    return payload;
  }

  #hear(payload: string): void {
    const [name, ...texts] = payload.split(' ');
    if (name === this.#name) return;
    for (const text of texts) {
      const told = textToNews(text);
      if (told?.kind === 'lost') this.#listener.lost();
      else if (told !== null) this.#listener.hear(told);
    }
  }

  #lose(client: pg.Client): void {
    if (this.#isClosed || this.#client !== client) return;
    this.#client = null;
    client.end().catch(this.#report);
    this.#reconnect(firstRetryMs);
  }

  #reconnect(delayMs: number): void {
    this.#retry = setTimeout(() => {
      this.connect().then(
        () => {
          this.#listener.lost();
          this.publish({ kind: 'lost' });
        },
        () => this.#reconnect(Math.min(delayMs * 2, lastRetryMs)),
      );
    }, delayMs);
  }
}

/** Only news of entries may stand for older news of the same room; all other news keeps its own place. */
function keyOf(told: Told, place: number): string {
  return told.kind === 'entries' ? `e:${newsToText({ kind: 'gone', roomId: told.roomId })}` : String(place);
}
