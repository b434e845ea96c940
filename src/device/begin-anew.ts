import { formatFor } from '#domain/formats.ts';
import { currentRound } from '#domain/table-view.ts';
import { type NewRoomPorts, openNewRoom } from './new-room.ts';
import type { Room } from './room.ts';
import type { StoreChange } from './store.ts';
import type { RoomRecord, StoredEntry } from './stored-records.ts';

/** A room that is not in the store yet, so that it can come there together with what it takes the place of. */
export type DraftedRoom = { readonly record: RoomRecord; readonly entries: readonly StoredEntry[] };

/**
 * A fresh room, with keys of its own, in the place of one whose key a stranger may have [INV4]: the same role and
 * format, the same name, picture and third person. @returns undefined when this app does not know the format.
 */
export async function draftRoomLike(room: Room, ports: NewRoomPorts): Promise<DraftedRoom | undefined> {
  const { rounds, profiles, third } = room.state();
  const me = room.roster().seated.find(({ id }) => id === room.me);
  const ref = rounds.get(currentRound(room.state()));
  const format = ref && formatFor(ref);
  if (!me || !format) return undefined;
  const entries: StoredEntry[] = [];
  const write = async (change: StoreChange) => {
    entries.push(...(change.entries ?? []));
    return 'written' as const;
  };
  const draft = await openNewRoom('table', me.role, format, { ...ports, store: { ...ports.store, write } });
  const profile = profiles.get(room.me);
  if (profile) await draft?.write({ kind: 'event', body: { type: 'profile', ...profile } });
  if (third) await draft?.write({ kind: 'event', body: { type: 'third', who: third } });
  return draft && { record: draft.record(), entries };
}
