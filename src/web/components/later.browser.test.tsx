import { render } from 'preact';
import { expect, it, vi } from 'vitest';
import { loadTexts } from '#content/texts.ts';
import { later } from './later.tsx';
import { TextsContext } from './texts.tsx';

it('a page that was fetched ahead just after it was first drawn is shown all the same', async () => {
  const texts = await loadTexts('nl');
  const Page = later(async () => () => <h1>De tafel</h1>);
  render(
    <TextsContext.Provider value={texts}>
      <Page />
    </TextsContext.Provider>,
    document.body,
  );
  // Effects run after the next frame; this is before them.
  await Page.fetchAhead();
  await vi.waitFor(() => expect(document.body.textContent).toContain('De tafel'));
});
