import type { Random } from '#crypto/random.ts';
import type { ParticipantId } from '#domain/ids.ts';
import type { Connection } from './connection.ts';
import { createPresenceLog, sealPresence } from './presence.ts';
import type { Room } from './room.ts';
import type { RoomSync } from './room-sync.ts';

/** Who is at a table: what I tell of myself while I look, and what I hear of the others [SRV7]. */
export type BeingHere = {
  readonly amHere: () => boolean;
  /** I am looking at the table, or not; while I do, the others hear so. */
  readonly look: (isHere: boolean) => void;
  /** Who sits at this same tablet: here whether there is a network or not [TAB1]. */
  readonly sitBeside: (person: ParticipantId | undefined) => void;
  readonly sharesTablet: () => boolean;
  readonly others: (how: 'here' | 'away') => readonly ParticipantId[];
  readonly close: () => void;
};

type Ports = {
  readonly room: Room;
  readonly sync: RoomSync;
  readonly connection: Pick<Connection, 'ask' | 'listen'>;
  readonly random: Random;
  readonly now: () => number;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly onChange: () => void;
};

const tellEveryMs = 10_000;

export function createBeingHere(ports: Ports): BeingHere {
  const { room, sync, connection, random, now, after, onChange } = ports;
  const heard = createPresenceLog(room);
  let isHere = false;
  let beside: ParticipantId | undefined;
  let attachedMs: number | undefined;
  let cancelTelling: (() => void) | undefined;

  async function tell(): Promise<void> {
    cancelTelling?.();
    if (!isHere) return;
    // Others fade by time alone.
    onChange();
    if (sync.isAttached()) {
      // Also for the answer: it is how a device that only looks on finds out that its connection is dead.
      void connection.ask({ type: 'presence', envelope: await sealPresence(room, now(), random) });
    }
    cancelTelling = after(tellEveryMs, () => void tell());
  }

  function whereIs(id: ParticipantId): 'here' | 'away' | 'unknown' {
    if (id === beside) return 'here';
    return attachedMs === undefined ? 'unknown' : heard.whereIs(id, now(), attachedMs);
  }

  const stops = [
    sync.subscribe(() => {
      attachedMs = sync.isAttached() ? (attachedMs ?? now()) : undefined;
    }),
    connection.listen({
      onNews: (news) => {
        if (news.type !== 'presence') return;
        void heard.hear(news.envelope, now()).then((isNew) => isNew && onChange());
      },
    }),
  ];

  return {
    amHere: () => isHere,
    look: (here) => {
      isHere = here;
      void tell();
    },
    sitBeside: (person) => {
      beside = person;
      onChange();
    },
    sharesTablet: () => beside !== undefined,
    others: (how) =>
      room
        .state()
        .roster.filter(({ id, left }) => id !== room.me && !left)
        .flatMap(({ id }) => (whereIs(id) === how ? [id] : [])),
    close: () => {
      cancelTelling?.();
      for (const stop of stops) stop();
    },
  };
}
