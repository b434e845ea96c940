import type { DownMessage } from '#protocol/down.ts';
import { decodeDown, isNewerHello } from '#protocol/down.ts';
import { encodeUp, type UpMessage } from '#protocol/up.ts';

/**
 * One WebSocket to the server, for all rooms of this device. Comes back by itself, later each time, with
 * jitter so that a town hall does not return at once. Knows messages, not what they mean.
 */
export type Connection = {
  /** @returns undefined while there is no connection, or when it broke before the answer came. */
  readonly ask: (message: Question) => Promise<Answer | undefined>;
  readonly tell: (message: Statement) => boolean;
  /** The nonce and host that logins on this connection sign; undefined while there is none [SRV1]. */
  readonly hello: () => Greeting | undefined;
  /** The server is newer than this app can talk to; nothing is tried any more. */
  readonly isOutdated: () => boolean;
  /** Called with everything that is no answer, and with every change of being connected. */
  readonly listen: (listener: Listener) => () => void;
  /** Tries at once: the network came back, or somebody tapped "try again". */
  readonly wake: () => void;
  readonly close: () => void;
};

/** What a connection begins with; `retentionDays` is how long the server keeps a room after its last event [DEL3]. */
export type Greeting = { readonly nonce: Bytes; readonly host: string; readonly retentionDays: number };

type Distributed<Message, Omitted extends string> = Message extends unknown ? Omit<Message, Omitted> : never;
export type Question = Distributed<Extract<UpMessage, { req: number }>, 'req'>;
export type Statement = Exclude<UpMessage, { req: number }>;
export type Answer = Extract<DownMessage, { req: number }>;
export type News = Exclude<DownMessage, { req: number } | { type: 'hello' }>;

export type Listener = {
  readonly onNews?: (news: News) => void;
  readonly onConnected?: () => void;
  readonly onDisconnected?: () => void;
  /** An attempt to connect ended without a greeting. */
  readonly onUnreachable?: () => void;
};

/** The part of WebSocket that is used; browsers and the ws package both have it. */
export type Socket = {
  binaryType: string;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close' | 'error', listener: () => void): void;
  send(data: Bytes): void;
  close(): void;
};

export type ConnectionPorts = {
  /** ws: or wss: address of the server's table socket. */
  readonly url: string;
  readonly openSocket: (url: string) => Socket;
  /** Runs something later; returns how to call it off. */
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** From 0 up to 1; for jitter only. */
  readonly chance: () => number;
};

const firstWaitMs = 500;
const longestWaitMs = 30_000;
/** A phone between two masts gets no close event; no greeting or answer for this long means that. */
const answerWithinMs = 15_000;

export function openConnection({ url, openSocket, after, chance }: ConnectionPorts): Connection {
  const host = new URL(url).host;
  const listeners = new Set<Listener>();
  const waiting = new Map<number, (answer: Answer | undefined) => void>();
  let socket: Socket | undefined;
  let greeting: Greeting | undefined;
  let nextReq = 1;
  let failures = 0;
  let cancelRetry: (() => void) | undefined;
  let cancelGreetingWait: (() => void) | undefined;
  let isClosed = false;
  let isOutdated = false;

  function connect(): void {
    cancelRetry = undefined;
    const current = openSocket(url);
    socket = current;
    current.binaryType = 'arraybuffer';
    cancelGreetingWait = after(answerWithinMs, abandon);
    current.addEventListener('message', ({ data }) => {
      if (current === socket && data instanceof ArrayBuffer) receive(new Uint8Array(data));
    });
    // An error is always followed by a close, which says all there is to know.
    current.addEventListener('error', () => undefined);
    current.addEventListener('close', () => {
      if (current === socket) lost();
    });
  }

  function receive(bytes: Bytes): void {
    if (isNewerHello(bytes)) {
      isOutdated = true;
      isClosed = true;
      socket?.close();
      return;
    }
    const decoded = decodeDown(bytes);
    // A server that talks nonsense is as good as gone; coming back later is all a device can do.
    if (!decoded.ok) {
      socket?.close();
      return;
    }
    const message = decoded.value;
    if (message.type === 'hello') {
      const { nonce, retentionDays } = message;
      greeting = { nonce, host, retentionDays };
      cancelGreetingWait?.();
      failures = 0;
      for (const listener of listeners) listener.onConnected?.();
    } else if ('req' in message) {
      const resolve = waiting.get(message.req);
      waiting.delete(message.req);
      resolve?.(message);
    } else {
      for (const listener of listeners) listener.onNews?.(message);
    }
  }

  function lost(): void {
    cancelGreetingWait?.();
    const wasConnected = greeting !== undefined;
    socket = undefined;
    greeting = undefined;
    const unanswered = [...waiting.values()];
    waiting.clear();
    for (const resolve of unanswered) resolve(undefined);
    for (const listener of listeners) {
      if (wasConnected) listener.onDisconnected?.();
      else listener.onUnreachable?.();
    }
    if (isClosed) return;
    const longest = Math.min(longestWaitMs, firstWaitMs * 2 ** failures++);
    cancelRetry = after(longest * (0.5 + chance() / 2), connect);
  }

  function abandon(): void {
    const dead = socket;
    lost();
    dead?.close();
  }

  connect();
  return {
    ask: (question) =>
      new Promise((resolve) => {
        if (!socket || !greeting) return resolve(undefined);
        const req = nextReq++;
        const asked = socket;
        const giveUp = after(answerWithinMs, () => {
          if (asked === socket && waiting.has(req)) abandon();
        });
        waiting.set(req, (answer) => {
          giveUp();
          resolve(answer);
        });
        // A question with its number is a message again; spreading a union loses that for the compiler.
        socket.send(encodeUp({ ...question, req } as UpMessage));
      }),
    tell: (statement) => {
      if (!socket || !greeting) return false;
      socket.send(encodeUp(statement));
      return true;
    },
    hello: () => greeting,
    isOutdated: () => isOutdated,
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wake: () => {
      if (socket || isClosed) return;
      failures = 0;
      cancelRetry?.();
      connect();
    },
    close: () => {
      isClosed = true;
      cancelRetry?.();
      socket?.close();
    },
  };
}

/** The server cannot just now: the same question later may get another answer. */
export function isForNow(answer: Answer | undefined): boolean {
  return answer?.type === 'refused' && ['rate-limited', 'server-error', 'storage-full'].includes(answer.code);
}

/** Resolves with the outcome of the attempt that runs now: whether there is a greeting. */
export function isReached(connection: Connection): Promise<boolean> {
  if (connection.hello()) return Promise.resolve(true);
  connection.wake();
  return new Promise((resolve) => {
    const stop = connection.listen({
      onConnected: () => tell(true),
      onUnreachable: () => tell(false),
    });
    function tell(reached: boolean): void {
      stop();
      resolve(reached);
    }
  });
}
