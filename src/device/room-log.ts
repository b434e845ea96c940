import type { ChainKey, InChain } from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import type { Head } from '#protocol/head.ts';
import type { SeenHead } from '#protocol/header.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { isEqualBytes } from './bytes.ts';
import type { Received } from './entry-seal.ts';
import { chainOf, headOf, toParticipantId } from './ids.ts';

/**
 * The chains of one room, in memory. An entry is placed when it is next in its chain, signed by its author,
 * and all that it names is placed [ENV3] [ENV4]; until then it waits. What is placed is the same set on
 * every device that received the same entries, whatever the order.
 */
export type RoomLog = {
  /** Places what can be placed. @returns what was placed now, in an order that respects what follows what. */
  readonly receive: (received: readonly Received[], check: Check) => Promise<readonly Placed[]>;
  /** Everything placed, by computed time order [ENV4]. */
  readonly placed: () => readonly Placed[];
  readonly head: (chain: ChainKey) => Placed | undefined;
  readonly at: (place: InChain) => Placed | undefined;
  /** Puts what is left of a blanked envelope in its place [DEL1]. */
  readonly replace: (stub: Placed) => void;
  /** One head a chain, for catching up [SRV4]. */
  readonly heads: () => readonly Head[];
  /** What lies beyond the heads that somebody else holds, each chain in order. */
  readonly beyond: (heads: readonly Head[]) => readonly Placed[];
  /** Foreign heads that `author` has not named yet [ENV4]. */
  readonly unseenBy: (author: ChainKey) => readonly SeenHead[];
  /** People of whom something is missing: an entry waits for it. */
  readonly missingFrom: () => readonly ParticipantId[];
  /** Chains with two envelopes at one place; from `seq` on nothing of them counts [ENV6]. */
  readonly forks: () => ReadonlyMap<ChainKey, number>;
};

/** Checks a signature by its author's key; `wait` while the key is not known yet. */
export type Check = (received: Received) => Promise<'valid' | 'wait' | 'invalid'>;

export type Placed = Received & {
  readonly chain: ChainKey;
  /** 1 + the highest of what it follows [ENV4]. */
  readonly lamport: number;
  /** The highest seq of every chain that it follows from, its own included. */
  readonly past: ReadonlyMap<ChainKey, number>;
};

/** More than this waiting for something else is no conversation; what comes on top is dropped. */
const maxWaiting = 2048;

export function createRoomLog(knownForks: ReadonlyMap<ChainKey, number> = new Map()): RoomLog {
  const chains = new Map<ChainKey, Placed[]>();
  const waiting = new Map<string, Received>();
  const forks = new Map(knownForks);

  const at = (chain: ChainKey, seq: number) => chains.get(chain)?.[seq];
  const headAt = (chain: ChainKey) => chains.get(chain)?.at(-1);

  function follows(received: Received): Placed | 'wait' | 'never' {
    const { header } = received;
    const chain = chainOf(header);
    const before = header.seq === 0 ? undefined : at(chain, header.seq - 1);
    if (header.seq > 0 && !before) return 'wait';
    if (!isEqualBytes(header.prev, before?.hash ?? FIRST_PREV)) return 'never';
    const past = new Map(before?.past ?? []);
    let lamport = before?.lamport ?? 0;
    for (const seen of header.seen) {
      const named = at(chainOf(seen), seen.seq);
      if (!named) return 'wait';
      if (!isEqualBytes(named.hash, seen.hash)) return 'wait';
      lamport = Math.max(lamport, named.lamport);
      for (const [one, seq] of named.past) past.set(one, Math.max(seq, past.get(one) ?? -1));
    }
    past.set(chain, header.seq);
    return { ...received, chain, lamport: lamport + 1, past };
  }

  async function place(received: Received, check: Check): Promise<Placed | 'wait' | 'dropped'> {
    const chain = chainOf(received.header);
    const held = at(chain, received.header.seq);
    if (held && isEqualBytes(held.hash, received.hash)) return 'dropped';
    const verdict = await check(received);
    if (verdict !== 'valid') return verdict === 'wait' ? 'wait' : 'dropped';
    if (held) {
      // Two signed envelopes at one place prove a fork [ENV6]; the one that came first stays in the chain.
      forks.set(chain, Math.min(received.header.seq, forks.get(chain) ?? Number.POSITIVE_INFINITY));
      return 'dropped';
    }
    const next = follows(received);
    if (next === 'never') return 'dropped';
    if (next === 'wait') return 'wait';
    const entries = chains.get(chain) ?? [];
    chains.set(chain, entries);
    entries.push(next);
    return next;
  }

  return {
    receive: async (received, check) => {
      for (const one of received) {
        if (waiting.size < maxWaiting) waiting.set(waitingKey(one), one);
      }
      const placedNow: Placed[] = [];
      let before: number;
      do {
        before = waiting.size;
        for (const [key, one] of [...waiting]) {
          const result = await place(one, check);
          if (result === 'wait') continue;
          waiting.delete(key);
          if (result !== 'dropped') placedNow.push(result);
        }
      } while (waiting.size > 0 && waiting.size < before);
      return placedNow;
    },
    placed: () => [...chains.values()].flat().sort(comparePlaced),
    head: headAt,
    at: (place) => at(place.chain, place.seq),
    replace: (stub) => chains.get(stub.chain)?.splice(stub.header.seq, 1, stub),
    heads: () => [...chains].map(([chain, entries]) => headOf(chain, entries.length - 1)),
    beyond: (heads) => {
      const held = new Map(heads.map((head) => [chainOf(head), head.seq]));
      return [...chains]
        .flatMap(([chain, entries]) => entries.slice((held.get(chain) ?? -1) + 1))
        .sort(comparePlaced);
    },
    unseenBy: (author) => {
      const known = headAt(author)?.past;
      return [...chains].flatMap(([chain, entries]) => {
        const head = entries.at(-1);
        const isNews = chain !== author && head && (known?.get(chain) ?? -1) < head.header.seq;
        return isNews ? { ...headOf(chain, head.header.seq), hash: head.hash } : [];
      });
    },
    missingFrom: () => [
      ...new Set(
        [...waiting.values()].flatMap(({ header }) => {
          const lacking = header.seen.filter((seen) => !at(chainOf(seen), seen.seq));
          const gap = header.seq > 0 && !at(chainOf(header), header.seq - 1);
          return [
            ...lacking.map((seen) => toParticipantId(seen.participantId)),
            ...(gap ? [toParticipantId(header.participantId)] : []),
          ];
        }),
      ),
    ],
    forks: () => forks,
  };
}

/** (Lamport, participantId, deviceId, seq) [ENV4]; a chain key is participant and device in one. */
export function comparePlaced(one: Placed, other: Placed): number {
  return (
    one.lamport - other.lamport ||
    (one.chain < other.chain ? -1 : one.chain > other.chain ? 1 : 0) ||
    one.header.seq - other.header.seq
  );
}

function waitingKey({ header, hash }: Received): string {
  return `${chainOf(header)}/${header.seq}/${hash.join()}`;
}
