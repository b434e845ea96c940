import { createContext } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Texts } from '#content/texts.ts';

/** The texts of this side of the table; set once a language is loaded. */
export const TextsContext = createContext<Texts | undefined>(undefined);

export function useTexts(): Texts {
  const texts = useContext(TextsContext);
  if (!texts) throw new Error('texts are loaded before the first page');
  return texts;
}

/** What the tab is called, and what a screen reader says first. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}

type Values = Readonly<Record<string, string | number>>;

/** A text whose id is put together from data; empty when there is none. */
export function textOf(texts: Texts, id: string, values?: Values): string {
  return texts.has(id) ? texts.t(id, values) : '';
}

/** One line a thought: the lines of a text, none when there is no such text. */
export function linesOf(texts: Texts, id: string, values?: Values): readonly string[] {
  const text = textOf(texts, id, values);
  return text === '' ? [] : text.split('\n');
}

/** The first line of a text as the heading of its page, the rest under it. */
export function HeadingLines({ id }: { readonly id: string }) {
  const texts = useTexts();
  const [first = '', ...rest] = linesOf(texts, id);
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(id);
  useEffect(() => {
    // The next question on the same page: whoever answered with a button that went hears it.
    if (before.current !== id) heading.current?.focus();
    before.current = id;
  }, [id]);
  return (
    <>
      <h1 ref={heading} tabIndex={-1}>
        {first}
      </h1>
      <Paragraphs lines={rest} />
    </>
  );
}

/** The lines of a text under each other. */
export function Lines({ id, values, class: name = '' }: { id: string; values?: Values; class?: string }) {
  const texts = useTexts();
  const lines = linesOf(texts, id, values);
  if (lines.length === 0) return null;
  return (
    <div class={`lines ${name}`}>
      <Paragraphs lines={lines} />
    </div>
  );
}

export function Paragraphs({ lines }: { readonly lines: readonly string[] }) {
  return (
    <>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}
