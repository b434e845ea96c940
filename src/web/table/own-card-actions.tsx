import type { Outcome, Table } from '#device/table.ts';
import type { CardView, SpotView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { useTexts } from '../components/texts.tsx';
import { cardInWords } from './card-in-words.ts';
import type { Draft } from './draft.ts';

type Props = {
  readonly card: CardView;
  readonly spot: SpotView;
  readonly table: Table;
  readonly draft: Draft;
};

/** What I can still do with a card of mine that lies there: another one, earlier in the row, or back to me. */
export function OwnCardActions({ card, spot, table, draft }: Props) {
  const texts = useTexts();
  const act = useAct();
  const { content } = card;
  const before = previousOfMine(card, spot);
  const says = cardInWords(texts, content);
  const button = (word: string, onClick: () => void) => (
    <Button kind="small" label={`${word}: ${says}`} onClick={onClick}>
      {word}
    </Button>
  );
  return (
    <div class="card-actions">
      {card.mayChange &&
        content &&
        !spot.spot.fixed &&
        button(texts.t('button.andere-kaart'), () => draft.change(card.cardId, content))}
      {card.mayChange &&
        before &&
        button(texts.t('button.eerder-op-de-rij'), () => act(swapPlaces(table, card, before)))}
      {card.mayTakeBack && button(texts.t('button.neem-terug'), () => act(table.takeBack(card.cardId)))}
    </div>
  );
}

/** In a row that has an order: my balloon before this one. */
function previousOfMine(card: CardView, { spot, cards }: SpotView): CardView | undefined {
  if (!spot.fields?.includes('place')) return undefined;
  const mine = cards.filter(({ isMine, mayChange }) => isMine && mayChange);
  return mine[mine.findIndex(({ key }) => key === card.key) - 1];
}

async function swapPlaces(table: Table, card: CardView, before: CardView): Promise<Outcome> {
  if (!card.content || !before.content) return { ok: false, error: 'not-laid' };
  const [place = 0, placeBefore = 0] = [card.content.place, before.content.place];
  const moved = await table.change(card.cardId, { ...card.content, place: placeBefore });
  return moved.ok ? table.change(before.cardId, { ...before.content, place }) : moved;
}
