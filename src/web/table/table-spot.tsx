import type { Table } from '#device/table.ts';
import type { Person } from '#domain/person.ts';
import type { CardView, SpotView } from '#domain/table-view.ts';
import { useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { CardFace } from '../components/card-face.tsx';
import { nameInText, PersonBadge } from '../components/person.tsx';
import { useTexts } from '../components/texts.tsx';
import { cardInWords } from './card-in-words.ts';
import type { Draft } from './draft.ts';
import { OwnCardActions } from './own-card-actions.tsx';
import { useLabel } from './tablet-side.tsx';

type Props = {
  readonly spot: SpotView;
  readonly me: Person;
  readonly others: readonly Person[];
  readonly table: Table;
  readonly draft: Draft;
  readonly layout: string;
};

/** What lies at one spot: the others' side above, mine below; shared piles in the middle. */
export function TableSpot({ spot, me, others, table, draft, layout }: Props) {
  const texts = useTexts();
  const label = useLabel();
  const people = [me, ...others];
  const draw = (card: CardView) => (
    <CardFace key={card.key} card={card} people={people}>
      {card.isProposal && <Agreeing card={card} me={me} people={people} table={table} />}
      {card.isMine && <OwnCardActions card={card} spot={spot} table={table} draft={draft} />}
    </CardFace>
  );
  if (spot.cards.length === 0 && spot.spot.fixed) return null;
  if (layout === 'piles') return <Piles spot={spot} draw={draw} />;
  if (layout === 'strip')
    return (
      <section class="strip" aria-label={label(texts.t('aria.strip'))}>
        {spot.cards.length === 0 && <p class="card-mark">{texts.t('card.empty')}</p>}
        {[...others, me].map((person) => strip(person, spot, draw))}
      </section>
    );
  return (
    <div class={`sides sides-${spot.phase}`}>
      {[...others, me].map((person) => (
        <Side key={person.id} person={person} isMe={person.id === me.id} spot={spot} draw={draw} />
      ))}
    </div>
  );
}

type Draw = (card: CardView) => preact.JSX.Element;

function strip(person: Person, spot: SpotView, draw: Draw) {
  const cards = spot.cards.filter(({ owner }) => owner.chair === person.chair);
  return (
    cards.length > 0 && (
      <div key={person.id} class={`strip-row chair-${person.chair % 6}`}>
        {cards.map(draw)}
      </div>
    )
  );
}

function Side({ person, isMe, spot, draw }: { person: Person; isMe: boolean; spot: SpotView; draw: Draw }) {
  const texts = useTexts();
  const label = useLabel();
  const cards = spot.cards.filter(({ owner }) => owner.chair === person.chair);
  const isAsked = spot.asked.some(({ id }) => id === person.id);
  if (cards.length === 0 && !isAsked) return null;
  return (
    <section
      class={`side ${isMe ? 'side-mine' : 'side-theirs'}`}
      aria-label={label(texts.t(isMe ? 'aria.my-side' : 'aria.side-of', { name: nameInText(texts, person) }))}
    >
      {cards.length > 0 ? (
        cards.map(draw)
      ) : (
        <div class={`card-place chair-${person.chair % 6}`}>
          <PersonBadge person={person} isMe={isMe} />
        </div>
      )}
    </section>
  );
}

function Piles({ spot, draw }: { readonly spot: SpotView; readonly draw: Draw }) {
  const texts = useTexts();
  const label = useLabel();
  return (
    <div class="piles">
      {(['houden', 'anders'] as const).map((pile) => (
        <section
          key={pile}
          class="pile"
          aria-label={label(texts.t('aria.pile', { pile: texts.t(`pile.${pile}`) }))}
        >
          <h2>{texts.t(`pile.${pile}`)}</h2>
          {spot.cards.filter(({ content }) => content?.pile === pile).map(draw)}
        </section>
      ))}
      {spot.cards.filter(({ content }) => !content?.pile).map(draw)}
    </div>
  );
}

/** "Dit doen we" stands on a card when everyone said yes to it as it reads. */
function Agreeing({
  card,
  me,
  people,
  table,
}: {
  card: CardView;
  me: Person;
  people: readonly Person[];
  table: Table;
}) {
  const texts = useTexts();
  const act = useAct();
  const iSaidYes = card.yes.some(({ id }) => id === me.id);
  const word = texts.t(iSaidYes ? 'button.nog-niet' : 'button.ja-dat-doen-we');
  const badges = people
    .filter(({ id }) => card.yes.some((yes) => yes.id === id))
    .map((person) => <PersonBadge key={person.id} person={person} isMe={person.id === me.id} />);
  return (
    <div class={`agreeing ${card.isAgreed ? 'agreed' : ''}`}>
      {card.isAgreed && (
        <>
          <div class="agreeing-people">{badges}</div>
          <p class="agreed-mark">{texts.t('card.agreed')}</p>
        </>
      )}
      <Button
        kind="small"
        label={`${word}: ${cardInWords(texts, card.content)}`}
        onClick={() => act(table.agree(card.key, !iSaidYes))}
      >
        {word}
      </Button>
      {/* Below the button: another's yes never moves it away from under my finger. */}
      {!card.isAgreed && badges.length > 0 && (
        <div class="agreeing-people">
          <span class="card-mark">{texts.t('card.yes-of')}</span>
          {badges}
        </div>
      )}
    </div>
  );
}
