import { useState } from 'preact/hooks';
import type { TableView } from '#domain/table-view.ts';
import { Button } from '../components/button.tsx';
import { Paragraphs, useTexts } from '../components/texts.tsx';
import { promptOf, tipsFor, titleOf } from './step-texts.ts';

/** Heading and lines of the step; for the professional, one tip behind a tap. */
export function Prompt({ view }: { readonly view: TableView }) {
  const texts = useTexts();
  const [open, setOpen] = useState(false);
  const title = titleOf(texts, view);
  const tips = tipsFor(texts, view, view.me);
  return (
    <div class="prompt">
      <h1 tabIndex={-1}>{title}</h1>
      <Paragraphs lines={promptOf(texts, view)} />
      {tips.length > 0 && (
        <>
          <Button kind="small" pressed={open} onClick={() => setOpen(!open)}>
            {texts.t('tip.title')}
          </Button>
          {open && (
            <aside class="tip">
              <Paragraphs lines={tips} />
            </aside>
          )}
        </>
      )}
    </div>
  );
}
