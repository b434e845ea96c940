import {
  type ChainKey,
  type InChain,
  inChain,
  type Opened,
  onlyComesIn,
  parseEvent,
  type TableEvent,
  type VerifiedEvent,
} from '#domain/events.ts';
import { type CardKey, cardKey } from '#domain/ids.ts';
import { type ChairBody, parseChairBody } from './bodies.ts';
import { toBase64Url } from './bytes.ts';
import { type ClosedCard, openContent } from './closed-cards.ts';
import { toDeviceId, toParticipantId } from './ids.ts';
import { comparePlaced, type Placed } from './room-log.ts';
import type { Act, ChairEvent } from './roster.ts';

/**
 * From placed envelopes to what they say. A body that is no known body has no effect and stays in its
 * chain: a newer app may understand it [ENV5]. Turned cards are held against their commitments here, so
 * that domain stays free of keys [REV3].
 */
export type RoomEvents = {
  readonly add: (placed: Placed) => Promise<void>;
  /** Forgets what a blanked envelope said [DEL1]. */
  readonly forget: (stub: Placed) => void;
  /** What people did, less what comes after a fork [ENV6]. */
  readonly table: (forks: ReadonlyMap<ChainKey, number>) => readonly VerifiedEvent[];
  /**
   * Where people took part: what they did since they came in. What its author blanked is no act, or a chair that is
   * none any more would be one again by blanking what was said on it; what somebody else withholds is.
   */
  readonly acts: (
    forks: ReadonlyMap<ChainKey, number>,
    isBlanked: (place: InChain) => boolean,
  ) => readonly Act[];
  readonly chairs: (forks: ReadonlyMap<ChainKey, number>) => readonly ChairEvent[];
  /** What was laid closed under each card's id, as it came: by the same owner on two devices, more than once. */
  readonly closedCards: () => ReadonlyMap<CardKey, readonly ClosedCard[]>;
};

type Read = { readonly placed: Placed; readonly table?: VerifiedEvent; readonly chair?: ChairEvent };

export function createRoomEvents(roomId: Bytes): RoomEvents {
  const read: Read[] = [];
  const closed = new Map<CardKey, ClosedCard[]>();

  /** Everything that a turn names is placed before it, so what it opens is the same on every device [ENV5]. */
  function opened(event: VerifiedEvent, { cardId, secret }: Extract<TableEvent, { type: 'turn' }>) {
    const laidBefore = (closed.get(cardKey(event.by, cardId)) ?? []).filter(
      ({ laid }) => laid.seq <= (event.past.get(laid.chain) ?? -1),
    );
    return Promise.all(
      laidBefore.map(async (card): Promise<Opened> => {
        return { laid: card.laid, content: await openContent(roomId, card, secret) };
      }),
    );
  }

  async function tableEvent(placed: Placed, body: TableEvent): Promise<VerifiedEvent> {
    const event: VerifiedEvent = {
      by: toParticipantId(placed.header.participantId),
      device: toDeviceId(placed.header.deviceId),
      seq: placed.header.seq,
      lamport: placed.lamport,
      past: placed.past,
      body,
    };
    if (body.type === 'lay-closed') {
      const key = cardKey(event.by, body.cardId);
      closed.set(key, [...(closed.get(key) ?? []), { ...body, owner: event.by, laid: inChain(event) }]);
    }
    return body.type === 'turn' ? { ...event, opened: await opened(event, body) } : event;
  }

  async function readPlaced(placed: Placed): Promise<Read> {
    const { text, header } = placed;
    if (text === undefined) return { placed };
    if (header.kind === 'event' || header.kind === 'ready') {
      const body = parseEvent(text);
      const fits = body && (body.type === 'ready') === (header.kind === 'ready');
      return fits ? { placed, table: await tableEvent(placed, body) } : { placed };
    }
    const body = parseChairBody(text);
    if (!body || kindOf(body) !== header.kind) return { placed };
    const by = toParticipantId(header.participantId);
    const at = { chain: placed.chain, seq: header.seq };
    const chair = { by, hash: toBase64Url(placed.hash), at, past: placed.past, body };
    if (body.type !== 'genesis') return { placed, chair };
    // The opener's first envelope also begins round 1.
    return {
      placed,
      chair,
      table: await tableEvent(placed, { type: 'round', number: 1, format: body.format }),
    };
  }

  const counting = (forks: ReadonlyMap<ChainKey, number>) =>
    read.filter(({ placed }) => placed.header.seq < (forks.get(placed.chain) ?? Number.POSITIVE_INFINITY));

  return {
    add: async (placed) => {
      read.push(await readPlaced(placed));
    },
    forget: (stub) => {
      const index = read.findIndex(({ placed }) => isAt(placed, stub));
      if (index >= 0) read[index] = { placed: stub };
      for (const [key, cards] of closed) {
        closed.set(
          key,
          cards.filter(({ laid }) => laid.chain !== stub.chain || laid.seq !== stub.header.seq),
        );
      }
    },
    acts: (forks, isBlanked) =>
      counting(forks)
        .filter(({ placed, table }) => isAct(placed) && !(table && onlyComesIn(table.body)))
        .map(({ placed: { chain, header } }) => {
          return { by: toParticipantId(header.participantId), chain, seq: header.seq };
        })
        .filter((act) => !isBlanked(act)),
    table: (forks) => counting(forks).flatMap(({ table }) => table ?? []),
    chairs: (forks) =>
      counting(forks)
        .filter(({ chair }) => chair)
        .sort((one, other) => comparePlaced(one.placed, other.placed))
        .flatMap(({ chair }) => chair ?? []),
    closedCards: () => closed,
  };
}

function isAt(one: Placed, other: Placed): boolean {
  return one.chain === other.chain && one.header.seq === other.header.seq;
}

function isAct({ header }: Placed): boolean {
  return header.kind === 'event' || header.kind === 'ready';
}

/** The kind of envelope that a body about chairs travels in. */
export function kindOf({ type }: ChairBody): Exclude<ChairBody['type'], 'reveal' | 'admit'> {
  if (type === 'reveal') return 'join';
  return type === 'admit' ? 'seat' : type;
}
