import { WebSocket } from 'ws';
import type { Device } from '#device/device.ts';
import { idBytes } from '#device/ids.ts';
import { parseFragment } from '#device/invitation.ts';
import { createMemoryStore } from '#device/memory-store.ts';
import { openRoomSecrets } from '#device/room-keys.ts';
import type { Store } from '#device/store.ts';
import type { Table } from '#device/table.ts';
import { splitEnvelope } from '#protocol/envelope.ts';
import {
  anouk,
  bilal,
  deviceFor,
  inviteTo,
  joinAs,
  nextChange,
  openTableFor,
  until,
  workingKeyOf,
} from '../people.ts';
import { walkTo } from '../simulation/walk.ts';
import { formsOfBytes, type Needle } from './forms.ts';

/** A whole conversation as two people have it, in which every word is the canary. */
export type Life = {
  /** Everything that only devices may know, in all its forms. */
  readonly secrets: readonly Needle[];
  /** The ciphertext of one closed card, as the server was given it. */
  readonly ciphertext: Buffer;
  readonly roomIds: readonly Needle[];
  /** Bilal throws everything away; resolves when Anouk's device has wiped itself too. */
  readonly erase: () => Promise<void>;
  readonly close: () => void;
};

/** From where the two come, as a proxy passes it on. */
export const addresses = ['203.0.113.77', '2001:db8:17:42:aaaa:bbbb:cccc:dddd'];

export async function liveALife(
  origin: string,
  canary: string,
  onClosedCard: () => Promise<void>,
): Promise<Life> {
  const stores = [createMemoryStore(), createMemoryStore(), createMemoryStore()];
  const devices: Device[] = [];
  for (const [index, store] of stores.entries()) {
    const headers = { 'x-forwarded-for': addresses[index % 2] };
    devices.push(await deviceFor(origin, store, Date.now, (url) => new WebSocket(url, { origin, headers })));
  }
  const [hers, his, third] = devices;
  if (!hers || !his || !third) throw new Error('three devices');
  const text = Array.from({ length: 15 }, () => canary).join(' ');

  const table = await openTableFor({ ...anouk, name: canary }, hers, 'samenleergesprek-kort');
  const fragment = await inviteTo(table);
  const guest = await joinAs({ ...bilal, name: canary }, his, fragment);
  for (const one of [table, guest]) one.beHere(true);

  await walkTo('moment', [table, guest]);
  await table.lay('strook', { symbols: ['uitleggen'], text });
  await guest.lay('strook', { symbols: [], text });
  await guest.keep({ symbols: ['blij'], text });
  await takeBackFirst(guest, 'strook');

  await walkTo('betekenis', [table, guest]);
  for (const one of [table, guest]) await one.lay('betekenis', { symbols: ['fijn'], text });
  await guest.save();
  const ciphertext = await largestOf(stores[1], guest);
  await onClosedCard();
  for (const one of [table, guest]) {
    await until(one, ({ view }) => view?.shown?.beat === 'omdraaien');
    await one.turn('betekenis');
  }

  await walkTo('afspraak', [table, guest]);
  await guest.lay('dit-doen-we', { symbols: [], text, pile: 'anders', who: 'samen' });
  for (const one of [table, guest]) {
    const { view } = await until(one, ({ view }) => view?.shown?.spots[0]?.cards.length === 1);
    const [card] = view?.shown?.spots[0]?.cards ?? [];
    if (card) await one.agree(card.key, true);
  }
  for (const one of [table, guest]) await until(one, ({ view }) => view?.agreements.length === 1);

  const back = await third.useKey(await workingKeyOf(guest));
  if (!back.ok) throw new Error(back.error);
  await until(back.value, ({ view }) => view?.agreements.length === 1);
  for (const one of [table, guest]) await one.save();

  const link = await parseFragment(fragment);
  if (!link) throw new Error('not a link');
  return {
    secrets: [...formsOfBytes('I', link.secret), ...(await secretsIn(stores.slice(0, 2)))],
    ciphertext,
    roomIds: formsOfBytes('room id', idBytes(table.roomId)),
    erase: async () => {
      const erased = await guest.erase();
      if (!erased.ok) throw new Error(erased.error);
      for (const device of devices) while (device.table(table.roomId)) await nextChange(device);
    },
    close: () => {
      for (const device of devices) device.close();
    },
  };
}

async function takeBackFirst(table: Table, spot: string): Promise<void> {
  const mine = ({ view }: ReturnType<Table['see']>) =>
    view?.shown?.spots.find((one) => one.spot.id === spot)?.cards.find(({ isMine }) => isMine);
  const card = mine(await until(table, (sight) => mine(sight) !== undefined));
  const outcome = card && (await table.takeBack(card.cardId));
  if (!outcome?.ok) throw new Error('nothing taken back');
}

/** A face-down card is the only thing said here that fills 8 KiB. */
async function largestOf(store: Store | undefined, { roomId }: Table): Promise<Buffer> {
  const entries = (await store?.entries(roomId)) ?? [];
  const bodies = entries.flatMap(({ entry }) => {
    const split = splitEnvelope(entry.bytes);
    return split.ok ? [Buffer.from(split.value.body)] : [];
  });
  return bodies.reduce((largest, body) => (body.length > largest.length ? body : largest));
}

/** RK, SK, PS and R of every room on these devices [KEY1]. */
async function secretsIn(stores: readonly Store[]): Promise<Needle[]> {
  const needles: Needle[] = [];
  for (const store of stores) {
    const key = await store.sealingKey(() => Promise.reject(new Error('no key')));
    for (const { roomId, kind, sealed } of await store.rooms()) {
      const secrets = await openRoomSecrets(key, idBytes(roomId), sealed);
      if (!secrets) throw new Error('sealed by another device');
      const { roomKey, participantSecret, signingKeyBytes, returnKey } = secrets;
      // The first 65 bytes are the public key, which the server has.
      const scalar = signingKeyBytes.slice(65);
      needles.push(
        ...formsOfBytes(`RK of a ${kind}`, roomKey),
        ...formsOfBytes(`PS at a ${kind}`, participantSecret),
      );
      needles.push(...formsOfBytes(`SK at a ${kind}`, scalar));
      if (returnKey) needles.push(...formsOfBytes('R', returnKey));
    }
  }
  return needles;
}
