import type { TableView } from '#domain/table-view.ts';
import { Dialog } from '../components/dialog.tsx';
import { nameInText } from '../components/person.tsx';
import { Paragraphs, useTexts } from '../components/texts.tsx';
import { whatICanDo, whatISee, whatTheySee } from './help-texts.ts';

/** What I see, what I can do, what the others see: tips are no secret. */
export function HelpDialog({ view, onClose }: { readonly view: TableView; readonly onClose: () => void }) {
  const texts = useTexts();
  return (
    <Dialog title={texts.t('button.help')} onClose={onClose}>
      <Part title={texts.t('help.see')} lines={whatISee(texts, view)} />
      <Part title={texts.t('help.do')} lines={whatICanDo(texts, view)} />
      {view.others.map((person) => (
        <Part
          key={person.id}
          title={texts.t('help.other', { name: nameInText(texts, person) })}
          lines={whatTheySee(texts, view, person)}
        />
      ))}
    </Dialog>
  );
}

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  return (
    <>
      <h3>{title}</h3>
      <div class="lines">
        <Paragraphs lines={lines} />
      </div>
    </>
  );
}
