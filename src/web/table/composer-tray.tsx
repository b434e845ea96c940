import { useEffect, useRef, useState } from 'preact/hooks';
import type { Agreement } from '#domain/agreement.ts';
import type { CardContent } from '#domain/card-content.ts';
import { decks } from '#domain/decks.ts';
import type { Person } from '#domain/person.ts';
import type { SpotView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { nameOf } from '../components/person.tsx';
import { SymbolCard } from '../components/symbol.tsx';
import { Lines, textOf, useTexts } from '../components/texts.tsx';
import { nextStage, pickSymbol, type Stage, stagesOf } from './composer.ts';
import { DeckGrid } from './deck-grid.tsx';
import type { Draft } from './draft.ts';
import { OwnWords } from './own-words.tsx';
import { useIsSeenByBoth, useLabel } from './tablet-side.tsx';

type Props = {
  readonly spot: SpotView;
  readonly draft: Draft;
  readonly me: Person;
  readonly others: readonly Person[];
  readonly earlier: readonly Agreement[];
};

/** My tray: the card I am making, one question at a time. Nobody else sees it. */
export function ComposerTray({ spot, draft, me, others, earlier }: Props) {
  const texts = useTexts();
  const label = useLabel();
  const isSeenByBoth = useIsSeenByBoth();
  const stages = stagesOf(spot);
  const [chosen, setChosen] = useState<number>();
  const [writes, setWrites] = useState(false);
  const { card } = draft;
  const { text, ...picked } = card;
  const tray = useRef<HTMLElement>(null);
  const at = Math.min(chosen ?? nextStage(stages, card), stages.length - 1);
  const stage = stages[at];
  const answer = (next: CardContent) => {
    draft.set(next);
    setChosen(undefined);
  };
  const set = (change: Partial<CardContent>) => answer({ ...card, ...change });
  useEffect(() => {
    // The button that had the focus may have gone with its question.
    if (document.activeElement === document.body) tray.current?.focus({ preventScroll: true });
  }, [at]);
  return (
    <section ref={tray} class="tray" tabIndex={-1} aria-label={label(texts.t('aria.tray'))}>
      <header class="tray-head">
        {at > 0 && (
          <Button kind="small" onClick={() => setChosen(at - 1)}>
            {texts.t('button.terug')}
          </Button>
        )}
        {stages.length > 1 && <Content content={picked} people={[me, ...others]} />}
        {!isSeenByBoth && <p class="tray-mark">{texts.t('card.mine')}</p>}
      </header>
      {stage && (
        <Question
          stage={stage}
          {...{ card, me, others, earlier, spot }}
          onSet={set}
          onPick={(symbol, from) => {
            draft.set(pickSymbol(card, symbol, from));
            setChosen(from.atMost > 1 ? at : undefined);
          }}
        />
      )}
      {!spot.spot.fixed &&
        (writes || text !== undefined ? (
          <OwnWords
            text={text ?? ''}
            takesFocus={writes}
            onChange={(words) => draft.set(words === '' ? picked : { ...picked, text: words })}
          />
        ) : (
          <Button kind="small" onClick={() => setWrites(true)}>
            {texts.t('button.zelf-schrijven')}
          </Button>
        ))}
      <div class="error" role="alert">
        {!draft.isKept && <Lines id="refusal.full" />}
      </div>
    </section>
  );
}

type QuestionProps = Omit<Props, 'draft'> & {
  readonly stage: Stage;
  readonly card: CardContent;
  readonly onSet: (change: Partial<CardContent>) => void;
  readonly onPick: (symbol: string, from: Extract<Stage, { asks: 'deck' }>['deck']) => void;
};

function Question({ stage, card, spot, me, others, earlier, onSet, onPick }: QuestionProps) {
  const texts = useTexts();
  switch (stage.asks) {
    case 'deck':
      return (
        <DeckGrid
          key={stage.deck.deck}
          from={stage.deck}
          card={card}
          always={spot.spot.always ?? false}
          onPick={(symbol) => onPick(symbol, stage.deck)}
        />
      );
    case 'pile':
      return (
        <div class="choices">
          {(['houden', 'anders'] as const).map((pile) => (
            <Button key={pile} pressed={card.pile === pile} onClick={() => onSet({ pile })}>
              {texts.t(`pile.${pile}`)}
            </Button>
          ))}
        </div>
      );
    case 'who':
      return (
        <fieldset class="choices">
          <legend>{texts.t(spot.spot.proposals ? 'doer.question' : 'who.question')}</legend>
          <Button pressed={card.who === me.id} onClick={() => onSet({ who: me.id })}>
            {texts.t('who.me')}
          </Button>
          {!spot.spot.proposals &&
            others.map((person) => (
              <Button
                key={person.id}
                pressed={card.who === person.id}
                onClick={() => onSet({ who: person.id })}
              >
                <bdi>{nameOf(texts, person)}</bdi>
              </Button>
            ))}
          {(spot.spot.proposals ? (['samen'] as const) : (['iemand-anders'] as const)).map((who) => (
            <Button key={who} pressed={card.who === who} onClick={() => onSet({ who })}>
              {texts.t(who === 'samen' ? 'doer.samen' : 'who.iemand-anders')}
            </Button>
          ))}
        </fieldset>
      );
    case 'when':
      return (
        <fieldset class="deck">
          <legend>{texts.t('when.question')}</legend>
          <div class="deck-cards">
            {decks.wanneer.symbols.map((when) => (
              <button
                type="button"
                key={when}
                class="deck-card"
                aria-pressed={card.when === when}
                onClick={() => onSet({ when })}
              >
                <SymbolCard id={when} />
              </button>
            ))}
          </div>
        </fieldset>
      );
    case 'about':
      return (
        <fieldset class="deck">
          <legend>{textOf(texts, 'about.question')}</legend>
          {earlier
            .filter(({ content }) => content.who === me.id || content.who === 'samen')
            .map((agreement) => (
              <button
                type="button"
                key={agreement.card}
                class="deck-card"
                aria-pressed={card.about === agreement.card}
                onClick={() => onSet({ about: agreement.card })}
              >
                <Content content={agreement.content} people={[me, ...others]} />
              </button>
            ))}
        </fieldset>
      );
    default:
      return stage satisfies never;
  }
}
