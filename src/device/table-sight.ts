import type { CardContent } from '#domain/card-content.ts';
import { chainKey, type Moment, ownerOf } from '#domain/events.ts';
import { formatFor } from '#domain/formats.ts';
import { type CardKey, cardKey } from '#domain/ids.ts';
import type { Round } from '#domain/round.ts';
import { currentRound, type SpotView, tableView } from '#domain/table-view.ts';
import { cardsFromTablet } from '#domain/taken-home.ts';
import type { BeingHere } from './being-here.ts';
import { isNewestRevoked, mayBeginAnew, mustBeginAnew, seatOf } from './chairs.ts';
import { lastOn, leavesOn, mayErase } from './endings.ts';
import { devicesToTell } from './new-devices.ts';
import type { Room } from './room.ts';
import type { RoomSync } from './room-sync.ts';
import { awaitedHands, isOpenChair } from './roster.ts';
import type { Pictures, TableSight } from './table.ts';

type RoomHere = { readonly room: Room; readonly sync: RoomSync };

/** What is known of a table beside its rooms. */
type Known = {
  readonly beingHere: BeingHere;
  /** What my own face-down cards say. */
  readonly ownClosed: ReadonlyMap<CardKey, CardContent>;
  readonly lookingAt: Moment | undefined;
  readonly pictures: Pictures | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
};

/** All that a screen knows of one table, read from what its rooms say now. */
export function sightOf({ room, sync }: RoomHere, hand: RoomHere | undefined, known: Known): TableSight {
  const { ownClosed, lookingAt, beingHere, now } = known;
  const round = roundOf(room);
  const ref = room.state().rounds.get(currentRound(room.state()));
  const { me } = room;
  const record = room.record();
  const { seated, chairs } = room.roster();
  const openChairs = chairs.filter(isOpenChair);
  return {
    view: round && tableView(round, me, { ownClosed, ...(lookingAt && { lookingAt }) }),
    unknownFormat: ref !== undefined && !round,
    tabletSeat: whereITookItFrom(room),
    isTakenHome: seated.some(({ from }) => from === me),
    fromTablet: cardsFromTablet(room.state(), me).filter(({ key }) => !record.notMine?.includes(key)),
    kept: hand ? keptCards(hand.room, room) : [],
    ownSpot: hand && ownSpotOf(hand.room),
    saved: sync.isSaved() && (hand?.sync.isSaved() ?? true) ? 'server' : 'device',
    isConnected: sync.isAttached(),
    sharesTablet: beingHere.sharesTablet(),
    trouble: sync.trouble() ?? hand?.sync.trouble(),
    here: beingHere.others('here'),
    away: beingHere.others('away'),
    pictures: known.pictures,
    seatAttempts: Math.max(0, ...chairs.map((chair) => chair.joins.length)),
    mySeat: seatOf(room),
    isChairRevoked: isNewestRevoked(room),
    asksMyHand: openChairs.filter((chair) => awaitedHands(chair).includes(me)),
    awaitsHand: openChairs.some((chair) => chair.setBy === me && awaitedHands(chair).length > 0),
    iOpened: seated[0]?.id === me,
    mayBeginAnew: mayBeginAnew(room),
    mustBeginAnew: mustBeginAnew(room),
    mayErase: mayErase(room.roster(), me),
    lastOn: lastOn(record),
    leavesOn: leavesOn(record),
    isPast: now >= leavesOn(record) && !sync.isAttached(),
    missingFrom: [...new Set([...room.log.missingFrom(), ...room.withheldFrom()])],
    brokenBy: [...room.log.forks().keys()]
      .filter((chain) => chain !== chainKey(me, record.deviceId))
      .map(ownerOf),
    hasKey: room.keys().returnKey !== undefined,
    asksToKeepKey: record.returnKey?.isAsked === false,
    movedDevice: [...new Set(devicesToTell(room).map(({ who }) => who))],
    copyWrote: record.copyWrote === true,
  };
}

/** Undefined before the room has a round, or when this app does not know its format. */
export function roundOf(room: Room): Round | undefined {
  const state = room.state();
  const number = currentRound(state);
  const ref = state.rounds.get(number);
  const format = ref && formatFor(ref);
  return format && { state, format, number };
}

function ownSpotOf(hand: Room): SpotView | undefined {
  const round = roundOf(hand);
  return round && tableView(round, hand.me).shown?.spots[0];
}

function whereITookItFrom(room: Room): TableSight['tabletSeat'] {
  const { seated } = room.roster();
  const from = seated.find(({ id }) => id === room.me)?.from;
  const chair = seated.find(({ id }) => id === from);
  return chair && (chair.left ? 'closed' : 'open');
}

/** What waits in my own cards; what lies on the table already is not shown twice. */
function keptCards(hand: Room, room: Room): TableSight['kept'] {
  return [...hand.state().cards.values()].flatMap(({ cardId, content, face }) => {
    const lies = room.state().cards.has(cardKey(room.me, cardId));
    return face === 'open' && content && !lies ? [{ cardId, content }] : [];
  });
}
