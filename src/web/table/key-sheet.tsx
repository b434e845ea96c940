import { useEffect, useState } from 'preact/hooks';
import { toKeyFragment } from '#device/key-link.ts';
import type { OwnKey, Table } from '#device/table.ts';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { KeyCode } from '../components/key-code.tsx';
import { Lines, linesOf, useTexts } from '../components/texts.tsx';
import { fetchOrganisation } from '../organisation.ts';
import { QrCode } from '../pages/qr-code.tsx';
import { returnPath } from '../paths.ts';
import { saveKeyPhoto } from './key-photo.ts';

type Props = {
  readonly table: Table;
  /** Of the other at the table, as it goes into a sentence; empty while nobody else sits. */
  readonly name: string;
  readonly onClose: () => void;
};

/** My key, to keep: as a photo, written down, printed. Nobody who looks along sees it before I ask for it. */
export function KeySheet({ table, name, onClose }: Props) {
  const texts = useTexts();
  const [key, setKey] = useState<OwnKey>();
  const [isShown, setIsShown] = useState(false);
  const [isSaved, setIsSaved] = useState(false);
  const [address, setAddress] = useState(location.origin);
  const refresh = () => table.key().then(setKey);
  useEffect(() => {
    void refresh();
    void fetchOrganisation().then((organisation) => organisation && setAddress(organisation.publicUrl));
  }, []);

  function close(): void {
    void table.answerKeyQuestion();
    onClose();
  }

  async function renew(): Promise<void> {
    setIsShown(false);
    setIsSaved(false);
    await table.newKey();
    await refresh();
  }

  async function savePhoto({ code }: OwnKey): Promise<void> {
    const ids = ['key.photo', 'key.photo.where'];
    const lines = ids.flatMap((id) => linesOf(texts, id, { address: new URL(address).host }));
    await saveKeyPhoto({ lines, link: linkOf(code), code, direction: texts.direction });
    setIsSaved(true);
  }

  const linkOf = (code: string) => `${address}${returnPath}#${toKeyFragment(code)}`;
  const isUseful = key && key.works !== 'no';
  return (
    <Dialog
      title={texts.t('button.mijn-sleutel')}
      onClose={close}
      closes={isUseful && !isShown && !isSaved ? 'button.later' : 'button.sluit'}
    >
      {!key && <Lines id="loading" />}
      {key?.works === 'no' && <Lines id="key.replaced" />}
      {isUseful && (
        <>
          <Lines id={name ? 'key' : 'key.photo'} values={{ name }} />
          {key.works === 'not-yet' && <Lines id="key.not-yet" />}
          <div class="choices choices-tall not-printed">
            <Button kind="main" onClick={() => void savePhoto(key)}>
              {texts.t('button.bewaar-als-foto')}
            </Button>
            {isShown ? (
              <Button onClick={() => print()}>{texts.t('button.print')}</Button>
            ) : (
              <Button onClick={() => setIsShown(true)}>{texts.t('button.schrijf-de-code-op')}</Button>
            )}
          </div>
        </>
      )}
      <p role="status" class="not-printed">
        {isSaved && texts.t('key.photo.saved')}
      </p>
      {isUseful && isShown && (
        <div class="key-to-keep">
          <Lines id="key.code" />
          <KeyCode code={key.code} />
          <QrCode text={linkOf(key.code)} label={texts.t('key.code.label')} />
          <Lines id="key.photo.where" values={{ address: new URL(address).host }} />
        </div>
      )}
      {key && (key.works === 'no' || isShown) && (
        <div class="not-printed">
          <Button kind={key.works === 'no' ? 'main' : 'small'} onClick={() => void renew()}>
            {texts.t('button.maak-een-nieuwe-sleutel')}
          </Button>
          {isShown && <Lines id="key.new" />}
        </div>
      )}
    </Dialog>
  );
}
