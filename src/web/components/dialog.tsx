import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { stopSpeaking } from '../speak.ts';
import { Button } from './button.tsx';
import { ListenButton } from './listen-button.tsx';
import { useTexts } from './texts.tsx';

type Props = {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
  /** What the button that closes it says. */
  readonly closes?: 'button.sluit' | 'button.later';
};

/**
 * Lies over the table until it is closed; focus stays inside, Escape closes. On a tablet it lies over its own half
 * alone: at the other side they go on [TAB1].
 */
export function Dialog({ title, children, onClose, closes = 'button.sluit' }: Props) {
  const texts = useTexts();
  const element = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    // What lies under it falls silent.
    stopSpeaking();
    const half = element.current?.closest<HTMLElement>('.half');
    if (!half) return element.current?.showModal();
    element.current?.show();
    return coverHalf(half);
  }, []);
  return (
    <dialog
      ref={element}
      class="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onKeyDown={({ key }) => key === 'Escape' && element.current?.close()}
    >
      <h2 id={id}>{title}</h2>
      <ListenButton />
      {children}
      <Button onClick={() => element.current?.close()}>{texts.t(closes)}</Button>
    </dialog>
  );
}

/** What lies under a dialog on one half is out of reach, as under any other. @returns what gives it back. */
function coverHalf(half: HTMLElement): () => void {
  half.scrollTo({ top: 0 });
  const under = half.querySelectorAll('.table-page > :not(.dialog, :has(.dialog))');
  for (const one of under) one.toggleAttribute('inert', true);
  return () => {
    for (const one of under) one.toggleAttribute('inert', false);
  };
}
