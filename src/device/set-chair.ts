import type { Random } from '#crypto/random.ts';
import { peoplePictures } from '#domain/decks.ts';
import type { RoleId } from '#domain/format.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toBase64Url } from './bytes.ts';
import type { Connection } from './connection.ts';
import {
  bindingOf,
  createInvitationLink,
  depositFor,
  type InvitationLink,
  toFragment,
} from './invitation.ts';
import type { Room } from './room.ts';
import { sealRoomSecrets } from './room-keys.ts';
import type { RoomSync } from './room-sync.ts';
import type { Invitation } from './table.ts';

export type ChairPorts = {
  readonly room: Room;
  readonly sync: RoomSync;
  readonly connection: Connection;
  readonly sealingKey: CryptoKey;
  readonly random: Random;
};

/** On the screen for a quarter of an hour; sent, for a week [INV2]. */
const lifetimeSeconds = { screen: 15 * 60, sent: 7 * 24 * 60 * 60 };

/** Sets a chair and leaves its invitation with the server. An empty chair for the same role makes way. */
export async function setChair(
  ports: ChairPorts,
  role: RoleId,
  lifetime: keyof typeof lifetimeSeconds,
): Promise<Result<Invitation, 'offline' | 'refused'>> {
  const { room, sync, connection, random } = ports;
  const me = room.roster().seated.find(({ id }) => id === room.me);
  if (!me) return fail('refused');
  const link = createInvitationLink(random);
  const seat = toBase64Url(random(16));
  const empty = room
    .roster()
    .chairs.filter((chair) => chair.role === role && chair.setBy === room.me && !chair.sitter);
  const replaces = empty.at(-1)?.seat;
  // The secret is on the device before the chair is on the table, so that a reload can still answer its guest.
  if (!(await remember(ports, seat, link))) return fail('refused');
  const binding = await bindingOf(link.secret);
  const written = await room.write({
    kind: 'seat',
    body: { type: 'seat', seat, role, binding, ...(replaces && { replaces }) },
  });
  if (written !== 'written') return fail('refused');
  await sync.push();
  const profile = room.state().profiles.get(room.me);
  const note = {
    name: profile?.name,
    picture: profile?.picture ?? peoplePictures[0],
    inviter: me.role,
    role,
  };
  const { genesisHash } = room.record();
  const deposit = await depositFor(room.keys(), link, genesisHash, note, lifetimeSeconds[lifetime], random);
  const answer = await connection.ask(deposit);
  if (!answer) return fail('offline');
  await withdraw(ports, replaces);
  return answer.type === 'done' ? ok({ fragment: await toFragment(link), seat }) : fail('refused');
}

/** Whoever still holds the link of a chair that made way hears that it works no more, before claiming anything. */
async function withdraw({ room, connection }: ChairPorts, seat: string | undefined): Promise<void> {
  const { roomId, invites } = room.keys();
  const sent = invites.find((invite) => invite.seat === seat);
  if (sent) await connection.ask({ type: 'uninvite', roomId, inviteId: sent.inviteId });
}

async function remember(
  { room, sealingKey, random }: ChairPorts,
  seat: string,
  link: InvitationLink,
): Promise<boolean> {
  const outcome = await room.update(async (before) => {
    const keys = { ...before, invites: [...before.invites, { seat, ...link, half: random(32) }] };
    return { record: { sealed: await sealRoomSecrets(sealingKey, keys, random) }, keys };
  });
  return outcome === 'written';
}
