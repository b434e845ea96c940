import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { SpotView, TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { valuesOf } from './step-texts.ts';

/**
 * One side of a tablet that lies between two [TAB1]. What is only mine lies under a cover, until I take the tablet and
 * look alone; then the other side is not on the screen.
 */
export type TabletSide = {
  /** Whose side it is: both sides have the same parts. */
  readonly name: string;
  /** Only for the guest: until when they can be here, in milliseconds since 1970, and leaving. */
  readonly guest: { readonly until: () => number; readonly leave: () => void } | undefined;
  readonly isAlone: boolean;
  readonly lookAlone: () => void;
  readonly putBack: () => void;
};

const TabletSideContext = createContext<TabletSide | undefined>(undefined);

export function OnTabletSide(props: { readonly side: TabletSide; readonly children: ComponentChildren }) {
  return <TabletSideContext.Provider value={props.side}>{props.children}</TabletSideContext.Provider>;
}

/** Undefined on a device of one's own. */
export function useTabletSide(): TabletSide | undefined {
  return useContext(TabletSideContext);
}

/** What a part of the table is called: with whose side it is on, where there are two. */
export function useLabel(): (label: string) => string {
  const side = useTabletSide();
  return (label) => (side ? `${label}: ${side.name}` : label);
}

/** Whether the other looks at this screen too. */
export function useIsSeenByBoth(): boolean {
  const side = useTabletSide();
  return side !== undefined && !side.isAlone;
}

/** What both may see: of a card that lies face down, no more than that it lies there. */
export function forBoth(view: TableView): TableView {
  const coverSpot = (spot: SpotView): SpotView => ({
    ...spot,
    cards: spot.cards.map((card) => (card.face === 'down' ? { ...card, content: undefined } : card)),
  });
  return view.shown ? { ...view, shown: { ...view.shown, spots: view.shown.spots.map(coverSpot) } } : view;
}

/** In the place of what only I may see. */
export function Cover({ view }: { readonly view: TableView }) {
  const texts = useTexts();
  const side = useTabletSide();
  if (!side) return null;
  return (
    <section class="tray cover">
      <Lines id="cover" values={valuesOf(texts, view)} />
      <Button kind="main" onClick={side.lookAlone}>
        {texts.t('button.kies-alleen')}
      </Button>
    </section>
  );
}

/** Above everything while I look alone. */
export function PutBack({ view }: { readonly view: TableView }) {
  const texts = useTexts();
  const side = useTabletSide();
  if (!side?.isAlone) return null;
  return (
    <section class="notice put-back">
      <Lines id="cover.alone" values={valuesOf(texts, view)} />
      <Button kind="small" onClick={side.putBack}>
        {texts.t('button.terug-naar-de-tafel')}
      </Button>
    </section>
  );
}
