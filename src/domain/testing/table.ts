import type { CardContent } from '../card-content.ts';
import {
  type ChainKey,
  chainKey,
  eventText,
  inChain,
  type Opened,
  parseEvent,
  type TableEvent,
  type VerifiedEvent,
} from '../events.ts';
import type { Format } from '../format.ts';
import { formatRef } from '../formats.ts';
import { type CardId, type CardKey, cardKey } from '../ids.ts';
import { type Position, positionOf } from '../position.ts';
import { ok, type Result } from '../result.ts';
import { foldRoom, type RoomState, type Seated } from '../room-state.ts';
import type { Round } from '../round.ts';
import * as rules from '../rules.ts';
import { currentRound, type TableView, tableView, type ViewOptions } from '../table-view.ts';
import { cardNumber, type Player } from './cast.ts';

/**
 * A table without keys or network: chains, Lamport numbers and what each author had seen come out as device
 * would make them [ENV3] [ENV4]. Everyone hears everything at once, but for who was set `apart`.
 * Actions ask the rules first, like an honest app; `write` asks nothing, like an altered one.
 */
export type Table = ReturnType<typeof createTable>;

type Options = {
  /** Due cards turn only at `turnDue`, as on a device whose owner is not at the table. */
  readonly turnsByHand?: boolean;
  /** What a closed card says instead of what its owner chose: for two tables that differ in nothing else. */
  readonly closes?: (owner: Player, content: CardContent) => CardContent;
  /** Formats of later rounds. */
  readonly formats?: readonly Format[];
};

type Outcome<Value = true> = Result<Value, rules.Refusal>;

export function createTable(seats: readonly Player[], format: Format, options: Options = {}) {
  const formats = [format, ...(options.formats ?? [])];
  const roster: Seated[] = seats.map(({ id, role }) => ({ id, role }));
  const events: VerifiedEvent[] = [];
  const contents = new Map<CardKey, CardContent>();
  const common = new Map<ChainKey, number>();
  const apart = new Map<ChainKey, Map<ChainKey, number>>();
  const folded = new Map<ReadonlyMap<ChainKey, number> | undefined, RoomState>();
  let cards = 0;

  const chainOf = (who: Player) => chainKey(who.id, who.device);
  const heardIn = (past: ReadonlyMap<ChainKey, number>) =>
    events.filter(({ by, device, seq }) => seq <= (past.get(chainKey(by, device)) ?? -1));
  const clockOf = (who: Player) => apart.get(chainOf(who)) ?? common;
  const heardBy = (who: Player) => heardIn(clockOf(who));

  /** What the room is to somebody; to everyone together when nobody is named. Folded once after each change. */
  function state(who?: Player): RoomState {
    const clock = who ? clockOf(who) : undefined;
    const known = folded.get(clock);
    const now = known ?? foldRoom(roster, clock ? heardIn(clock) : events);
    folded.set(clock, now);
    return now;
  }

  function round(who?: Player): Round {
    const now = state(who);
    const number = currentRound(now);
    const ref = now.rounds.get(number);
    const found = formats.find(({ id, version }) => id === ref?.id && version === ref.version);
    if (!found) throw new Error(`nobody gave this table the format ${ref?.id}`);
    return { state: now, format: found, number };
  }

  function write(who: Player, body: TableEvent, opened?: readonly Opened[]): VerifiedEvent {
    if (!parseEvent(eventText(body))) throw new Error(`no other app would read ${eventText(body)}`);
    const clock = clockOf(who);
    const chain = chainOf(who);
    const lamport = 1 + Math.max(0, ...heardIn(clock).map((event) => event.lamport));
    const seq = (clock.get(chain) ?? -1) + 1;
    clock.set(chain, seq);
    const event = {
      by: who.id,
      device: who.device,
      seq,
      lamport,
      past: new Map(clock),
      body,
      ...(opened && { opened }),
    };
    events.push(event);
    folded.clear();
    return event;
  }

  /** What an honest device does by itself after something changed [REV2]. */
  function doDuties(): void {
    if (!options.turnsByHand) for (const who of seats) turnDue(who);
  }

  function turnDue(who: Player, { evenIfAsked = false } = {}): void {
    const { cardIds, lacking } = rules.cardsToTurn(round(who), who.id);
    if (lacking.length > 0 && !evenIfAsked) return;
    for (const cardId of cardIds) turnCard(who, cardId);
  }

  /** Opens the card that its owner laid, as device does; `content` is what a forger says instead. */
  function turnCard(
    who: Player,
    cardId: CardId,
    content: CardContent | 'broken' | undefined = contents.get(cardKey(who.id, cardId)),
  ): VerifiedEvent {
    const laid = heardBy(who).filter(
      ({ by, body }) => by === who.id && body.type === 'lay-closed' && body.cardId === cardId,
    );
    const opened = content && laid.map((event) => ({ laid: inChain(event), content }));
    return write(who, { type: 'turn', cardId, secret: 'geheim' }, opened);
  }

  function writeLay(
    who: Player,
    spot: string,
    content: CardContent,
    closed: boolean,
    cardId = cardNumber(cards++),
  ) {
    const here = round(who);
    const at = { round: here.number, lap: lapOf(positionOf(here)), spot };
    if (closed) {
      contents.set(cardKey(who.id, cardId), options.closes?.(who, content) ?? content);
      write(who, { type: 'lay-closed', cardId, at, box: 'dicht', commitment: 'vast' });
    } else write(who, { type: 'lay', cardId, at, content });
    doDuties();
    return cardId;
  }

  /** Asks the rules as `who` sees the round, then writes. */
  function act<Value>(
    who: Player,
    ask: (round: Round) => Outcome<Value>,
    bodyOf: (value: Value, round: Round) => TableEvent,
  ): Outcome {
    const here = round(who);
    const verdict = ask(here);
    if (!verdict.ok) return verdict;
    write(who, bodyOf(verdict.value, here));
    doDuties();
    return ok(true);
  }

  write(seats[0] ?? fail('nobody sits here'), { type: 'round', number: 1, format: refOf(format) });

  function wantRound(who: Player, next: Format, number = currentRound(state(who)) + 1): void {
    write(who, { type: 'round', number, format: refOf(next) });
  }

  return {
    roster,
    players: seats,
    events: (): readonly VerifiedEvent[] => events,
    heardBy,
    state,
    round,
    position: (who?: Player): Position => positionOf(round(who)),
    view: (who: Player, more: ViewOptions = {}): TableView =>
      tableView(round(who), who.id, { ownClosed: contents, ...more }),
    contents: (): ReadonlyMap<CardKey, CardContent> => contents,

    write,
    writeLay,
    turnCard,
    turnDue,
    /** Who sits here from now on, as device would say; of whoever sat before, what they did stays. */
    seat: (...people: readonly Seated[]) => {
      roster.splice(0, roster.length, ...people);
      folded.clear();
    },
    /** From now on this device and the others do not hear each other. */
    setApart: (who: Player) => {
      apart.set(chainOf(who), new Map(clockOf(who)));
    },
    /** All hear all again. */
    bringTogether: () => {
      for (const clock of apart.values()) {
        for (const [chain, seq] of clock) common.set(chain, Math.max(seq, common.get(chain) ?? -1));
      }
      apart.clear();
      folded.clear();
      doDuties();
    },

    lay: (who: Player, spot: string, content: CardContent): Outcome<CardId> => {
      const verdict = rules.mayLay(round(who), who.id, spot, content);
      return verdict.ok ? ok(writeLay(who, spot, content, verdict.value === 'closed')) : verdict;
    },
    change: (who: Player, cardId: CardId, content: CardContent) =>
      act(
        who,
        (here) => rules.mayChange(here, who.id, cardId, content),
        (at) => ({ type: 'lay', cardId, at, content }),
      ),
    takeBack: (who: Player, cardId: CardId) =>
      act(
        who,
        (here) => rules.mayTakeBack(here, who.id, cardId),
        () => ({ type: 'take-back', cardId }),
      ),
    beReady: (who: Player, spot: string) =>
      act(
        who,
        (here) => rules.mayBeReady(here, who.id, spot),
        ({ at, cardIds }) => ({ type: 'ready', at, cardIds }),
      ),
    goOn: (who: Player, want = true) =>
      act(
        who,
        (here) => rules.mayGoOn(here, who.id),
        (at) => ({ type: 'go-on', at, want }),
      ),
    choose: (who: Player, choice: string, value: string) =>
      act(
        who,
        (here) => rules.mayChoose(here, who.id, choice, value),
        // The rules found it among the options or the people.
        ({ round, lap }) => ({ type: 'choose', round, lap, choice, value: value as Player['id'] }),
      ),
    agree: (who: Player, card: CardKey, yes = true) =>
      act(
        who,
        (here) => rules.mayAgree(here, card),
        (proposal) => ({ type: 'agree', ...proposal, yes }),
      ),
    setAside: (who: Player, participant: Player) => {
      const position = positionOf(round(who));
      if (position.is !== 'at') return;
      write(who, { type: 'without', participant: participant.id, at: position.here.at });
      doDuties();
    },
    stop: (who: Player) => {
      write(who, { type: 'stop', round: currentRound(state(who)) });
      doDuties();
    },
    wantRound,
    /** Everybody wants the same. */
    beginRound: (next: Format) => {
      const number = currentRound(state()) + 1;
      for (const who of seats) wantRound(who, next, number);
    },
  };
}

/** A format that was never published has no pinned hash; any will do. */
function refOf(format: Format) {
  return { ...formatRef(format), hash: formatRef(format).hash || 'alleen-om-te-testen' };
}

function lapOf(position: Position): number {
  return position.is === 'at' ? position.here.at.lap : 1;
}

function fail(reason: string): never {
  throw new Error(reason);
}
