import { type ChainKey, parseEvent, type TableEvent, type VerifiedEvent } from '#domain/events.ts';
import type { CardKey, ParticipantId } from '#domain/ids.ts';
import { cardKey } from '#domain/ids.ts';
import { parseChairBody } from './bodies.ts';
import { toBase64Url } from './bytes.ts';
import { type ClosedCard, openContent } from './closed-cards.ts';
import { toDeviceId, toParticipantId } from './ids.ts';
import { comparePlaced, type Placed } from './room-log.ts';
import type { ChairEvent } from './roster.ts';

/**
 * From placed envelopes to what they say. A body that is no known body has no effect and stays in its
 * chain: a newer app may understand it [ENV5]. Turned cards are held against their commitments here, so
 * that domain stays free of keys [REV3].
 */
export type RoomEvents = {
  readonly add: (placed: Placed) => Promise<void>;
  /** What people did, less what comes after a fork [ENV6]. */
  readonly table: (forks: ReadonlyMap<ChainKey, number>) => readonly VerifiedEvent[];
  readonly chairs: (forks: ReadonlyMap<ChainKey, number>) => readonly ChairEvent[];
  /** What lies closed, by card; the first time it was laid counts. */
  readonly closedCards: () => ReadonlyMap<CardKey, ClosedCard>;
};

type Read = { readonly placed: Placed; readonly table?: VerifiedEvent; readonly chair?: ChairEvent };

export function createRoomEvents(roomId: Bytes): RoomEvents {
  const read: Read[] = [];
  const closed = new Map<CardKey, ClosedCard>();

  async function turned(by: ParticipantId, body: Extract<TableEvent, { type: 'turn' }>) {
    const card = closed.get(cardKey(by, body.cardId));
    return card && openContent(roomId, card, body.secret);
  }

  async function tableEvent(placed: Placed, body: TableEvent): Promise<VerifiedEvent> {
    const by = toParticipantId(placed.header.participantId);
    if (body.type === 'lay-closed' && !closed.has(cardKey(by, body.cardId))) {
      closed.set(cardKey(by, body.cardId), { ...body, owner: by });
    }
    const proved = body.type === 'turn' ? await turned(by, body) : undefined;
    return {
      by,
      device: toDeviceId(placed.header.deviceId),
      seq: placed.header.seq,
      lamport: placed.lamport,
      past: placed.past,
      body,
      ...(proved && { turned: proved }),
    };
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
    const kind = body?.type === 'reveal' ? 'join' : body?.type;
    if (!body || kind !== header.kind) return { placed };
    const by = toParticipantId(header.participantId);
    const chair = { by, hash: toBase64Url(placed.hash), body };
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
    table: (forks) => counting(forks).flatMap(({ table }) => table ?? []),
    chairs: (forks) =>
      counting(forks)
        .filter(({ chair }) => chair)
        .sort((one, other) => comparePlaced(one.placed, other.placed))
        .flatMap(({ chair }) => chair ?? []),
    closedCards: () => closed,
  };
}
