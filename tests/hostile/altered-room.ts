import { idBytes } from '#device/ids.ts';
import { loadRoom, type Room, type RoomPorts } from '#device/room.ts';
import { openRoomKeys, openRoomSecrets } from '#device/room-keys.ts';

/** The room of a device that is closed, as its owner's altered app has it: it writes whatever she likes. */
export async function loadAltered(roomId: string, { store, random }: RoomPorts): Promise<Room> {
  const record = (await store.rooms()).find((one) => one.roomId === roomId);
  const key = await store.sealingKey(() => Promise.reject(new Error('the device has one')));
  const secrets = record && (await openRoomSecrets(key, idBytes(roomId), record.sealed));
  if (!record || !secrets) throw new Error('Eva does not sit there');
  return loadRoom(record, await openRoomKeys(secrets), { store, random });
}
