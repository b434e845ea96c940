import { sign } from '#crypto/signing-key.ts';
import type { ChainKey } from '#domain/events.ts';
import { entrySize } from '#protocol/entry.ts';
import type { AppendOutcome } from '#protocol/error-codes.ts';
import { loginBytes } from '#protocol/labels.ts';
import { MAX_ENTRIES, MAX_HEADS, MAX_PAGE_BYTES } from '#protocol/limits.ts';
import { isEqualBytes } from './bytes.ts';
import { type Answer, type Connection, isForNow, type News } from './connection.ts';
import { dayMs } from './endings.ts';
import { chainOf, headOf, idBytes, toParticipantId } from './ids.ts';
import type { Room } from './room.ts';
import type { Placed } from './room-log.ts';

/**
 * Keeps one room and the server alike. There is no separate outbox: what the server does not hold yet is
 * what lies beyond its heads, and that is sent, my own and others', until it says it has it [ENV7] [SRV4].
 */
export type RoomSync = {
  /** Everything I wrote is safe with the server. */
  readonly isSaved: () => boolean;
  readonly isAttached: () => boolean;
  /** All that the server held when this device came in is here. */
  readonly isCaughtUp: () => boolean;
  /** The server no longer keeps this room. */
  readonly gone: () => Extract<News, { type: 'gone' }> | undefined;
  /** What keeps the server from taking more; words come from content. */
  readonly trouble: () => AppendOutcome | undefined;
  /** Resolves when everything written so far is safe, or this attempt has failed. */
  readonly push: () => Promise<void>;
  readonly subscribe: (listener: () => void) => () => void;
  readonly close: () => void;
};

type Clock = {
  readonly after: (milliseconds: number, run: () => void) => () => void;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** When the server had no room or asked for patience, this long before the next try. */
const tryAgainMs = 5_000;

export function syncRoom(room: Room, connection: Connection, { after, now }: Clock): RoomSync {
  const roomId = room.keys().roomId;
  const listeners = new Set<() => void>();
  const serverSeq = new Map<ChainKey, number>();
  /** What the server held when this device came in. */
  let seqAtAttach: ReadonlyMap<ChainKey, number> = new Map();
  let isAttached = false;
  let gone: Extract<News, { type: 'gone' }> | undefined;
  let trouble: AppendOutcome | undefined;
  let running: Promise<void> | undefined;
  let isStale = false;
  let cancelRetry: (() => void) | undefined;
  let isClosed = false;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function attach(): Promise<void> {
    cancelRetry?.();
    const answer = await openAndLogin();
    if (isForNow(answer) || isNotAllowed(answer)) tryAgainLater();
    if (answer?.type !== 'attached' || isClosed) return;
    serverSeq.clear();
    for (const head of answer.heads) serverSeq.set(chainOf(head), head.seq);
    seqAtAttach = new Map(serverSeq);
    isAttached = true;
    await noteDay(answer.lastDay);
    tell();
    void push();
  }

  async function openAndLogin(): Promise<Answer | undefined> {
    const opened = room.record().isOpened ? undefined : await openAtServer();
    if (opened && opened.type !== 'done') return opened;
    const answer = await login();
    if (!isNotAllowed(answer)) return answer;
    // A server restored from an older copy may have lost the room itself: it can be opened anew from any device.
    const again = await openAtServer();
    return again?.type === 'done' ? login() : (again ?? answer);
  }

  /** One next try at a time, of whatever is not done by then. */
  function tryAgainLater(): void {
    cancelRetry?.();
    cancelRetry = isClosed ? undefined : after(tryAgainMs, () => void (isAttached ? push() : attach()));
  }

  /** A room stays so many days after its last event; no earlier day ever takes the place of a later one [DEL3]. */
  async function noteDay(day: number): Promise<void> {
    const before = room.record();
    // A day that is still to come is a lie, and would keep the table for ever.
    const lastDay = day <= today() + 1 ? Math.max(day, before.lastDay) : before.lastDay;
    const retentionDays = connection.hello()?.retentionDays ?? before.retentionDays;
    if (lastDay === before.lastDay && retentionDays === before.retentionDays) return;
    await room.update(async () => ({ record: { lastDay, retentionDays } }));
  }

  const today = () => Math.floor(now() / dayMs);

  /** The server knows a room from its first envelope on; a repeat is answered as done. Undefined also when it is not here. */
  async function openAtServer(): Promise<Answer | undefined> {
    const [genesis] = room.log.placed();
    const publicKey = genesis && room.publicKeyOf(toParticipantId(genesis.header.participantId));
    if (genesis?.header.kind !== 'genesis' || !publicKey) return undefined;
    const answer = await connection.ask({ type: 'open-room', publicKey, genesis: genesis.entry.bytes });
    if (answer?.type === 'done') await room.update(async () => ({ record: { isOpened: true } }));
    return answer;
  }

  /** The server lost somebody who sits here: it takes the word of whoever it still knows. */
  async function vouchFor(page: readonly Placed[], outcomes: readonly AppendOutcome[]): Promise<boolean> {
    const unknown = page.filter((_, index) => outcomes[index] === 'unknown');
    const ids = new Set(unknown.map(({ header }) => toParticipantId(header.participantId)));
    for (const id of ids) {
      const publicKey = room.publicKeyOf(id);
      const answer = publicKey && (await connection.ask({ type: 'vouch', roomId, publicKey }));
      if (answer?.type !== 'done') return false;
    }
    return ids.size > 0;
  }

  async function login(): Promise<Answer | undefined> {
    const hello = connection.hello();
    if (!hello) return undefined;
    const { participantId, deviceId } = room.record();
    const who = { roomId, participantId: idBytes(participantId), deviceId: idBytes(deviceId) };
    const signature = await sign(room.keys().signingKey, loginBytes({ ...hello, ...who }));
    return connection.ask({ type: 'attach', ...who, signature, heads: room.log.heads().slice(0, MAX_HEADS) });
  }

  function push(): Promise<void> {
    isStale = true;
    running ??= pushAll().finally(() => {
      running = undefined;
    });
    return running;
  }

  async function pushAll(): Promise<void> {
    while (isStale && isAttached) {
      isStale = false;
      for (let page = nextPage(); page.length > 0 && isAttached; page = nextPage()) {
        if (!(await pushPage(page))) return;
      }
    }
    tell();
  }

  function nextPage(): readonly Placed[] {
    const lacking = room.log.beyond([...serverSeq].map(([chain, seq]) => headOf(chain, seq)));
    let bytes = 0;
    const fits = lacking.findIndex(({ entry }) => {
      bytes += entrySize(entry);
      return bytes > MAX_PAGE_BYTES;
    });
    return lacking.slice(0, Math.min(fits < 0 ? lacking.length : fits, MAX_ENTRIES));
  }

  async function pushPage(page: readonly Placed[]): Promise<boolean> {
    const answer = await connection.ask({ type: 'append', roomId, entries: page.map(({ entry }) => entry) });
    if (answer?.type !== 'appended') {
      if (isNotAllowed(answer)) loginAgain();
      else if (answer?.type === 'refused') retryLater(answer.code);
      return false;
    }
    const refused = answer.outcomes.find((outcome) => outcome !== 'done');
    if (page.some(({ header }, index) => answer.outcomes[index] === 'done' && header.kind !== 'blank')) {
      await noteDay(today());
    }
    answer.outcomes.forEach((outcome, index) => {
      const placed = page[index];
      // A fork is the server's to keep: my chain goes on under another device id [ENV6].
      if (placed && (outcome === 'done' || outcome === 'fork')) hold(placed);
    });
    trouble = undefined;
    if (refused === 'gap') {
      loginAgain();
      return false;
    }
    if (refused === 'unknown' && (await vouchFor(page, answer.outcomes))) return true;
    if (refused && refused !== 'fork') {
      retryLater(refused);
      return false;
    }
    return true;
  }

  function hold(placed: Placed): void {
    serverSeq.set(placed.chain, Math.max(placed.header.seq, serverSeq.get(placed.chain) ?? -1));
  }

  /** The server holds less than it said, or does not know any more that I sit here. */
  function loginAgain(): void {
    isAttached = false;
    // Not at once: a server that says so every time costs no more than one that is away.
    tryAgainLater();
    tell();
  }

  function retryLater(code: AppendOutcome): void {
    trouble = code;
    tryAgainLater();
    tell();
  }

  const stopListening = connection.listen({
    onConnected: () => void attach(),
    onDisconnected: () => {
      cancelRetry?.();
      isAttached = false;
      tell();
    },
    onNews: (news) => {
      if (news.type === 'presence' || !isEqualBytes(news.roomId, roomId)) return;
      if (news.type === 'gone') {
        gone = news;
        tell();
      } else {
        void take(news);
      }
    },
  });

  async function take(news: Extract<News, { type: 'entries' }>): Promise<void> {
    const placed = await room.receive(news.entries);
    // What lies beyond the heads that the server named at the start has just been written.
    const isLive = placed.some(
      ({ chain, header }) => header.kind !== 'blank' && header.seq > (serverSeq.get(chain) ?? -1),
    );
    for (const one of placed) hold(one);
    if (isLive) await noteDay(today());
    tell();
  }

  if (connection.hello()) void attach();
  return {
    isSaved: () =>
      room.log
        .placed()
        .every(
          (one) => one.chain.split('/')[0] !== room.me || one.header.seq <= (serverSeq.get(one.chain) ?? -1),
        ),
    isAttached: () => isAttached,
    isCaughtUp: () =>
      isAttached && [...seqAtAttach].every(([chain, seq]) => (room.log.head(chain)?.header.seq ?? -1) >= seq),
    gone: () => gone,
    trouble: () => trouble,
    push,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: () => {
      isClosed = true;
      cancelRetry?.();
      stopListening();
      if (isAttached) connection.tell({ type: 'detach', roomId });
      isAttached = false;
    },
  };
}

function isNotAllowed(answer: Answer | undefined): boolean {
  return answer?.type === 'refused' && answer.code === 'not-allowed';
}
