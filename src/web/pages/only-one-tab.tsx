import { Button } from '../components/button.tsx';
import { HeadingLines, useTexts } from '../components/texts.tsx';

/** The tables are open in another tab; one at a time can write. */
export function OnlyOneTab({ onHere }: { readonly onHere: () => void }) {
  const texts = useTexts();
  return (
    <main class="page">
      <HeadingLines id="two-tabs" />
      <Button kind="main" onClick={onHere}>
        {texts.t('button.hier-verder')}
      </Button>
    </main>
  );
}
