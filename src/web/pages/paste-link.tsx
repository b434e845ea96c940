import { useId, useState } from 'preact/hooks';
import { parseFragment } from '#device/invitation.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { joinPath } from '../paths.ts';

/** For whoever has an invitation: how to scan it, and a field for a link that came another way. */
export function PasteLink() {
  const texts = useTexts();
  const id = useId();
  const [link, setLink] = useState('');
  const [isWrong, setIsWrong] = useState(false);

  async function open(): Promise<void> {
    const fragment = link.trim().split('#')[1] ?? '';
    if (!(await parseFragment(fragment))) return setIsWrong(true);
    // A page of its own takes it, as from any other link [INV1].
    location.assign(`${joinPath}#${fragment}`);
  }

  return (
    <section class="own-words">
      <Lines id="join.how" />
      <label for={id}>{texts.t('join.link')}</label>
      <input id={id} dir="ltr" value={link} onInput={(event) => setLink(event.currentTarget.value)} />
      {isWrong && (
        <p class="error" role="alert">
          {texts.t('join.link.wrong')}
        </p>
      )}
      <Button disabled={link.trim() === ''} onClick={() => void open()}>
        {texts.t('button.verder')}
      </Button>
    </section>
  );
}
