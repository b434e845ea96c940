import type { RoleId } from '#domain/format.ts';
import type { ParticipantId } from '#domain/ids.ts';
import type { Seated } from '#domain/room-state.ts';
import type { ChairBody } from './bodies.ts';

/**
 * Who sits at the table, from the envelopes about chairs [INV3]. Pure; in the room's computed order.
 * A join counts only when the one who set the chair answered it, and the first answer is the only one.
 */
export type Roster = {
  /** In order of sitting down; the opener first. */
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
  readonly isRevoked: boolean;
  /** A newer chair took its place before anybody sat here. */
  readonly isReplaced: boolean;
};

export type Join = {
  readonly by: ParticipantId;
  /** base64url of the join's envelope hash. */
  readonly hash: string;
  readonly body: Extract<ChairBody, { type: 'join' }>;
};

export type ChairEvent = { readonly by: ParticipantId; readonly hash: string; readonly body: ChairBody };

/** @param events in the room's order [ENV4], every signature checked; the genesis is the room's own. */
export function rosterOf(events: readonly ChairEvent[]): Roster {
  const seated: Seated[] = [];
  const chairs = new Map<string, Chair>();
  for (const { by, hash, body } of events) {
    const isSeated = seated.some((person) => person.id === by);
    if (body.type === 'genesis') {
      if (seated.length === 0) seated.push({ id: by, role: body.role });
      continue;
    }
    const chair = chairs.get(body.seat);
    if (body.type === 'seat') {
      if (!isSeated || chair) continue;
      if (body.replaces) replaceEmpty(chairs, body.replaces);
      const fresh = { seat: body.seat, role: body.role, setBy: by, binding: body.binding };
      chairs.set(body.seat, { ...fresh, joins: [], isRevoked: false, isReplaced: false });
      continue;
    }
    if (!chair) continue;
    const next = chairAfter(chair, { by, hash, body }, isSeated);
    chairs.set(body.seat, next);
    if (next.sitter && !chair.sitter) seated.push({ id: next.sitter.by, role: next.role });
    if (next.isRevoked && next.sitter) remove(seated, next.sitter.by);
  }
  return { seated, chairs: [...chairs.values()] };
}

function chairAfter(chair: Chair, { by, hash, body }: ChairEvent, isSeated: boolean): Chair {
  switch (body.type) {
    case 'join':
      // Nobody sits twice, and nobody who already sits takes another chair.
      return isSeated || chair.isRevoked ? chair : { ...chair, joins: [...chair.joins, { by, hash, body }] };
    case 'seated': {
      const sitter = chair.joins.find((join) => join.hash === body.join);
      const mayAnswer = by === chair.setBy && !chair.sitter && !chair.isRevoked && !chair.isReplaced;
      return mayAnswer && sitter ? { ...chair, sitter, setterHalf: body.half } : chair;
    }
    case 'reveal':
      return by === chair.sitter?.by && !chair.joinerHalf ? { ...chair, joinerHalf: body.half } : chair;
    case 'revoke':
      return by === chair.setBy || by === chair.sitter?.by ? { ...chair, isRevoked: true } : chair;
    default:
      return chair;
  }
}

function replaceEmpty(chairs: Map<string, Chair>, seat: string): void {
  const chair = chairs.get(seat);
  if (chair && !chair.sitter) chairs.set(seat, { ...chair, isReplaced: true });
}

function remove(seated: Seated[], id: ParticipantId): void {
  const index = seated.findIndex((person) => person.id === id);
  if (index >= 0) seated.splice(index, 1);
}
