import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
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

/** Lies over the table until it is closed; focus stays inside, Escape closes. */
export function Dialog({ title, children, onClose, closes = 'button.sluit' }: Props) {
  const texts = useTexts();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // What lies under it falls silent.
    stopSpeaking();
    element.current?.showModal();
  }, []);
  return (
    <dialog ref={element} class="dialog" aria-labelledby="dialog-title" onClose={onClose}>
      <h2 id="dialog-title">{title}</h2>
      <ListenButton />
      {children}
      <Button onClick={() => element.current?.close()}>{texts.t(closes)}</Button>
    </dialog>
  );
}
