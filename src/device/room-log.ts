import type { ChainKey, InChain } from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import type { Head } from '#protocol/head.ts';
import type { SeenHead } from '#protocol/header.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { isEqualBytes, toBase64Url } from './bytes.ts';
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
  /** People of whom something is missing: a signed entry waits for it. */
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

/** More than this waiting for something else is no conversation; what waits longest makes way. */
const maxWaiting = 2048;

/** Waits for a place in a chain to be filled, or for the key of its author; only then is its signature known. */
type Waiting = {
  readonly received: Received;
  readonly place: string;
  readonly needs: string;
  readonly isSigned: boolean;
};

export function createRoomLog(knownForks: ReadonlyMap<ChainKey, number> = new Map()): RoomLog {
  const chains = new Map<ChainKey, Placed[]>();
  const waiting = new Map<string, Waiting>();
  const forks = new Map(knownForks);

  const at = (chain: ChainKey, seq: number) => chains.get(chain)?.[seq];
  const headAt = (chain: ChainKey) => chains.get(chain)?.at(-1);

  /** The very envelope that somebody has seen, not another at its place. */
  function named(seen: SeenHead): Placed | undefined {
    const held = at(chainOf(seen), seen.seq);
    return held && isEqualBytes(held.hash, seen.hash) ? held : undefined;
  }

  /** @returns the place that must be filled first, or `never` when what lies before it is another. */
  function follows(received: Received): Placed | InChain | 'never' {
    const { header } = received;
    const chain = chainOf(header);
    // Everything follows the genesis, so nobody can put words before it.
    if (header.seq === 0 && header.seen.length === 0 && header.kind !== 'genesis') return 'never';
    const before = header.seq === 0 ? undefined : at(chain, header.seq - 1);
    if (header.seq > 0 && !before) return { chain, seq: header.seq - 1 };
    if (!isEqualBytes(header.prev, before?.hash ?? FIRST_PREV)) return 'never';
    const past = new Map(before?.past ?? []);
    let lamport = before?.lamport ?? 0;
    for (const seen of header.seen) {
      const held = named(seen);
      if (!held) return { chain: chainOf(seen), seq: seen.seq };
      lamport = Math.max(lamport, held.lamport);
      for (const [one, seq] of held.past) past.set(one, Math.max(seq, past.get(one) ?? -1));
    }
    past.set(chain, header.seq);
    return { ...received, chain, lamport: lamport + 1, past };
  }

  async function place(
    received: Received,
    isSigned: boolean,
    check: Check,
  ): Promise<Placed | Waiting | 'dropped'> {
    const chain = chainOf(received.header);
    const held = at(chain, received.header.seq);
    if (held && isEqualBytes(held.hash, received.hash)) return 'dropped';
    const verdict = isSigned ? 'valid' : await check(received);
    if (verdict === 'invalid') return 'dropped';
    const place = placeKey({ chain, seq: received.header.seq });
    if (verdict === 'wait') return { received, place, needs: authorOf(received), isSigned: false };
    if (held) {
      // Two signed envelopes at one place prove a fork [ENV6]; the one that came first stays in the chain.
      forks.set(chain, Math.min(received.header.seq, forks.get(chain) ?? Number.POSITIVE_INFINITY));
      return 'dropped';
    }
    const next = follows(received);
    if (next === 'never') return 'dropped';
    if (!('lamport' in next)) return { received, place, needs: placeKey(next), isSigned: true };
    const entries = chains.get(chain) ?? [];
    chains.set(chain, entries);
    entries.push(next);
    return next;
  }

  /** Takes out what waited for one of these, and what waited to lie there itself. */
  function release(...came: readonly string[]): readonly Waiting[] {
    const free = [...waiting].filter(([, { needs, place }]) => came.includes(needs) || came.includes(place));
    for (const [key] of free) waiting.delete(key);
    return free.map(([, one]) => one);
  }

  return {
    receive: async (received, check) => {
      const placedNow: Placed[] = [];
      for (const one of received) {
        const todo: Pick<Waiting, 'received' | 'isSigned'>[] = [{ received: one, isSigned: false }];
        for (let next = todo.pop(); next; next = todo.pop()) {
          const result = await place(next.received, next.isSigned, check);
          if (result === 'dropped') continue;
          if ('needs' in result) {
            // With its first signature that fits, its author's key is known: for what waits for that too.
            if (result.isSigned && !next.isSigned) todo.push(...release(authorOf(result.received)));
            waiting.set(`${result.place}/${toBase64Url(result.received.hash)}`, result);
            continue;
          }
          placedNow.push(result);
          todo.push(...release(placeKey({ chain: result.chain, seq: result.header.seq }), authorOf(result)));
        }
      }
      for (const [key] of [...waiting].slice(0, -maxWaiting)) waiting.delete(key);
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
        // Of a broken chain not all hold the same: only what lies before the break can be named [ENV6].
        const head = entries.slice(0, forks.get(chain)).at(-1);
        const isNews = chain !== author && head && (known?.get(chain) ?? -1) < head.header.seq;
        return isNews ? { ...headOf(chain, head.header.seq), hash: head.hash } : [];
      });
    },
    missingFrom: () => {
      const signed = [...waiting.values()].filter(({ isSigned }) => isSigned);
      const people = signed.flatMap(({ received: { header } }) => [
        ...header.seen.filter((seen) => !named(seen)),
        ...(header.seq > 0 && !at(chainOf(header), header.seq - 1) ? [header] : []),
      ]);
      return [...new Set(people.map(({ participantId }) => toParticipantId(participantId)))];
    },
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

function placeKey({ chain, seq }: InChain): string {
  return `${chain}/${seq}`;
}

function authorOf({ header }: Received): string {
  return toParticipantId(header.participantId);
}
