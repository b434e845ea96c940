import type { CardContent } from '#domain/card-content.ts';
import type { PeoplePicture } from '#domain/decks.ts';
import type { Moment } from '#domain/events.ts';
import type { RoleId } from '#domain/format.ts';
import type { CardId, CardKey, ParticipantId } from '#domain/ids.ts';
import type { OwnCopy } from '#domain/own-copy.ts';
import type { Result } from '#domain/result.ts';
import type { Third } from '#domain/room-state.ts';
import type { Refusal } from '#domain/rules.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import type { TabletCard } from '#domain/taken-home.ts';
import type { AppendOutcome } from '#protocol/error-codes.ts';
import type { RoomId } from './ids.ts';
import type { Lifetime } from './room-keys.ts';
import type { UnlaidCards } from './unlaid-cards.ts';

/**
 * One table as its screen knows it: what is seen, and what can be done. Every action is on this device
 * before its promise resolves, whether there is a network or not.
 */
export type Table = {
  readonly roomId: RoomId;
  readonly see: () => TableSight;
  readonly subscribe: (listener: () => void) => () => void;
  /** Resolves when all that was written so far is with the server, or the attempt failed. */
  readonly save: () => Promise<void>;

  /** @param cardId of a card that was in the making: then it lies once, however often that is said. */
  readonly lay: (spot: string, content: CardContent, cardId?: CardId) => Promise<Outcome>;
  /** Lays a card from my own cards, as it reads there; it keeps its id and leaves them. */
  readonly layKept: (cardId: CardId, spot: string, content: CardContent) => Promise<Outcome>;
  readonly change: (cardId: CardId, content: CardContent) => Promise<Outcome>;
  readonly takeBack: (cardId: CardId) => Promise<Outcome>;
  readonly turn: (spot: string) => Promise<Outcome>;
  /** Turns my ready cards although somebody left or was set aside [REV2]. */
  readonly turnWithout: () => Promise<Outcome>;
  readonly goOn: (want: boolean) => Promise<Outcome>;
  readonly choose: (choice: string, value: string) => Promise<Outcome>;
  readonly agree: (card: CardKey, yes: boolean) => Promise<Outcome>;
  readonly setAside: (person: ParticipantId) => Promise<Outcome>;
  readonly pause: (on: boolean) => Promise<Outcome>;
  /** Ends my part of this round. Closed cards stay closed. */
  readonly stop: () => Promise<Outcome>;
  /** Takes back that I take part, and ends my part of the round that runs [CON1]. */
  readonly withdraw: () => Promise<Outcome>;
  /** I take part again. @param shown what stood there, line by line: the version that I say yes to [CON1] */
  readonly takePartAgain: (shown: readonly string[]) => Promise<Outcome>;
  /** I want another conversation, after the one that ended; it begins when all want the same. */
  readonly wantRound: (formatId: string) => Promise<Outcome>;
  readonly sayWhoIAm: (profile: {
    readonly name?: string;
    readonly picture: PeoplePicture;
  }) => Promise<Outcome>;
  readonly sayWhoSitsBy: (third: Third | null) => Promise<Outcome>;

  /** Cards that I am making and have not laid; on this device only [OWN2]. */
  readonly unlaid: UnlaidCards;
  /** The ones that I am making for my own cards: they go where those go, also to a fresh table [INV4]. */
  readonly unlaidOwn: UnlaidCards | undefined;
  /** Puts a card among my own cards, which nobody else sees. */
  readonly keep: (content: CardContent, cardId?: CardId) => Promise<Outcome>;
  readonly dropKept: (cardId: CardId) => Promise<Outcome>;

  /** Sets a chair and makes its invitation; replaces an earlier one that nobody used. Needs the server. */
  readonly invite: (role: RoleId, lifetime: Lifetime) => Promise<Result<Invitation, 'offline' | 'refused'>>;
  /** The newest one that I made, while somebody may still come in with it. */
  readonly openInvitation: () => Promise<Invitation | undefined>;
  /** Lets somebody sit on a chair that was set while we were talking [INV3]. */
  readonly admit: (seat: string) => Promise<Outcome>;
  /** The four pictures differ: the chair between us is no chair any more [INV4]. */
  readonly rejectPictures: () => Promise<Outcome>;
  /**
   * Gives up the chair that I set, and goes on at a fresh table with my own cards; this one is thrown away, because
   * whoever came to that chair holds its key [INV4]. @returns the fresh table.
   */
  readonly beginAnew: () => Promise<Result<RoomId, 'full' | 'not-here'>>;
  /** A card that I laid at somebody else's tablet is mine: it lies again in my own name; or it is not [TAB1]. */
  readonly layAgain: (card: CardKey) => Promise<Outcome>;
  readonly disown: (card: CardKey) => Promise<Outcome>;
  /** What I may take home: my own cards that lie there, and what we agreed. */
  readonly copy: () => OwnCopy;
  /** Throws the table away, for everyone, for ever; works without a network too [DEL2]. */
  readonly erase: () => Promise<Outcome>;
  /** Throws away all my own words here, and my own cards beside it; the rest of the table stays [DEL2]. */
  readonly blankMine: () => Promise<Outcome>;
  /** My return key; undefined while there is none [RET1]. Asks the server whether it works. */
  readonly key: () => Promise<OwnKey | undefined>;
  /** Makes a new one; the one before works until the server has it: `offline` when that is not yet. */
  readonly newKey: () => Promise<Result<true, 'offline' | 'full'>>;
  /** I was asked to keep my key, and said what I want. */
  readonly answerKeyQuestion: () => Promise<void>;
  /** I was told who sits on another device, and that a copy of this one wrote. */
  readonly meetDevices: () => Promise<void>;
  /** I am looking at the table, or not: cards turn, and others see me, only while I do [REV2] [SRV7]. */
  readonly beHere: (isHere: boolean) => void;
  /** Moves only my own view; undefined is back to now. */
  readonly lookAt: (moment: Moment | undefined) => void;
};

/** `full`: the device has no room; nothing was written and nothing is lost on the screen. */
export type Outcome = Result<true, Refusal | 'full' | 'closed'>;

export type Invitation = {
  /** The part of the link after `#`; holds the secret, never leaves the two devices [INV1]. */
  readonly fragment: string;
  readonly lifetime: Lifetime;
  /** When it stops working; milliseconds since 1970. */
  readonly until: number;
};

export type TableSight = {
  /** Undefined before the round's format is known, or when this app does not know it. */
  readonly view: TableView | undefined;
  readonly unknownFormat: boolean;
  /** My chair at the tablet from which I took this table home, while it is there [TAB1]. */
  readonly tabletSeat: 'open' | 'closed' | undefined;
  /** Somebody sits here who took my place at this tablet home with them [TAB1]. */
  readonly isTakenHome: boolean;
  /** What I laid at somebody else's tablet and was not asked about yet, oldest first [TAB1]. */
  readonly fromTablet: readonly TabletCard[];
  /** My own cards, oldest first; what already lies on the table is not among them. */
  readonly kept: readonly KeptCard[];
  /** Where I make a card that only I see; undefined when this app does not know its format. */
  readonly ownSpot: SpotView | undefined;
  /** `device`: on this device; `server`: also safe with the server. */
  readonly saved: 'device' | 'server';
  readonly isConnected: boolean;
  /** Somebody else sits at this same tablet: what we turn needs no network [TAB1]. */
  readonly sharesTablet: boolean;
  /** Why the server does not take what I wrote now; it is asked again. */
  readonly trouble: AppendOutcome | undefined;
  /** Who was heard of just now, and who was not for long; a dimmed phone is neither. Never part of the state [SRV7]. */
  readonly here: readonly ParticipantId[];
  readonly away: readonly ParticipantId[];
  readonly pictures: Pictures | undefined;
  /** Somebody else took the chair that I set: more than one joined [INV3]. */
  readonly seatAttempts: number;
  /** Whether I sit here, wait for the answer of whoever set my chair, or came too late for it [INV3]. */
  readonly mySeat: 'taken' | 'asked' | 'lost';
  /** The newest chair between me and another is no chair any more: the pictures differed [INV4]. */
  readonly isChairRevoked: boolean;
  /** Chairs set while we were talking, that wait for my hand; and whether mine waits for another's [INV3]. */
  readonly asksMyHand: readonly AskedChair[];
  readonly awaitsHand: boolean;
  /** This table is mine to invite people to. */
  readonly iOpened: boolean;
  /** I may go on at a fresh table; and must, for a stranger may read along here [INV4]. */
  readonly mayBeginAnew: boolean;
  readonly mustBeginAnew: boolean;
  /** Whether I may throw everything away: anyone at a table of two, the opener at larger ones [DEL2]. */
  readonly mayErase: boolean;
  /** The day (UTC) on which something was last said here; milliseconds since 1970. */
  readonly lastOn: number;
  /** When the table goes away by itself; milliseconds since 1970 [DEL3]. */
  readonly leavesOn: number;
  /** Its days are over by this device's clock, and the server has not been asked yet: nothing is shown. */
  readonly isPast: boolean;
  /** Something of these people is missing [ENV4]. */
  readonly missingFrom: readonly ParticipantId[];
  /** Chains of these people broke: what was there before stays [ENV6]. */
  readonly brokenBy: readonly ParticipantId[];
  /** I have a return key here [RET1]; and was not asked yet to keep it myself. */
  readonly hasKey: boolean;
  readonly asksToKeepKey: boolean;
  /** Who sits on a device that is new here, until I was told; me, when it is not this one [RET1]. */
  readonly movedDevice: readonly ParticipantId[];
  /** A copy of this device wrote in its chain, which goes on elsewhere now [ENV6]. */
  readonly copyWrote: boolean;
};

export type OwnKey = {
  /** To write down: seven groups of four with hyphens. */
  readonly code: string;
  /** `not-yet`: it waits for the server. `no`: another device made a newer one, or the server lost it. */
  readonly works: 'yes' | 'not-yet' | 'no' | 'unknown';
};

export type AskedChair = { readonly seat: string; readonly role: RoleId; readonly setBy: ParticipantId };

export type KeptCard = { readonly cardId: CardId; readonly content: CardContent };

/** Four of the 64 pictures, the same on both screens [INV4]. Indices 0–63. */
export type Pictures = { readonly indices: readonly number[] };
