import { type ChainKey, chainKey, type TableEvent, type VerifiedEvent } from './events.ts';
import type { ParticipantId } from './ids.ts';

/**
 * All of somebody's words at once [DEL2]: which they are. Words are thrown away when they have not heard of their
 * author's throwing away: said before it, or at the same time on another own device. They have no effect from then
 * on, blanked already or not, so no table moves when the bodies go.
 */
export type Throws = ReadonlyMap<ParticipantId, ReadonlyMap<ChainKey, number>>;

/** Who threw away all own words, and the last time in each own chain. */
export function throwsIn(events: readonly VerifiedEvent[]): Throws {
  const throws = new Map<ParticipantId, Map<ChainKey, number>>();
  for (const { by, device, seq, body } of events) {
    if (body.type !== 'blank-mine') continue;
    const own = throws.get(by) ?? new Map<ChainKey, number>();
    const chain = chainKey(by, device);
    throws.set(by, own.set(chain, Math.max(seq, own.get(chain) ?? -1)));
  }
  return throws;
}

export function isThrownAway(throws: Throws, event: VerifiedEvent): boolean {
  return hasWords(event.body) && isBeforeThrow(throws, event);
}

/** Its author threw away all own words, and this had not heard of it. */
export function isBeforeThrow(throws: Throws, { by, past }: VerifiedEvent): boolean {
  return [...(throws.get(by) ?? [])].some(([chain, seq]) => (past.get(chain) ?? -1) < seq);
}

function hasWords(body: TableEvent): boolean {
  switch (body.type) {
    case 'lay':
    case 'lay-closed':
    case 'agree':
      return true;
    case 'profile':
      return body.name !== undefined;
    default:
      return false;
  }
}
