import { Lines } from './texts.tsx';
import { TryAgain } from './try-again.tsx';

/** Something that nobody foresaw. What lies on the table is on the device; a fresh page goes on with it. */
export function FaultNotice() {
  return (
    <aside class="page-notice">
      <div role="alert">
        <Lines id="other.fault" />
      </div>
      <TryAgain />
    </aside>
  );
}
