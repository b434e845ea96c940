import { renew } from '../renew.ts';
import { Button } from './button.tsx';
import { Lines, useTexts } from './texts.tsx';

/** Lies above every page until somebody renews; nothing on the table waits for it or is lost by it. */
export function UpdateNotice() {
  const texts = useTexts();
  return (
    <aside class="page-notice">
      <div role="status">
        <Lines id="update" />
      </div>
      <Button onClick={() => void renew()}>{texts.t('button.vernieuw')}</Button>
    </aside>
  );
}
