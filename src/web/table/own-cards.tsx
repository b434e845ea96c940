import { useId, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Tablet } from '#device/shared-tablet.ts';
import type { Table } from '#device/table.ts';
import type { CardContent } from '#domain/card-content.ts';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { Acting, Refusal, useAct } from '../acting.tsx';
import { Button } from '../components/button.tsx';
import { Content } from '../components/card-face.tsx';
import { ListenButton } from '../components/listen-button.tsx';
import { nameOf } from '../components/person.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { today } from '../days.ts';
import { Sentence } from '../pages/sentence.tsx';
import { pathOfTable } from '../paths.ts';
import { useNamedRoom } from '../use-named-room.ts';
import { useSightFromAfar, useTables, whyUnseen } from '../use-tables.ts';
import { emptyCard } from './composer.ts';
import { ComposerTray } from './composer-tray.tsx';
import { type Draft, draftOf } from './draft.ts';
import { lettersTooMany } from './own-words.tsx';
import { valuesOf } from './step-texts.ts';
import '../style/table.css';

/** My own cards beside a table, before a conversation and between two; the others see nothing of it [SRV7]. */
export function OwnCardsHere({ device }: { readonly device: Tablet }) {
  const roomId = useNamedRoom();
  useTables(device);
  const table = device.table(roomId);
  if (!table) return <Sentence id="error.unknown" />;
  return (
    <Acting key={roomId}>
      <OwnCardsPage table={table} />
    </Acting>
  );
}

function OwnCardsPage({ table }: { readonly table: Table }) {
  const texts = useTexts();
  const { route } = useLocation();
  const sight = useSightFromAfar(table);
  const { kept, ownSpot, view } = sight;
  const why = whyUnseen(sight);
  const act = useAct();
  useTitle(texts.t('title.cards'));
  const [picked, setPicked] = useState<boolean>();
  const { unlaidOwn: unlaid } = table;
  if (why || !view || !ownSpot || !unlaid) return <Sentence id={why ?? 'format.unknown'} />;
  const draft = draftOf({ unlaid }, ownSpot);
  // Whoever was making a card when the page went away goes on.
  const isMaking = picked ?? draft.card !== emptyCard;
  const people = [view.me, ...view.others];
  const [other] = view.others;
  return (
    <main class="page">
      <h1>{texts.t('cards.title')}</h1>
      <ListenButton />
      {other && <p>{texts.t('cards.with', { name: nameOf(texts, other) })}</p>}
      <Lines id="cards.lead" />
      {other && <Lines id="promise.4.resident" values={valuesOf(texts, view)} />}
      <Refusal />
      {isMaking ? (
        <NewCard
          {...{ view, draft, spot: ownSpot }}
          onMade={(content) =>
            act(table.keep(content, draft.id), () => {
              draft.clear();
              setPicked(false);
            })
          }
          onClose={() => setPicked(false)}
        />
      ) : (
        <Button kind="main" onClick={() => setPicked(true)}>
          {texts.t('button.nieuwe-kaart')}
        </Button>
      )}
      {kept.length === 0 && !isMaking && <Lines id="cards.empty" />}
      <div class="kept">
        {kept.map(({ cardId, content }) => (
          <div key={cardId} class="card">
            <Content content={content} people={people} />
            <Button kind="small" onClick={() => act(table.dropKept(cardId))}>
              {texts.t('button.weg-uit-mijn-kaarten')}
            </Button>
          </div>
        ))}
      </div>
      <div class="choices">
        <Button onClick={() => route(pathOfTable(table.roomId))}>{texts.t('button.naar-de-tafel')}</Button>
        <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>
      </div>
    </main>
  );
}

type NewCardProps = {
  readonly view: TableView;
  readonly draft: Draft;
  readonly spot: SpotView;
  readonly onMade: (content: CardContent) => void;
  readonly onClose: () => void;
};

/** A moment to park: a symbol, a word, or both, and the day on which it was. */
function NewCard({ view, draft, spot, onMade, onClose }: NewCardProps) {
  const texts = useTexts();
  const id = useId();
  const [day, setDay] = useState(today());
  const { symbols, text } = draft.card;
  const says = symbols.length > 0 || text !== undefined;
  return (
    <>
      <ComposerTray {...{ spot, draft, me: view.me, others: view.others, earlier: [] }} />
      <div class="own-words">
        <label for={id}>{texts.t('cards.day')}</label>
        <input
          id={id}
          type="date"
          max={today()}
          value={day}
          onInput={(event) => setDay(event.currentTarget.value)}
        />
      </div>
      <div class="choices">
        <Button
          kind="main"
          disabled={!says || lettersTooMany(text ?? '') > 0}
          onClick={() => onMade({ ...draft.card, ...(day !== '' && { day }) })}
        >
          {texts.t('button.bewaar')}
        </Button>
        <Button onClick={onClose}>{texts.t('button.terug')}</Button>
      </div>
    </>
  );
}
