import { useEffect, useRef, useState } from 'preact/hooks';
import { type Reading, speak } from '../speak.ts';
import { Button } from './button.tsx';
import { Picture } from './symbol.tsx';
import { useTexts } from './texts.tsx';

type Props = {
  /** What is read; without it, all that stands in the page or dialog around the button. */
  readonly lines?: () => readonly string[];
};

/** Reads aloud; a second tap stops it. A device without a voice for the language says so. */
export function ListenButton({ lines }: Props) {
  const texts = useTexts();
  const element = useRef<HTMLDivElement>(null);
  const reading = useRef<Reading | undefined>(undefined);
  const [state, setState] = useState<'quiet' | 'reading' | 'no-voice'>('quiet');
  // Nobody is read to about a page that they left.
  useEffect(() => () => reading.current?.stop(), []);

  async function listen(): Promise<void> {
    setState('reading');
    reading.current = speak(lines?.() ?? linesIn(element.current?.closest('dialog, main')), texts.language);
    const heard = await reading.current.heard;
    setState(heard === 'no-voice' ? heard : 'quiet');
  }

  return (
    <div ref={element} class="listen">
      <Button kind="small" onClick={() => (state === 'reading' ? reading.current?.stop() : void listen())}>
        <Picture id="luister" size={28} />
        {texts.t(state === 'reading' ? 'button.luister-stop' : 'button.luister')}
      </Button>
      <p role="status">{state === 'no-voice' && texts.t('listen.none')}</p>
    </div>
  );
}

/** All that somebody can read here, in order, but for cards that lie on the table and the code of a key. */
export function linesIn(element: Element | null | undefined): readonly string[] {
  const readable = [...(element?.querySelectorAll('h1, h2, h3, p, label, legend, button') ?? [])];
  return readable
    .filter((one) => !one.closest('.listen, .card, .key-code') && one.getClientRects().length > 0)
    .map(({ textContent }) => textContent?.trim() ?? '')
    .filter((line) => line !== '');
}
