import { useEffect, useRef, useState } from 'preact/hooks';
import type { TableView } from '#domain/table-view.ts';
import { useTexts } from '../components/texts.tsx';
import { newsBetween } from './news.ts';

/** Tells a screen reader what happens at the table, each thing once. */
export function Announcer({ view }: { readonly view: TableView }) {
  const texts = useTexts();
  const before = useRef(view);
  const [{ news, count }, setTold] = useState({ news: '', count: 0 });
  useEffect(() => {
    const told = newsBetween(texts, before.current, view);
    before.current = view;
    if (told.length > 0) setTold({ news: told.join(' '), count: count + 1 });
  }, [view, texts]);
  return (
    <div class="only-heard" role="log" aria-live="polite">
      {/* A paragraph of its own, so that the same news twice is heard twice. */}
      <p key={count}>{news}</p>
    </div>
  );
}
