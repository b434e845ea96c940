import { useEffect, useId, useRef } from 'preact/hooks';
import { maxContentBytes, maxTextGraphemes, utf8Length } from '#domain/card-content.ts';
import { Lines, useTexts } from '../components/texts.tsx';

type Props = {
  readonly text: string;
  /** Whoever asked for the field types in it at once. */
  readonly takesFocus: boolean;
  readonly onChange: (text: string) => void;
};

/** How many letters, as people count them, are too many; 0 when the text fits a card [ENV2]. */
export function lettersTooMany(text: string): number {
  const letters = lettersOf(text);
  const tooMany = letters.length - maxTextGraphemes;
  // Some letters take many bytes: what remains must leave room for the rest of the card.
  const room = maxContentBytes - 400;
  let bytes = 0;
  const fitting = letters.findIndex((letter) => {
    bytes += utf8Length(JSON.stringify(letter)) - 2;
    return bytes > room;
  });
  return Math.max(0, tooMany, fitting < 0 ? 0 : letters.length - fitting);
}

/** Letters as people count them; by code point in Firefox before 125, which cannot do better. */
function lettersOf(text: string): readonly string[] {
  if (!('Segmenter' in Intl)) return [...text];
  return [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
}

/** A field for words of one's own. It refuses in words and cuts nothing. */
export function OwnWords({ text, takesFocus, onChange }: Props) {
  const texts = useTexts();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (takesFocus) field.current?.focus();
  }, []);
  const tooMany = lettersTooMany(text);
  return (
    <div class="own-words">
      <label for={id}>{texts.t('write.label')}</label>
      <textarea
        ref={field}
        id={id}
        dir="auto"
        rows={3}
        value={text}
        aria-invalid={tooMany > 0}
        aria-describedby={`${id}-error`}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <div id={`${id}-error`} class="error" role="alert">
        {tooMany > 0 && <Lines id="text.long" values={{ n: tooMany }} />}
      </div>
    </div>
  );
}
