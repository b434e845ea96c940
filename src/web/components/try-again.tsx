import { Button } from './button.tsx';
import { useTexts } from './texts.tsx';

/** From the start of the page: whatever was missing is asked for once more. */
export function TryAgain() {
  const texts = useTexts();
  return <Button onClick={() => location.reload()}>{texts.t('button.probeer-opnieuw')}</Button>;
}
