import type { ComponentChildren } from 'preact';
import type { Table } from '#device/table.ts';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { textOf, useTexts } from '../components/texts.tsx';
import { useLabel } from './tablet-side.tsx';

type TopBarProps = {
  readonly view: TableView;
  readonly table: Table;
  readonly listen: ComponentChildren;
  readonly onOpen: (what: 'help' | 'stop') => void;
};

/** Where we are, and what is always at hand: listening, help, stopping. */
export function TopBar({ view, table, listen, onOpen }: TopBarProps) {
  const texts = useTexts();
  const label = useLabel();
  return (
    <header class="top-bar">
      <div class="whereabouts">
        <ol class="places" aria-label={texts.t('aria.chapters')}>
          {view.chapters.map(({ id, is }) => (
            <li key={id} class={`place place-${is}`} aria-current={is === 'here' ? 'step' : undefined}>
              {textOf(texts, `chapter.${id}`)}
            </li>
          ))}
        </ol>
        <LookingBack view={view} table={table} />
      </div>
      <nav class="bar" aria-label={label(texts.t('aria.bar'))}>
        {listen}
        <Button kind="small" onClick={() => onOpen('help')}>
          {texts.t('button.help')}
        </Button>
        <Button kind="small" onClick={() => onOpen('stop')}>
          {texts.t('button.stop')}
        </Button>
      </nav>
    </header>
  );
}

/** Moves only my own view through what lies behind us. */
function LookingBack({ view, table }: { readonly view: TableView; readonly table: Table }) {
  const texts = useTexts();
  const label = useLabel();
  const at = view.shown?.at;
  const index = view.past.findIndex(
    (one) => at && one.lap === at.lap && one.step === at.step && one.beat === at.beat,
  );
  const before = view.past[(index < 0 ? view.past.length : index) - 1];
  return (
    <nav class="looking-back" aria-label={label(texts.t('button.kijk-terug'))}>
      {before && (
        <Button kind="small" onClick={() => table.lookAt(before)}>
          {texts.t('button.kijk-terug')}
        </Button>
      )}
      {view.shown?.lookingBack && (
        <Button kind="small" onClick={() => table.lookAt(undefined)}>
          {texts.t('button.terug-naar-nu')}
        </Button>
      )}
    </nav>
  );
}
