import * as v from 'valibot';
import { openAtRest, sealAtRest } from '#crypto/device-seal.ts';
import type { Random } from '#crypto/random.ts';
import { cardContentSchema } from '#domain/card-content.ts';
import { type CardId, cardKey } from '#domain/ids.ts';
import { idSchema, jsonOf, listOf } from '#domain/schema-parts.ts';
import { fromUtf8, toUtf8 } from './bytes.ts';
import { idBytes, toCardId } from './ids.ts';
import type { Room } from './room.ts';
import { runAgain } from './run-again.ts';
import { MAX_SEALED_BYTES } from './stored-records.ts';

const cardId = idSchema<CardId>(22);

const unlaidCardSchema = v.object({
  /** `spotKey` of where it would lie. */
  spot: v.pipe(v.string(), v.maxLength(80)),
  /** Where it is laid or kept, it has this id. */
  id: cardId,
  // Words may be more than fit a card: whoever wrote them shortens them before they are laid.
  card: v.strictObject({ ...cardContentSchema.entries, text: v.optional(v.string()) }),
  /** My card on the table that this one comes in the place of. */
  changes: v.exactOptional(cardId),
  /** The card of my own cards that it is. */
  brings: v.exactOptional(cardId),
});

/** A card that somebody is making, as far as it is. */
export type UnlaidCard = Readonly<v.InferOutput<typeof unlaidCardSchema>>;

const unlaidText = jsonOf(
  v.strictObject({
    /** How often I had thrown away all own words when these were kept. */
    throws: v.pipe(v.number(), v.integer()),
    cards: listOf(unlaidCardSchema),
  }),
);
const purpose = 'unlaid';

/**
 * The cards that I am making at a table: they rest sealed on this device [KEY2], so a page that goes away in the
 * middle of a sentence has it when it comes back, and they go nowhere else [OWN2].
 */
export type UnlaidCards = {
  /** For a card that somebody begins. */
  readonly newId: () => CardId;
  readonly list: () => readonly UnlaidCard[];
  /** Whether they are on the device as they are listed, or will be in a moment: a full one keeps nothing. */
  readonly isKept: () => boolean;
  /** Takes the place of the list before; resolves when it is on the device, or does not fit there. */
  readonly keep: (cards: readonly UnlaidCard[]) => Promise<void>;
};

export type OwnUnlaidCards = UnlaidCards & {
  /** Forgets what was in the making when I threw away all own words, here or on another device of mine [DEL2]. */
  readonly forgetThrown: () => Promise<void>;
  readonly subscribe: (listener: () => void) => void;
};

type Ports = {
  readonly room: Room;
  /** Where my own cards are. */
  readonly hand: Room | undefined;
  readonly sealingKey: CryptoKey;
  readonly random: Random;
};

/**
 * As the room's record has them; none where that was damaged. One that lies on the table or among my own cards is not in the
 * making any more: the device was cut off between the two.
 */
export async function loadUnlaidCards({ room, hand, sealingKey, random }: Ports): Promise<OwnUnlaidCards> {
  const id = idBytes(room.record().roomId);
  const isMade = (one: UnlaidCard) =>
    !one.changes && (lies(room, one.brings ?? one.id) || (hand && lies(hand, one.id)));
  const throwsNow = () => room.state().threwAway.get(room.me) ?? 0;
  const listeners = new Set<() => void>();
  let kept = await opened();
  let isKept = true;

  const tell = () => {
    for (const listener of listeners) listener();
  };

  async function opened(): Promise<v.InferOutput<typeof unlaidText>> {
    const { unlaid } = room.record();
    const bytes = unlaid && (await openAtRest(sealingKey, purpose, id, unlaid));
    const parsed = v.safeParse(unlaidText, bytes?.ok ? fromUtf8(bytes.value) : undefined);
    if (!parsed.success) return { throws: throwsNow(), cards: [] };
    return { ...parsed.output, cards: parsed.output.cards.filter((one) => !isMade(one)) };
  }

  // What is typed while one is being written goes with the next.
  const write = runAgain(async () => {
    const unlaid = await sealAtRest(sealingKey, purpose, id, toUtf8(JSON.stringify(kept)), random);
    // So many words never fit a card, and a record that is too large would not be read again: they stay on the screen.
    if (unlaid.length > MAX_SEALED_BYTES) return;
    const fits = (await room.update(async () => ({ record: { unlaid } }))) === 'written';
    if (fits === isKept) return;
    isKept = fits;
    tell();
  });

  function keep(cards: readonly UnlaidCard[]): Promise<void> {
    kept = { throws: throwsNow(), cards };
    tell();
    return write();
  }

  return {
    newId: () => toCardId(random(16)),
    list: () => kept.cards,
    isKept: () => isKept,
    keep,
    forgetThrown: async () => {
      if (throwsNow() > kept.throws) await keep([]);
    },
    subscribe: (listener) => listeners.add(listener),
  };
}

function lies({ me, state }: Room, cardId: CardId): boolean {
  return state().cards.has(cardKey(me, cardId));
}
