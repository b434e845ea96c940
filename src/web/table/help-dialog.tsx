import type { TableView } from '#domain/table-view.ts';
import { Dialog } from '../components/dialog.tsx';
import { useTexts } from '../components/texts.tsx';
import { stateText, tipsFor, valuesOf, wordsOf } from './step-texts.ts';

/** What I see, what I can do, what the other sees: tips are no secret. */
export function HelpDialog({ view, onClose }: { readonly view: TableView; readonly onClose: () => void }) {
  const texts = useTexts();
  const values = valuesOf(texts, view);
  const [other] = view.others;
  const theirTips = other ? tipsFor(texts, view, other) : [];
  return (
    <Dialog title={texts.t('button.help')} onClose={onClose}>
      <h3>{texts.t('help.see')}</h3>
      {wordsOf(texts, view).map((line) => (
        <p key={line}>{line}</p>
      ))}
      <h3>{texts.t('help.do')}</h3>
      <p>{stateText(texts, view)}</p>
      <h3>{texts.t('help.other', values)}</h3>
      <p>{texts.t(theirTips.length > 0 ? 'help.same-with-tip' : 'help.same', values)}</p>
      {theirTips.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Dialog>
  );
}
