import { deriveInvitationProof } from '#crypto/invitation.ts';
import type { Random } from '#crypto/random.ts';
import { peoplePictures } from '#domain/decks.ts';
import type { RoleId } from '#domain/format.ts';
import { fail, ok, type Result } from '#domain/result.ts';
import { toBase64Url } from './bytes.ts';
import { mustBeginAnew } from './chairs.ts';
import { type Connection, isForNow } from './connection.ts';
import { bindingOf, createInvitationLink, depositFor, toFragment } from './invitation.ts';
import type { Room } from './room.ts';
import { type Lifetime, type SentInvite, sealRoomSecrets } from './room-keys.ts';
import type { RoomSync } from './room-sync.ts';
import { isOpenChair } from './roster.ts';
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

/** Sets a chair and leaves its invitation with the server. An empty chair for the same role makes way; none is set where a stranger may read [INV4]. */
export async function setChair(
  ports: ChairPorts,
  role: RoleId,
  lifetime: Lifetime,
): Promise<Result<Invitation, 'offline' | 'refused'>> {
  const { room, sync, connection, random } = ports;
  const me = room.roster().seated.find(({ id }) => id === room.me);
  if (!me || mustBeginAnew(room)) return fail('refused');
  const link = createInvitationLink(random);
  const seat = toBase64Url(random(16));
  const until = ports.now() + lifetimeSeconds[lifetime] * 1000;
  const empty = room
    .roster()
    .chairs.filter((chair) => chair.role === role && chair.setBy === room.me && !chair.sitter);
  const replaces = empty.at(-1)?.seat;
  // The secret is on the device before the chair is on the table, so that a reload can still answer its guest.
  const invite = { seat, ...link, half: random(32), lifetime, until, isLeft: false };
  if (!(await remember(ports, (before) => [...before, invite]))) return fail('refused');
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
    ...(me.isGuest && me.role === role && { takesHome: true as const }),
  };
  const { genesisHash } = room.record();
  const deposit = await depositFor(room.keys(), link, genesisHash, note, lifetimeSeconds[lifetime], random);
  const answer = await connection.ask(deposit);
  if (!answer) return fail('offline');
  if (answer.type !== 'done') return fail('refused');
  await remember(ports, (before) =>
    before.map((one) => (one.seat === seat ? { ...one, isLeft: true } : one)),
  );
  await withdrawStale(ports);
  if (mustBeginAnew(room)) return fail('refused');
  return ok({ fragment: await toFragment(link), lifetime, until });
}

/** The newest invitation to a chair on which nobody sits yet, while its days or minutes last. */
export async function openInvitation(room: Room, now: number): Promise<Invitation | undefined> {
  const open = room.roster().chairs.filter(isOpenChair);
  const newest = room
    .keys()
    .invites.filter(
      ({ seat, isLeft, until }) => isLeft && until > now && open.some((one) => one.seat === seat),
    )
    .at(-1);
  return newest && { fragment: await toFragment(newest), lifetime: newest.lifetime, until: newest.until };
}

/**
 * Takes back at the server what brings nobody to a chair any more, until it says that it is gone: whoever has such
 * a link could not sit, but could read [INV2]. Whether somebody has read already is asked first [INV4].
 */
export async function withdrawStale(ports: ChairPorts): Promise<void> {
  const { room, connection } = ports;
  const { roomId, invites } = room.keys();
  const { chairs } = room.roster();
  for (const invite of invites) {
    const { seat, inviteId } = invite;
    const chair = chairs.find((one) => one.seat === seat);
    if (!chair || isOpenChair(chair) || invite.isUsed) continue;
    const use = chair.joins.length > 0 ? 'unused' : await useOf(invite, ports);
    if (use === 'unknown') return;
    if (use === 'used') {
      await remember(ports, (before) =>
        before.map((one) => (one.seat === seat ? { ...one, isUsed: true } : one)),
      );
      continue;
    }
    const answer = await connection.ask({ type: 'uninvite', roomId, inviteId });
    if (answer?.type !== 'done') return;
    await remember(ports, (before) => before.filter((one) => one.seat !== seat));
  }
}

/** While an invitation lasts the server shows it, unless somebody used it. */
async function useOf(
  { inviteId, secret, isLeft, until }: SentInvite,
  { connection, now }: ChairPorts,
): Promise<'used' | 'unused' | 'unknown'> {
  if (!isLeft || until <= now()) return 'unused';
  const answer = await connection.ask({ type: 'look', inviteId, proof: await deriveInvitationProof(secret) });
  if (!answer || isForNow(answer)) return 'unknown';
  return answer.type === 'refused' && answer.code === 'invitation-not-valid' ? 'used' : 'unused';
}

async function remember(
  { room, sealingKey, random }: Pick<ChairPorts, 'room' | 'sealingKey' | 'random'>,
  change: (before: readonly SentInvite[]) => readonly SentInvite[],
): Promise<boolean> {
  const outcome = await room.update(async (before) => {
    const keys = { ...before, invites: change(before.invites) };
    return { record: { sealed: await sealRoomSecrets(sealingKey, keys, random) }, keys };
  });
  return outcome === 'written';
}
