import type { ChainKey, InChain } from '#domain/events.ts';
import type { RoleId } from '#domain/format.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { presentIn, type Seated } from '#domain/room-state.ts';
import type { ChairBody } from './bodies.ts';

/**
 * Who sits at the table, from the envelopes about chairs [INV3]. Pure; in the room's computed order.
 * A join counts only when the one who set the chair answered it, and the first answer is the only one.
 */
export type Roster = {
  /** In order of sitting down; the opener first. Who left their chair themselves is still here, with where. */
  readonly seated: readonly Seated[];
  readonly chairs: readonly Chair[];
};

export type Chair = {
  /** base64url of 16 bytes. */
  readonly seat: string;
  readonly role: RoleId;
  readonly setBy: ParticipantId;
  /** base64url of SHA-256 of the binding key. */
  readonly binding: string;
  /** Everyone who tried, by envelope hash; more than one means that a stranger tried. */
  readonly joins: readonly Join[];
  readonly sitter?: Join;
  /** Both halves of the pictures' randomness, base64url of 32 bytes, once revealed [INV4]. */
  readonly setterHalf?: string;
  readonly joinerHalf?: string;
  /** Who was in the conversation when it was set, and must let somebody in here [INV3]. */
  readonly needs: readonly ParticipantId[];
  readonly admits: readonly Act[];
  readonly isRevoked: boolean;
  /** Who set it said that it is no chair any more, also when that came too late to take it away [INV4]. */
  readonly isRefused: boolean;
  /** A newer chair took its place before anybody sat here. */
  readonly isReplaced: boolean;
};

export type Join = {
  readonly by: ParticipantId;
  /** base64url of the join's envelope hash. */
  readonly hash: string;
  readonly body: Extract<ChairBody, { type: 'join' }>;
};

export type ChairEvent = {
  readonly by: ParticipantId;
  /** base64url of the envelope's hash. */
  readonly hash: string;
  readonly at: InChain;
  readonly past: ReadonlyMap<ChainKey, number>;
  readonly body: ChairBody;
};

/**
 * Where somebody took part in the conversation. From the first time on nobody takes their chair away, and no
 * new chair comes without their hand [INV3] [INV4].
 */
export type Act = InChain & { readonly by: ParticipantId };

/** @param events in the room's order [ENV4], every signature checked; the genesis is the room's own. */
export function rosterOf(events: readonly ChairEvent[], acts: readonly Act[]): Roster {
  const seated: Seated[] = [];
  const chairs = new Map<string, Chair>();
  for (const event of events) {
    const { by, body } = event;
    const isSeated = seated.some(({ id, left }) => id === by && !left);
    if (body.type === 'genesis') {
      if (seated.length === 0) seated.push({ id: by, role: body.role });
      continue;
    }
    const chair = chairs.get(body.seat);
    if (body.type === 'seat') {
      if (!isSeated || chair) continue;
      if (body.replaces) replaceEmpty(chairs, body.replaces, by);
      const others = presentIn(seated).filter(({ id }) => id !== by);
      // Who took the table home took part at the tablet.
      const took = others.filter(({ id, from }) =>
        [id, ...(from ? [from] : [])].some((seat) => tookPart(acts, seat, event)),
      );
      const needs = took.map(({ id }) => id);
      const fresh = { seat: body.seat, role: body.role, setBy: by, binding: body.binding, needs };
      chairs.set(body.seat, {
        ...fresh,
        joins: [],
        admits: [],
        isRevoked: false,
        isRefused: false,
        isReplaced: false,
      });
      continue;
    }
    // Whoever left says nothing more, about chairs either [TAB1].
    if (!chair || seated.some(({ id, left }) => id === by && left)) continue;
    if (body.type === 'leave') {
      if (by !== chair.sitter?.by) continue;
      leave(seated, by, event.at);
      for (const [seat, other] of chairs) chairs.set(seat, withoutWhoLeft(other, by));
      continue;
    }
    const next = chairAfter(chair, event, isSeated, acts);
    chairs.set(body.seat, next);
    if (next.sitter && !chair.sitter) seated.push(seatedOn(next, seated));
    if (next.isRevoked && next.sitter) remove(seated, next.sitter.by);
  }
  return { seated, chairs: [...chairs.values()] };
}

/** Nobody sits there, and somebody still may. */
export function isOpenChair({ sitter, isRevoked, isReplaced }: Chair): boolean {
  return !sitter && !isRevoked && !isReplaced;
}

/** On a shared device a guest gets nothing that stays behind: no return key [TAB1]. */
export function sitsOnOwnDevice({ seated }: Roster, me: ParticipantId): boolean {
  return seated.some(({ id, isGuest }) => id === me && !isGuest);
}

/** Who must still let somebody in here, as far as `past` knows; without it, as far as anybody knows. */
export function awaitedHands(
  { needs, admits }: Chair,
  past?: ReadonlyMap<ChainKey, number>,
): readonly ParticipantId[] {
  return needs.filter(
    (person) =>
      !admits.some(({ by, chain, seq }) => by === person && (!past || (past.get(chain) ?? -1) >= seq)),
  );
}

/** Whether the author of an event had seen somebody take part. */
function tookPart(acts: readonly Act[], person: ParticipantId, { past }: ChairEvent): boolean {
  return acts.some(({ by, chain, seq }) => by === person && (past.get(chain) ?? -1) >= seq);
}

function chairAfter(chair: Chair, event: ChairEvent, isSeated: boolean, acts: readonly Act[]): Chair {
  const { by, hash, at, past, body } = event;
  switch (body.type) {
    case 'admit':
      return chair.needs.includes(by) ? { ...chair, admits: [...chair.admits, { by, ...at }] } : chair;
    case 'join':
      // Nobody sits twice, and nobody who already sits takes another chair.
      return isSeated || chair.isRevoked ? chair : { ...chair, joins: [...chair.joins, { by, hash, body }] };
    case 'seated': {
      const sitter = chair.joins.find((join) => join.hash === body.join);
      const isFree = isOpenChair(chair);
      const mayAnswer = by === chair.setBy && isFree && awaitedHands(chair, past).length === 0;
      return mayAnswer && sitter ? { ...chair, sitter, setterHalf: body.half } : chair;
    }
    case 'reveal':
      return by === chair.sitter?.by && !chair.joinerHalf ? { ...chair, joinerHalf: body.half } : chair;
    case 'revoke': {
      const isEmptyOrNew = !chair.sitter || !tookPart(acts, chair.sitter.by, event);
      const mayRevoke = by === chair.sitter?.by || (by === chair.setBy && isEmptyOrNew);
      const isRefused = chair.isRefused || by === chair.setBy;
      return { ...chair, isRevoked: chair.isRevoked || mayRevoke, isRefused };
    }
    default:
      return chair;
  }
}

function replaceEmpty(chairs: Map<string, Chair>, seat: string, by: ParticipantId): void {
  const chair = chairs.get(seat);
  if (chair?.setBy === by && !chair.sitter) chairs.set(seat, { ...chair, isReplaced: true });
}

/** A guest at a tablet who sets a chair for their own role takes the table home with it [TAB1]. */
function seatedOn({ sitter, role, setBy }: Chair, seated: readonly Seated[]): Seated {
  if (!sitter) throw new Error('somebody sits there');
  const setter = seated.find(({ id }) => id === setBy);
  const isHome = setter?.isGuest && setter.role === role;
  return {
    id: sitter.by,
    role,
    ...(sitter.body.mode === 'shared' && { isGuest: true }),
    ...(isHome && { from: setBy }),
  };
}

function leave(seated: Seated[], id: ParticipantId, left: InChain): void {
  const index = seated.findIndex((person) => person.id === id);
  const person = seated[index];
  if (person && !person.left) seated[index] = { ...person, left };
}

/** Nobody waits for their hand any more, and nobody comes in by a chair that they set and cannot answer for. */
function withoutWhoLeft(chair: Chair, by: ParticipantId): Chair {
  const needs = chair.needs.filter((id) => id !== by);
  return { ...chair, needs, isReplaced: chair.isReplaced || (chair.setBy === by && !chair.sitter) };
}

function remove(seated: Seated[], id: ParticipantId): void {
  const index = seated.findIndex((person) => person.id === id);
  if (index >= 0) seated.splice(index, 1);
}
