import { choosePictures } from '#crypto/pictures.ts';
import type { ParticipantId } from '#domain/ids.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';
import { idBytes } from './ids.ts';
import { isJoinOf, isRevealOf } from './invitation.ts';
import type { Room } from './room.ts';
import { awaitedHands, type Chair, isOpenChair } from './roster.ts';
import type { WriteOutcome } from './store.ts';
import type { TableSight } from './table.ts';

/** What a device does by itself about chairs: answering a guest, showing its half, finding the pictures [INV3]. */

/** As the one who set chairs: the first join that proves to be the invited one gets its answer. */
export async function answerGuests(room: Room): Promise<void> {
  if (mustBeginAnew(room)) return;
  for (const chair of room.roster().chairs) {
    const invite = room.keys().invites.find(({ seat }) => seat === chair.seat);
    const isMine = invite && chair.setBy === room.me;
    if (!isMine || !isOpenChair(chair)) continue;
    if (awaitedHands(chair).length > 0) continue;
    for (const join of chair.joins) {
      if (!(await isJoinOf(invite.secret, join))) continue;
      const body = {
        type: 'seated',
        seat: chair.seat,
        join: join.hash,
        half: toBase64Url(invite.half),
      } as const;
      await room.write({ kind: 'seated', body });
      break;
    }
  }
}

/** As the guest: once seated, my next envelope opens the half that my join committed to. */
export async function revealHalf(room: Room): Promise<void> {
  const chair = room.roster().chairs.find(({ sitter }) => sitter?.by === room.me);
  const half = room.keys().joinerHalf;
  if (!chair || !half || chair.joinerHalf) return;
  await room.write({ kind: 'join', body: { type: 'reveal', seat: chair.seat, half: toBase64Url(half) } });
}

/** Mine; asked for, or not here yet; or gone: replaced before I was let in, or revoked. */
export function seatOf(room: Room): TableSight['mySeat'] {
  const { seated, chairs } = room.roster();
  if (seated.some(({ id }) => id === room.me)) return 'taken';
  const asked = chairs.filter(({ joins }) => joins.some(({ by }) => by === room.me)).at(-1);
  return asked && !isOpenChair(asked) ? 'lost' : 'asked';
}

/** Whether I may go on at a fresh table: I opened this one, and nothing of another who sits here goes with it [INV4]. */
export function mayBeginAnew(room: Room): boolean {
  const [opener, ...others] = room.roster().seated;
  return opener?.id === room.me && !others.some(({ id }) => hasLaid(room, id));
}

/**
 * Whether I must: a chair was given up after somebody came to it, or used its invitation and stayed away. They hold the
 * key to all that would be laid here.
 */
export function mustBeginAnew(room: Room): boolean {
  const { chairs } = room.roster();
  const isGivenUp = chairs.some(
    ({ joins, isRevoked, isRefused, isReplaced }) =>
      joins.length > 0 && (isRevoked || isRefused || isReplaced),
  );
  const isUsed = room.keys().invites.some((invite) => invite.isUsed);
  return (isGivenUp || isUsed) && mayBeginAnew(room);
}

/** Whether somebody did more here than sit down and say who they are. */
export function tookPart(room: Room, who: ParticipantId): boolean {
  return room.acts().some(({ by }) => by === who);
}

/** Whether words of somebody are on this table: a card, or a hand on one. */
export function hasLaid(room: Room, who: ParticipantId): boolean {
  const { cards, hands } = room.state();
  return (
    [...cards.values()].some(({ owner }) => owner === who) || [...hands.values()].some((one) => one.has(who))
  );
}

/** The newest chair between me and one other, as guest or as the one who set it. */
export function sharedChair(room: Room): Chair | undefined {
  return takenChairs(room)
    .filter(({ isRevoked }) => !isRevoked)
    .at(-1);
}

/** Whether one of us said of the newest such chair that it is no chair any more: the pictures differed. */
export function isNewestRevoked(room: Room): boolean {
  const newest = takenChairs(room).at(-1);
  return newest !== undefined && (newest.isRevoked || newest.isRefused);
}

function takenChairs(room: Room): readonly Chair[] {
  return room
    .roster()
    .chairs.filter(({ sitter, setBy }) => sitter && (sitter.by === room.me || setBy === room.me));
}

/** @returns four indices of 64, the same on both sides; undefined until both halves are known [INV4]. */
export async function picturesOf(room: Room, chair: Chair): Promise<readonly number[] | undefined> {
  const { sitter, setterHalf, joinerHalf } = chair;
  if (!sitter || !setterHalf || !joinerHalf || !(await isRevealOf(sitter.body, joinerHalf))) return undefined;
  const [seatedRandom, joinRandom] = [setterHalf, joinerHalf].map((half) => fromBase64Url(half, 32));
  if (!seatedRandom || !joinRandom) return undefined;
  return choosePictures({
    roomId: room.keys().roomId,
    joinHash: idBytes(sitter.hash),
    seatedRandom,
    joinRandom,
  });
}

/** Leaves my own chair for good [TAB1]. `not-here`: I have none. */
export async function leaveChair(room: Room): Promise<WriteOutcome | 'not-here'> {
  const chair = room.roster().chairs.find(({ sitter }) => sitter?.by === room.me);
  if (!chair) return 'not-here';
  return room.write({ kind: 'leave', body: { type: 'leave', seat: chair.seat } });
}
