import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ChainKey, chainKey } from '#domain/events.ts';
import { FIRST_PREV, type Header } from '#protocol/header.ts';
import { isEqualBytes } from './bytes.ts';
import type { Received } from './entry-seal.ts';
import { chainOf, toDeviceId, toParticipantId } from './ids.ts';
import { type Check, createRoomLog, type RoomLog } from './room-log.ts';

/** Anouk opened the room; Bilal writes on two devices. */
const anouk = { participantId: bytesOf(16, 1), deviceId: bytesOf(8, 1) };
const bilal = { participantId: bytesOf(16, 2), deviceId: bytesOf(8, 2) };
const bilalsTablet = { participantId: bytesOf(16, 2), deviceId: bytesOf(8, 3) };
const eva = { participantId: bytesOf(16, 9), deviceId: bytesOf(8, 9) };
const writers = [anouk, bilal, bilalsTablet];

const bilalId = toParticipantId(bilal.participantId);
const bilalsChain = chainOf(bilal);

const signed = bytesOf(64, 1);
const unsigned = bytesOf(64, 0);

/** Eva's key is known to nobody; whatever else is not signed is not its author's. */
const check: Check = async ({ header, signature }) => {
  if (isEqualBytes(header.participantId, eva.participantId)) return 'wait';
  return isEqualBytes(signature, signed) ? 'valid' : 'invalid';
};

function bytesOf(length: number, ...start: readonly number[]): Bytes {
  const bytes = new Uint8Array(length);
  bytes.set(start);
  return bytes;
}

/** An envelope of this header; `name` stands for what it says, and so for its hash. */
function envelope(name: number, header: Partial<Header>, signature = signed): Received {
  const bytes = bytesOf(32, 7, name >> 8, name & 255);
  const base = { kind: 'event', roomId: bytesOf(16), ...anouk, seq: 0, prev: FIRST_PREV, seen: [] } as const;
  const entry = { form: 'whole', bytes } as const;
  return { entry, header: { ...base, ...header }, hash: bytes, signature, text: undefined };
}

/** The next of a chain, which has seen the last of these. */
function next(name: number, before: Received, ...seen: readonly Received[]): Received {
  const { participantId, deviceId, seq } = before.header;
  const header = { participantId, deviceId, seq: seq + 1, prev: before.hash, seen: seen.map(placeOf) };
  return envelope(name, header);
}

function first(name: number, writer: typeof anouk, ...seen: readonly Received[]): Received {
  return envelope(name, { ...writer, seen: seen.map(placeOf) });
}

function placeOf({ header, hash }: Received) {
  const { participantId, deviceId, seq } = header;
  return { participantId, deviceId, seq, hash };
}

const genesis = envelope(0, { kind: 'genesis' });

/** Who writes, and whose newest words they have seen by then. */
const anyHistory = fc
  .array(fc.record({ who: fc.nat(2), sees: fc.array(fc.nat(2), { maxLength: 2 }) }), { maxLength: 25 })
  .map((steps) => {
    const written = [genesis];
    for (const [index, { who, sees }] of steps.entries()) {
      const writer = writers[who] ?? anouk;
      const newest = (one: typeof anouk) =>
        written.findLast(({ header }) => chainOf(header) === chainOf(one)) ?? genesis;
      const before = newest(writer);
      const seen = [
        ...new Set(sees.filter((one) => one !== who).map((one) => newest(writers[one] ?? anouk))),
      ];
      const isFirst = chainOf(before.header) !== chainOf(writer);
      written.push(
        isFirst
          ? first(index + 1, writer, ...new Set([genesis, ...seen]))
          : next(index + 1, before, ...seen.filter((one) => chainOf(one.header) !== chainOf(writer))),
      );
    }
    return written;
  });

/** The same envelopes as they may arrive: in any order, in any number of messages, some of them twice. */
function anyArrival(history: fc.Arbitrary<readonly Received[]>) {
  return history.chain((written) =>
    fc.record({
      written: fc.constant(written),
      order: fc.shuffledSubarray([...written, ...written.slice(0, 3)], {
        minLength: written.length + Math.min(3, written.length),
      }),
      cuts: fc.array(fc.nat(written.length), { maxLength: 6 }),
    }),
  );
}

async function logOf(order: readonly Received[], cuts: readonly number[] = []): Promise<RoomLog> {
  const log = createRoomLog();
  const ends = [...cuts].sort((one, other) => one - other);
  for (const [index, start] of [0, ...ends].entries()) {
    await log.receive(order.slice(start, ends[index]), check);
  }
  return log;
}

/** All of a log that others depend on, as far as it counts. */
function told(log: RoomLog) {
  const counts = (chain: ChainKey, seq: number) => seq < (log.forks().get(chain) ?? Number.POSITIVE_INFINITY);
  return {
    placed: log
      .placed()
      .filter(({ chain, header }) => counts(chain, header.seq))
      .map(({ chain, header, lamport, past }) => ({
        chain,
        seq: header.seq,
        lamport,
        past: [...past].sort(),
      })),
    forks: [...log.forks()],
    missing: [...log.missingFrom()].sort(),
  };
}

describe('the log of a room', () => {
  it('[ENV3] [ENV4] is the same in whatever order and however cut the same envelopes arrive', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrival(anyHistory), async ({ written, order, cuts }) => {
        const log = await logOf(order, cuts);
        expect(told(log)).toEqual(told(await logOf(written)));
        expect(log.placed()).toHaveLength(written.length);
        expect(log.missingFrom()).toEqual([]);
      }),
    );
  });

  it('[ENV4] puts every envelope after all that it follows', async () => {
    await fc.assert(
      fc.asyncProperty(anyArrival(anyHistory), async ({ order, cuts }) => {
        const log = await logOf(order, cuts);
        const before = new Map<ChainKey, number>();
        for (const { chain, header, past } of log.placed()) {
          expect(before.get(chain) ?? -1).toBe(header.seq - 1);
          for (const [other, seq] of past)
            if (other !== chain) expect(before.get(other)).toBeGreaterThanOrEqual(seq);
          before.set(chain, header.seq);
        }
      }),
    );
  });

  it('[ENV4] gives an envelope the time after the latest that it follows', async () => {
    const hello = first(1, bilal, genesis);
    const log = await logOf([genesis, hello, next(2, genesis), next(3, hello)]);
    const answer = next(4, next(2, genesis), next(3, hello));
    await log.receive([answer], check);
    expect(log.placed().map(({ lamport }) => lamport)).toEqual([1, 2, 2, 3, 4]);
    expect(log.placed().at(-1)?.past).toEqual(
      new Map([
        [chainOf(anouk), 2],
        [bilalsChain, 1],
      ]),
    );
  });

  it('[ENV3] lets wait what follows a gap, says of whom something is missing, and goes on when it comes', async () => {
    const one = first(1, bilal, genesis);
    const two = next(2, one);
    const log = await logOf([genesis, two]);
    expect(log.placed()).toHaveLength(1);
    expect(log.missingFrom()).toEqual([bilalId]);
    expect(await log.receive([one], check)).toHaveLength(2);
    expect(log.missingFrom()).toEqual([]);
  });

  it('[ENV4] says of whom something is missing that another has seen', async () => {
    const log = await logOf([genesis, next(2, genesis, first(1, bilal, genesis))]);
    expect(log.placed()).toHaveLength(1);
    expect(log.missingFrom()).toEqual([bilalId]);
  });

  it('[ENV4] says so too when another envelope lies where the one lies that somebody has seen', async () => {
    const [mine, theirs] = [first(1, bilal, genesis), first(2, bilal, genesis)];
    const log = await logOf([genesis, mine, next(3, genesis, theirs)]);
    expect(log.placed()).toHaveLength(2);
    expect(log.missingFrom()).toEqual([bilalId]);
    await log.receive([theirs], check);
    expect(log.forks()).toEqual(new Map([[bilalsChain, 0]]));
  });

  it('[ENV3] places nothing that follows another envelope than the one that lies there', async () => {
    const one = first(1, bilal, genesis);
    const elsewhere = next(3, { ...one, hash: bytesOf(32, 8) });
    const log = await logOf([genesis, one, elsewhere]);
    expect(log.head(bilalsChain)?.header.seq).toBe(0);
    expect((await log.receive([next(4, one)], check)).map(({ header }) => header.seq)).toEqual([1]);
    expect(log.forks().size).toBe(0);
  });

  it('[ENV4] places nothing that follows nothing, but the envelope that opens the room', async () => {
    const log = await logOf([genesis, first(1, bilal)]);
    expect(log.placed()).toHaveLength(1);
    expect(log.missingFrom()).toEqual([]);
  });

  it('[ENV5] drops what its author did not sign, also where nothing lies yet and where it says to have seen more', async () => {
    const one = first(1, bilal, genesis);
    const log = await logOf([genesis, one]);
    const before = told(log);
    const forged = [
      { ...next(2, one), signature: unsigned },
      { ...first(3, bilal, genesis), signature: unsigned },
      { ...next(4, next(5, one)), signature: unsigned },
      { ...next(6, genesis, next(7, one)), signature: unsigned },
    ];
    for (const one of forged) expect(await log.receive([one], check)).toEqual([]);
    expect(told(log)).toEqual(before);
    expect(await log.receive([next(8, one)], check)).toHaveLength(1);
  });

  it('[ENV5] says of nobody that something is missing because a stranger says so', async () => {
    const log = await logOf([genesis, first(1, eva, next(2, genesis))]);
    expect(log.missingFrom()).toEqual([]);
  });

  it('[ENV5] keeps its place for people, however much of strangers comes', async () => {
    const noise = Array.from({ length: 2100 }, (_, index) => first(100 + index, eva, genesis));
    const log = await logOf([genesis, ...noise]);
    const one = first(1, bilal, genesis);
    await log.receive([next(2, one)], check);
    expect(await log.receive([one], check)).toHaveLength(2);
  });

  it('[ENV7] takes a long conversation at once, one chain after the other as a store gives them', async () => {
    const chains: [Received[], Received[]] = [[genesis], [first(1, bilal, genesis)]];
    const turns = 1500;
    for (let turn = 1; turn < turns; turn++) {
      const [hers, his] = [chains[0].at(-1), chains[1].at(-1)];
      if (!hers || !his) break;
      const answer = next(2 * turn, hers, his);
      chains[0].push(answer);
      chains[1].push(next(2 * turn + 1, his, answer));
    }
    let checks = 0;
    const log = createRoomLog();
    await log.receive(chains.flat(), async (received) => {
      checks += 1;
      return check(received);
    });
    expect(log.placed()).toHaveLength(2 * turns);
    expect(checks).toBe(2 * turns);
  });

  it('[ENV7] gives what lies beyond the heads of another, and heads for what it holds', async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, fc.nat(25), async (written, known) => {
        const [log, other] = [await logOf(written), await logOf(written.slice(0, known))];
        await other.receive(log.beyond(other.heads()), check);
        expect(told(other)).toEqual(told(log));
        expect(log.beyond(other.heads())).toEqual([]);
      }),
    );
  });
});

describe('[ENV6] two envelopes of one chain at one place', () => {
  const one = first(1, bilal, genesis);
  const two = next(2, one);
  const other = next(3, one);

  it('make a fork there, and what was before stays', async () => {
    const log = await logOf([genesis, one, two, next(4, two), other]);
    expect(log.forks()).toEqual(new Map([[bilalsChain, 1]]));
    expect(told(log).placed.filter(({ chain }) => chain === bilalsChain)).toHaveLength(1);
  });

  it('make no fork of the other device of the same person', async () => {
    const tablet = first(5, bilalsTablet, one);
    const log = await logOf([genesis, one, tablet, two, other]);
    expect([...log.forks().keys()]).toEqual([bilalsChain]);
    expect(log.head(chainKey(bilalId, toDeviceId(bilalsTablet.deviceId)))).toBeDefined();
  });

  it('make a fork also when one of them waits for something that never came', async () => {
    const waits = next(6, one, next(7, genesis));
    expect((await logOf([genesis, one, waits, two])).forks().size).toBe(1);
    expect((await logOf([genesis, one, two, waits])).forks().size).toBe(1);
  });

  it('are no fork when one of them is not signed', async () => {
    const log = await logOf([genesis, one, two, { ...other, signature: unsigned }]);
    expect(log.forks().size).toBe(0);
  });

  it('leave the same to all who hold both, whichever came first', async () => {
    const anyFork = anyHistory.chain((written) =>
      fc.nat(written.length - 1).map((index) => {
        const { header } = written[index] ?? genesis;
        // Nobody has seen any of it yet: who was shown another branch waits, and that shows.
        const unseen = written.filter(
          (later) =>
            !later.header.seen.some((seen) => chainOf(seen) === chainOf(header) && seen.seq >= header.seq) &&
            (chainOf(later.header) !== chainOf(header) || later.header.seq <= header.seq),
        );
        return [...unseen, envelope(999, header)];
      }),
    );
    await fc.assert(
      fc.asyncProperty(anyArrival(anyFork), async ({ written, order, cuts }) => {
        const log = await logOf(order, cuts);
        expect(told(log)).toEqual(told(await logOf(written)));
        expect(log.forks().size).toBe(1);
      }),
    );
  });

  it('are named by nobody any more: what others write after that needs neither of them', async () => {
    const log = await logOf([genesis, one, two, other]);
    const named = log.unseenBy(chainOf(anouk)).map(({ seq, hash }) => ({ seq, hash }));
    expect(named).toEqual([{ seq: 0, hash: one.hash }]);
  });

  it('are remembered by a log that begins with what was known', async () => {
    const log = createRoomLog(new Map([[bilalsChain, 1]]));
    await log.receive([genesis, one, two], check);
    expect(told(log).placed).toHaveLength(2);
  });
});
