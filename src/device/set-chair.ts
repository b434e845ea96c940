import type { Random } from '#crypto/random.ts';
import { peoplePictures } from '#domain/decks.ts';
import type { RoleId } from '#domain/format.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toBase64Url } from './bytes.ts';
import type { Connection } from './connection.ts';
import { bindingOf, createInvitationLink, depositFor, toFragment } from './invitation.ts';
import type { Room } from './room.ts';
import { type Lifetime, type SentInvite, sealRoomSecrets } from './room-keys.ts';
import type { RoomSync } from './room-sync.ts';
import type { Invitation } from './table.ts';

export type ChairPorts = {
  readonly room: Room;
  readonly sync: RoomSync;
  readonly connection: Connection;
  readonly sealingKey: CryptoKey;
  readonly random: Random;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

/** On the screen for a quarter of an hour; sent, for a week [INV2]. */
const lifetimeSeconds: Readonly<Record<Lifetime, number>> = { screen: 15 * 60, sent: 7 * 24 * 60 * 60 };

/** Sets a chair and leaves its invitation with the server. An empty chair for the same role makes way. */
export async function setChair(
  ports: ChairPorts,
  role: RoleId,
  lifetime: Lifetime,
): Promise<Result<Invitation, 'offline' | 'refused'>> {
  const { room, sync, connection, random } = ports;
  const me = room.roster().seated.find(({ id }) => id === room.me);
  if (!me) return fail('refused');
  const link = createInvitationLink(random);
  const seat = toBase64Url(random(16));
  const until = ports.now() + lifetimeSeconds[lifetime] * 1000;
  const empty = room
    .roster()
    .chairs.filter((chair) => chair.role === role && chair.setBy === room.me && !chair.sitter);
  const replaces = empty.at(-1)?.seat;
  // The secret is on the device before the chair is on the table, so that a reload can still answer its guest.
  if (!(await remember(ports, { seat, ...link, half: random(32), lifetime, until }))) return fail('refused');
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
  return answer.type === 'done' ? ok({ fragment: await toFragment(link), lifetime, until }) : fail('refused');
}

/** The newest invitation to a chair on which nobody sits yet, while its days or minutes last. */
export async function openInvitation(room: Room, now: number): Promise<Invitation | undefined> {
  const newest = stillOpen(room)
    .filter(({ until }) => until > now)
    .at(-1);
  return newest && { fragment: await toFragment(newest), lifetime: newest.lifetime, until: newest.until };
}

function stillOpen(room: Room): readonly SentInvite[] {
  const empty = room
    .roster()
    .chairs.filter((chair) => !chair.sitter && !chair.isRevoked && !chair.isReplaced);
  return room.keys().invites.filter((invite) => empty.some(({ seat }) => seat === invite.seat));
}

/** Whoever still holds the link of a chair that made way hears that it works no more, before claiming anything. */
async function withdraw({ room, connection }: ChairPorts, seat: string | undefined): Promise<void> {
  const { roomId, invites } = room.keys();
  const sent = invites.find((invite) => invite.seat === seat);
  if (sent) await connection.ask({ type: 'uninvite', roomId, inviteId: sent.inviteId });
}

/** Adds an invitation to those that may still bring somebody. */
async function remember({ room, sealingKey, random }: ChairPorts, invite: SentInvite): Promise<boolean> {
  const outcome = await room.update(async (before) => {
    const keys = { ...before, invites: [...stillOpen(room), invite] };
    return { record: { sealed: await sealRoomSecrets(sealingKey, keys, random) }, keys };
  });
  return outcome === 'written';
}
