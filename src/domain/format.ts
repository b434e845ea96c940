import type { DeckId } from './decks.ts';

/**
 * What a conversation format is: data, strictly JSON-able, run by one engine (position, rules, table view).
 * It never counts people: who is asked is a `Party`, found among whoever sits at the table.
 */
export type Format = {
  readonly id: string;
  /** Raised at every change; every published version stays in the app, so old rounds stay readable. */
  readonly version: number;
  /** Nobody goes on before at least this many of each role sit. */
  readonly seats: readonly { readonly role: RoleId; readonly atLeast: number }[];
  readonly steps: readonly Step[];
  /** "Another moment": while `when` holds in a lap, the steps from … to run once more in the next lap. */
  readonly repeat?: { readonly from: string; readonly to: string; readonly when: Condition };
  /** The format in which people go further about the same moment, if they want. */
  readonly further?: string;
};

export type RoleId = 'resident' | 'professional' | 'third' | 'facilitator' | 'self';
export type ChapterId = 'begin' | 'a' | 'b' | 'c' | 'klaar';

export type Step = {
  readonly id: string;
  readonly chapter: ChapterId;
  /** Its texts stand in content under this name; without it, under its id. */
  readonly words?: string;
  /** The same from the second conversation on, when people know the step. */
  readonly wordsAgain?: string;
  /** The step is there only when this holds; without it, always. */
  readonly when?: Condition;
  /** One to three: choosing, turning (only where cards lie closed), talking. */
  readonly beats: readonly Beat[];
  readonly spots?: readonly Spot[];
  readonly choices?: readonly Choice[];
  /** How the middle of the table is laid out; the screen's business, named here so that formats stay data. */
  readonly layout:
    | 'lines'
    | 'strip'
    | 'sides'
    | 'piles'
    | 'promises'
    | 'pictures'
    | 'looking-back'
    | 'ending';
  /** Cards are new here: what is promised about them is said where they first lie. */
  readonly practice?: true;
  /** The professional may ask something here, and finds questions to choose from. */
  readonly questions?: true;
  /** People are about to leave: what is kept goes along to other conversations, and one's key is asked for. */
  readonly leaving?: true;
};

export type Beat = {
  readonly id: 'kiezen' | 'omdraaien' | 'praten';
  /** The spots that lie open for laying in this beat. */
  readonly spots?: readonly string[];
  readonly choices?: readonly string[];
  readonly until: Until;
  /** Who tells in this beat, when it is one person's turn; the others listen. */
  readonly teller?: Party;
  /** Extra lines or tips that show only when something holds; ids of texts below the beat's own. */
  readonly hints?: readonly { readonly when: Condition; readonly hint: string }[];
  /** What the button says that goes on, to who has laid nothing here; a button's id. Without it, that one goes on. */
  readonly goOnWord?: string;
  /** Whether there is something to lay is asked before what: my cards wait behind this button. */
  readonly openWord?: string;
  /** The listener gives back what they heard; whoever told may say that it was not quite that. */
  readonly givesBack?: true;
};

/**
 * When a beat is over. `laid`: everyone asked has laid what its spots ask at least. `turned`: everyone's
 * closed cards are turned. `chosen`: that choice is made. `together`: everyone of `by` tapped to go on.
 */
export type Until =
  | { readonly is: 'laid' }
  | { readonly is: 'turned' }
  | { readonly is: 'chosen'; readonly choice: string }
  | { readonly is: 'together'; readonly by?: Party };

export type Spot = {
  readonly id: string;
  readonly laid: 'open' | 'closed';
  /** Who may lay here. With `atLeast` 1 they are also waited for. */
  readonly asks: Party;
  /** Cards a participant must, and may, have here. */
  readonly atLeast: 0 | 1;
  readonly atMost: number;
  /** How many symbols one card takes from each deck; `for` limits a deck to some of those asked. */
  readonly decks: readonly SpotDeck[];
  /** Which facts a card carries here besides symbols and words. */
  readonly fields?: readonly CardField[];
  /** The first row of every deck (pass, say it myself, don't know) is offered here. */
  readonly always?: true;
  /** A card may also be kept in one's own cards instead of laid. */
  readonly mayKeep?: true;
  /** Cards here are proposals that everyone at the table can agree to [AGR1]. */
  readonly proposals?: true;
  /** Takes a card as another spot asked for it, whatever its symbols and facts; its own decks are offered, not asked. */
  readonly takesAny?: true;
  /** No words of one's own: a button lays its one symbol. */
  readonly fixed?: true;
};

export type SpotDeck = {
  readonly deck: DeckId;
  readonly atLeast: number;
  readonly atMost: number;
  readonly for?: Party;
};

/** who: whom the card is about. place: order in a strip. pile: keep or change. when: a symbol of `wanneer`. day: when it happened. about: an earlier card. */
export type CardField = 'who' | 'place' | 'pile' | 'when' | 'day' | 'about';

/** A decision the table shares; the newest by somebody of `by` counts. `person` holds a participant's id. */
export type Choice = {
  readonly id: string;
  readonly by: Party;
  readonly options: readonly string[] | 'person';
  /** The option that counts only when everyone chose it; each may choose another alone. */
  readonly together?: string;
  /** Who is chosen has the word: only they give it to another, and until somebody has it who listens may take it. */
  readonly passesTheWord?: true;
};

/** A rule that finds people among those who sit. */
export type Party =
  | 'everyone'
  | { readonly role: RoleId }
  /** Whom the last card of that spot is about; when it names no one at the table, everyone of `otherwise`. */
  | { readonly namedIn: string; readonly otherwise: RoleId }
  | { readonly notNamedIn: string; readonly otherwise: RoleId }
  /** The person a `person` choice holds; before it is made, everyone of `otherwise`. */
  | { readonly chosen: string; readonly otherwise: RoleId }
  | { readonly when: Condition; readonly party: Party; readonly otherwise: Party };

export type Condition =
  | { readonly chose: string; readonly option: string }
  /** Some card at that spot holds the symbol, and everyone can see it. */
  | { readonly lies: string; readonly at: string }
  /** Cards lie open at the spot and each of them is about somebody who is not at the table. */
  | { readonly onlyOthersIn: string }
  | { readonly firstRound: true }
  | { readonly earlierAgreements: true }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] };

/** How a round names its format; hash is base64url of SHA-256 over the format's JSON, pinned by a test. */
export type FormatRef = { readonly id: string; readonly version: number; readonly hash: string };

export function isSameFormat(one: FormatRef, other: FormatRef): boolean {
  return one.id === other.id && one.version === other.version && one.hash === other.hash;
}

/** Finds a spot or choice of a format by id; ids are unique within a format (held by a test). */
export function findSpot(format: Format, id: string): Spot | undefined {
  return format.steps.flatMap((step) => step.spots ?? []).find((spot) => spot.id === id);
}

export function findChoice(format: Format, id: string): Choice | undefined {
  return format.steps.flatMap((step) => step.choices ?? []).find((choice) => choice.id === id);
}
