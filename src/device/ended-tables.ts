import type { Person } from '#domain/person.ts';
import type { Connection } from './connection.ts';
import { bringRecords, type Farewell, openFarewell } from './endings.ts';
import type { RoomId } from './ids.ts';
import { runAgain } from './run-again.ts';
import type { Store } from './store.ts';
import type { Ending } from './stored-records.ts';
import type { Table, TableSight } from './table.ts';

export type EndedTable = {
  readonly roomId: RoomId;
  readonly reason: Ending['reason'];
  readonly farewell?: Farewell;
  /** Another threw it away before I laid anything: my own cards wait here for the next table [INV4]. */
  readonly leavesHand: boolean;
  /** Thrown away just now: whom it has not reached yet, for all this device knows. */
  readonly notYetAt?: readonly Pick<Person, 'name' | 'picture'>[];
};

/** What ended on this device: what is left to show of it, and the records that go to the server at every connection [DEL2]. */
export type EndedTables = {
  readonly list: () => readonly EndedTable[];
  /** Something ended, or the device starts: shows what the store keeps of it, and brings it. */
  readonly read: () => Promise<void>;
  /** A new connection has taken none of it yet. */
  readonly bringAgain: () => void;
  /** I throw this table away just now: whom that may not reach at once. */
  readonly noteUnreached: (table: Table) => void;
  readonly dropFarewell: (roomId: RoomId) => Promise<void>;
  readonly close: () => void;
};

type Ports = {
  readonly store: Store;
  readonly connection: Pick<Connection, 'ask'>;
  readonly sealingKey: CryptoKey;
  readonly after: (milliseconds: number, run: () => void) => () => void;
  readonly onChange: () => void;
};

type Unreached = { readonly everyone: readonly Person[]; readonly away: readonly Person[] };

/** When the server asked for patience, this long before the next try. */
const bringAgainMs = 10_000;

export function createEndedTables({ store, connection, sealingKey, after, onChange }: Ports): EndedTables {
  let ended: readonly EndedTable[] = [];
  const unreached = new Map<RoomId, Unreached>();
  const erased = new Set<RoomId>();
  /** Whose erase records this connection has taken. */
  const brought = new Set<RoomId>();
  let cancelBringing: (() => void) | undefined;

  const bringAll = runAgain(async () => {
    if (await bringRecords(store, connection, brought, onErased)) return;
    cancelBringing?.();
    cancelBringing = after(bringAgainMs, () => void bringAll());
  });

  /** The server took the record: whoever is connected hears of it now. */
  function onErased(roomId: RoomId): void {
    if (erased.has(roomId)) return;
    erased.add(roomId);
    void show();
  }

  async function show(): Promise<void> {
    ended = await Promise.all((await store.endings()).map(toEnded));
    onChange();
  }

  async function toEnded(ending: Ending): Promise<EndedTable> {
    const { roomId, reason, leftHand } = ending;
    const farewell = await openFarewell(sealingKey, ending);
    const people = unreached.get(roomId);
    const notYetAt = erased.has(roomId) ? people?.away : people?.everyone;
    return {
      roomId,
      reason,
      leavesHand: leftHand !== undefined,
      ...(farewell && { farewell }),
      ...(notYetAt && { notYetAt }),
    };
  }

  return {
    list: () => ended,
    read: async () => {
      await show();
      void bringAll();
    },
    bringAgain: () => {
      brought.clear();
      void bringAll();
    },
    noteUnreached: (table) => {
      const sight = table.see();
      unreached.set(table.roomId, { everyone: sight.view?.others ?? [], away: awayFrom(sight) });
    },
    dropFarewell: async (roomId) => {
      const ending = (await store.endings()).find((one) => one.roomId === roomId);
      if (!ending) return;
      const { farewell: _gone, ...rest } = ending;
      await store.write({ endings: [rest] });
      await show();
    },
    close: () => cancelBringing?.(),
  };
}

/** Who was not heard of within the time that presence takes to fade [SRV7]. */
function awayFrom({ view, here }: TableSight): readonly Person[] {
  return (view?.others ?? []).filter(({ id }) => !here.includes(id));
}
