import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DownMessage, encodeDown } from '#protocol/down.ts';
import { decodeUp, type UpMessage } from '#protocol/up.ts';
import { type Answer, type Connection, openConnection, type Socket } from './connection.ts';

/** The other end of a socket, in the hands of the test. */
class TestSocket implements Socket {
  binaryType = 'blob';
  isClosed = false;
  readonly sent: UpMessage[] = [];
  readonly #onMessage: ((event: { readonly data: unknown }) => void)[] = [];
  readonly #onClose: (() => void)[] = [];

  addEventListener(
    type: 'message' | 'close' | 'error',
    listener: (event: { readonly data: unknown }) => void,
  ): void {
    if (type === 'message') this.#onMessage.push(listener);
    if (type === 'close') this.#onClose.push(() => listener({ data: undefined }));
  }

  send(data: Bytes): void {
    const decoded = decodeUp(data);
    if (!decoded.ok) throw new Error('the device said something malformed');
    this.sent.push(decoded.value);
  }

  /** As in browsers, the close event comes once, whoever closed. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    for (const listener of this.#onClose) listener();
  }

  bytes(bytes: Bytes): void {
    this.data(bytes.slice().buffer);
  }

  data(data: unknown): void {
    for (const listener of this.#onMessage) listener({ data });
  }

  say(message: DownMessage): void {
    this.bytes(encodeDown(message));
  }
}

const hello = { type: 'hello', version: 1, nonce: new Uint8Array(32).fill(5), retentionDays: 180 } as const;
const look = { type: 'look', inviteId: new Uint8Array(16), proof: new Uint8Array(32) } as const;
const gone = {
  type: 'gone',
  roomId: new Uint8Array(16),
  reason: 'expired',
  record: new Uint8Array(0),
} as const;

type Planned = { readonly milliseconds: number; readonly run: () => void };

/** A connection with its sockets, and with time and chance that the test gives. */
function connect(chance = () => 0.5) {
  const sockets: TestSocket[] = [];
  const planned = new Set<Planned>();
  const told: string[] = [];
  const connection: Connection = openConnection({
    url: 'wss://tafel.example:8443/v1/table',
    openSocket: () => {
      const socket = new TestSocket();
      sockets.push(socket);
      return socket;
    },
    after: (milliseconds, run) => {
      const plan = { milliseconds, run };
      planned.add(plan);
      return () => planned.delete(plan);
    },
    chance,
  });
  connection.listen({
    onConnected: () => told.push('connected'),
    onDisconnected: () => told.push('disconnected'),
    onNews: ({ type }) => told.push(type),
  });
  return {
    connection,
    sockets,
    told,
    waits: () => [...planned].map(({ milliseconds }) => milliseconds),
    socket: () => sockets.at(-1) ?? new TestSocket(),
    /** What was planned comes to pass, the earliest first. */
    passTime: () => {
      const [next] = [...planned].sort((one, other) => one.milliseconds - other.milliseconds);
      if (!next) throw new Error('nothing is planned');
      planned.delete(next);
      next.run();
      return next.milliseconds;
    },
  };
}

function connected() {
  const parts = connect();
  parts.socket().say(hello);
  return parts;
}

describe('a connection to the server', () => {
  it('[SRV1] begins with the hello, which gives what logins sign: nonce and host with port', async () => {
    const { connection, socket, told } = connect();
    expect(connection.hello()).toBeUndefined();
    expect(connection.tell({ type: 'detach', roomId: new Uint8Array(16) })).toBe(false);
    expect(await connection.ask(look)).toBeUndefined();
    socket().say(hello);
    expect(connection.hello()).toEqual({
      nonce: hello.nonce,
      host: 'tafel.example:8443',
      retentionDays: 180,
    });
    expect(told).toEqual(['connected']);
    expect(socket().sent).toEqual([]);
    expect(socket().binaryType).toBe('arraybuffer');
  });

  it('gives every answer to its own question, in whatever order they come', async () => {
    const { connection, socket } = connected();
    const questions = [connection.ask(look), connection.ask(look), connection.ask(look)];
    const numbers = socket().sent.map((message) => ('req' in message ? message.req : -1));
    expect(new Set(numbers).size).toBe(3);
    for (const req of [...numbers].reverse()) socket().say({ type: 'done', req });
    const answers = await Promise.all(questions);
    expect(answers.map((answer) => answer?.req)).toEqual(numbers);
  });

  it('hears no answer that nobody asked for, nor one twice', async () => {
    const { connection, socket, told } = connected();
    const answer = connection.ask(look);
    const [question] = socket().sent;
    const req = question && 'req' in question ? question.req : -1;
    socket().say({ type: 'done', req: req + 1 });
    socket().say({ type: 'done', req });
    socket().say({ type: 'refused', req, code: 'unknown' });
    expect(await answer).toEqual({ type: 'done', req } satisfies Answer);
    expect(told).toEqual(['connected']);
  });

  it('tells the news to all who listen, until they stop', () => {
    const { connection, socket, told } = connected();
    const heard: string[] = [];
    const stop = connection.listen({ onNews: ({ type }) => heard.push(type) });
    socket().say(gone);
    stop();
    socket().say(gone);
    expect(heard).toEqual(['gone']);
    expect(told).toEqual(['connected', 'gone', 'gone']);
  });

  it('answers what was asked with nothing when it breaks, and comes back', async () => {
    const { connection, sockets, socket, told, passTime } = connected();
    const answer = connection.ask(look);
    socket().close();
    expect(await answer).toBeUndefined();
    expect(connection.hello()).toBeUndefined();
    passTime();
    expect(sockets).toHaveLength(2);
    socket().say(hello);
    expect(told).toEqual(['connected', 'disconnected', 'connected']);
  });

  it('takes a question that gets no answer for a broken connection', async () => {
    const { connection, sockets, socket, passTime } = connected();
    const answer = connection.ask(look);
    expect(passTime()).toBe(15_000);
    expect(await answer).toBeUndefined();
    expect(sockets[0]?.isClosed).toBe(true);
    passTime();
    socket().say(hello);
    expect(connection.hello()).toBeDefined();
  });

  it('hears nothing more from a socket that it gave up', async () => {
    const { connection, sockets, told, passTime } = connected();
    const [first] = sockets;
    void connection.ask(look);
    passTime();
    first?.say(gone);
    first?.close();
    expect(told).toEqual(['connected', 'disconnected']);
  });

  it('does not wait for an answer any more once it came', async () => {
    const { connection, socket, waits } = connected();
    const answer = connection.ask(look);
    expect(waits()).toEqual([15_000]);
    socket().say({ type: 'done', req: 1 });
    await answer;
    expect(waits()).toEqual([]);
  });

  it('comes back later each time, never sooner than half of it, never after more than half a minute', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 12, maxLength: 12 }),
        (chances) => {
          let at = 0;
          const { socket, passTime } = connect(() => chances[at] ?? 0);
          for (at = 0; at < chances.length; at++) {
            socket().close();
            const longest = Math.min(30_000, 500 * 2 ** at);
            const wait = passTime();
            expect(wait).toBeGreaterThanOrEqual(longest / 2);
            expect(wait).toBeLessThan(longest);
          }
        },
      ),
    );
  });

  it('does not come back at the same moment as everybody else', () => {
    const [early, late] = [connect(() => 0), connect(() => 0.9)];
    for (const { socket } of [early, late]) socket().close();
    expect(early.waits()).toEqual([250]);
    expect(late.waits()).toEqual([475]);
  });

  it('begins anew with short waits once it was connected, and at once when somebody asks', () => {
    const { connection, sockets, socket, waits, passTime } = connect();
    for (let times = 0; times < 5; times++) {
      socket().close();
      passTime();
    }
    socket().say(hello);
    socket().close();
    expect(waits()).toEqual([375]);
    connection.wake();
    // No wait before it tries again; only for the server's greeting.
    expect(waits()).toEqual([15_000]);
    expect(sockets).toHaveLength(7);
    connection.wake();
    expect(sockets).toHaveLength(7);
  });

  it('[SRV6] gives up a server that talks nonsense, and tries again later', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (noise) => {
        const { socket, sockets, told, passTime } = connected();
        socket().bytes(Uint8Array.from([0, ...noise]));
        expect(sockets[0]?.isClosed).toBe(true);
        expect(told).toEqual(['connected', 'disconnected']);
        passTime();
        expect(sockets).toHaveLength(2);
      }),
    );
  });

  it('[SRV6] stands any bytes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 100 }), { maxLength: 5 }), (frames) => {
        const { socket, connection } = connect();
        for (const frame of frames) socket().bytes(Uint8Array.from(frame));
        connection.close();
      }),
    );
  });

  it('takes no notice of text', () => {
    const { connection, socket, told } = connected();
    socket().data('hello');
    expect(connection.hello()).toBeDefined();
    expect(told).toEqual(['connected']);
  });

  it('stays closed once it is closed', async () => {
    const { connection, sockets, socket, waits } = connected();
    const answer = connection.ask(look);
    connection.close();
    expect(socket().isClosed).toBe(true);
    expect(await answer).toBeUndefined();
    connection.wake();
    expect(sockets).toHaveLength(1);
    expect(waits()).toEqual([]);
  });

  it('stays closed when it is closed while it waits to come back', () => {
    const { connection, sockets, socket, waits } = connected();
    socket().close();
    connection.close();
    connection.wake();
    expect(waits()).toEqual([]);
    expect(sockets).toHaveLength(1);
  });
});
