import * as v from 'valibot';
import type { Random } from '#crypto/random.ts';
import { chainKey } from '#domain/events.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { jsonOf } from '#domain/schema-parts.ts';
import { FIRST_PREV } from '#protocol/header.ts';
import { openEntry, sealEntry } from './entry-seal.ts';
import { chainOf, idBytes, toParticipantId } from './ids.ts';
import type { Room } from './room.ts';

/**
 * "I am here": a signed envelope that names my newest one and is stored nowhere. Nothing in the state
 * depends on it [SRV7].
 */
export type PresenceLog = {
  /** @returns whether it told something new. */
  readonly hear: (envelope: Bytes, nowMs: number) => Promise<boolean>;
  /** @param attachedMs since when this device would have heard; before that, silence says nothing. */
  readonly whereIs: (person: ParticipantId, nowMs: number, attachedMs: number) => 'here' | 'away' | 'unknown';
};

/** Who was heard of within this time is here [SRV7]. */
const fadesMs = 30_000;
/** Only after this long without a sign is somebody called away: a dimmed phone is not. */
const awayAfterMs = 2 * 60 * 1000;

const bodySchema = jsonOf(
  v.strictObject({ type: v.literal('presence'), tick: v.pipe(v.number(), v.integer()) }),
);

/** @param tick grows with time on this device; only compared with its own earlier ones. */
export async function sealPresence(room: Room, tick: number, random: Random): Promise<Bytes> {
  const { participantId, deviceId } = room.record();
  const head = room.log.head(chainKey(participantId, deviceId));
  const header = {
    kind: 'presence' as const,
    roomId: room.keys().roomId,
    participantId: idBytes(participantId),
    deviceId: idBytes(deviceId),
    seq: head?.header.seq ?? 0,
    prev: head?.hash ?? FIRST_PREV,
    seen: [],
  };
  const sealed = await sealEntry(room.keys(), header, JSON.stringify({ type: 'presence', tick }), random);
  return sealed.entry.bytes;
}

export function createPresenceLog(room: Room): PresenceLog {
  const newest = new Map<string, { readonly seq: number; readonly tick: number }>();
  const lastSeen = new Map<ParticipantId, number>();
  return {
    hear: async (envelope, nowMs) => {
      const received = await openEntry({ form: 'whole', bytes: envelope }, room.keys());
      if (received?.header.kind !== 'presence' || (await room.checkAuthor(received)) !== 'valid')
        return false;
      const body = v.safeParse(bodySchema, received.text);
      if (!body.success) return false;
      const chain = chainOf(received.header);
      const told = { seq: received.header.seq, tick: body.output.tick };
      const before = newest.get(chain);
      if (before && (told.seq < before.seq || told.tick <= before.tick)) return false;
      newest.set(chain, told);
      lastSeen.set(toParticipantId(received.header.participantId), nowMs);
      return true;
    },
    whereIs: (person, nowMs, attachedMs) => {
      const seen = lastSeen.get(person);
      if (seen !== undefined && nowMs - seen < fadesMs) return 'here';
      return nowMs - Math.max(seen ?? 0, attachedMs) >= awayAfterMs ? 'away' : 'unknown';
    },
  };
}
