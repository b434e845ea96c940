import type { ComponentChildren } from 'preact';
import { type CardContent, isPass } from '#domain/card-content.ts';
import type { Person } from '#domain/person.ts';
import { isPromise } from '#domain/promise.ts';
import type { CardView } from '#domain/table-view.ts';
import { dayInWords } from '../days.ts';
import { nameInText, PersonBadge } from './person.tsx';
import { Picture, SymbolCard } from './symbol.tsx';
import { Lines, useTexts } from './texts.tsx';

type Props = {
  readonly card: CardView;
  /** Everyone at the table, me first, to name whom a card is about. */
  readonly people: readonly Person[];
  readonly children?: ComponentChildren;
};

/** One card on the table: up, down, or broken; in the colour and with the picture of whoever laid it. */
export function CardFace({ card, people, children }: Props) {
  const texts = useTexts();
  const name = nameInText(texts, card.owner);
  const isDown = card.face === 'down';
  const other = people.find(({ id }) => id !== card.owner.id);
  const closedValues = { people: people.length, name: other ? nameInText(texts, other) : '' };
  return (
    <article class={`card card-${card.face} chair-${card.owner.chair % 6}`} data-card={card.key}>
      <header class="card-owner">
        <PersonBadge person={card.owner} isMe={card.isMine} />
      </header>
      {isDown && !card.content && (
        <div class="card-back">
          <Picture id={card.owner.picture} size={56} />
          <p>{texts.t('card.closed-of', { name })}</p>
        </div>
      )}
      {card.face === 'broken' && <Lines id="card.broken" />}
      {card.content &&
        (isPromise(card.content) ? (
          <SignedPromise by={card.owner} />
        ) : (
          <Content content={card.content} people={people} />
        ))}
      {card.face === 'up' && card.content && isPass(card.content) && !card.isMine && (
        <p class="card-mark">{texts.t('card.passed', { name })}</p>
      )}
      {isDown && card.content && (
        <Lines class="card-mark" id={card.mayTakeBack ? 'card.closed' : 'card.fixed'} values={closedValues} />
      )}
      {card.later && <p class="card-mark">{texts.t('card.later')}</p>}
      {children}
    </article>
  );
}

/** A promise in the words of whoever signed it. */
export function SignedPromise({ by }: { readonly by: Person }) {
  const texts = useTexts();
  return (
    <p class="signed-promise">
      <Picture id="belofte-2" size={36} />
      {texts.t('promise.card', { me: nameInText(texts, by) })}
    </p>
  );
}

/** What a card says: whom it is about, its symbols, its words. */
export function Content({
  content,
  people,
}: {
  readonly content: CardContent;
  readonly people: readonly Person[];
}) {
  const texts = useTexts();
  const { who, when, day } = content;
  const person = people.find(({ id }) => id === who);
  return (
    <div class="card-content">
      {person && <PersonBadge person={person} isMe={person.id === people[0]?.id} />}
      {who === 'samen' && <p>{texts.t('doer.samen')}</p>}
      {who === 'iemand-anders' && <p>{texts.t('who.iemand-anders')}</p>}
      <div class="card-symbols">
        {content.symbols.map((symbol) => (
          <SymbolCard key={symbol} id={symbol} size={content.symbols.length > 1 ? 48 : 64} />
        ))}
      </div>
      {content.text && (
        <p class="card-text">
          <bdi>{content.text}</bdi>
        </p>
      )}
      {when && <SymbolCard id={when} size={32} />}
      {day && <p>{dayInWords(texts, day)}</p>}
    </div>
  );
}
