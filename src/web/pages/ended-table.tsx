import { useLocation } from 'preact-iso';
import type { Device, EndedTable } from '#device/device.ts';
import { Button } from '../components/button.tsx';
import { Lines, useTexts } from '../components/texts.tsx';
import { pathOfCopy } from '../paths.ts';

type Props = { readonly ended: EndedTable; readonly device: Device };

/** A table that is no more: whether it is gone everywhere, and what its owner may still keep of it. */
export function EndedTablePage({ ended, device }: Props) {
  const texts = useTexts();
  const { route } = useLocation();
  const { farewell, roomId } = ended;
  return (
    <main class="page">
      <h1>{texts.t('home.title')}</h1>
      {farewell ? (
        <>
          <Lines id="erase.by-other" values={{ name: farewell.by ?? texts.t('who.other') }} />
          <div class="choices">
            <Button kind="main" onClick={() => route(pathOfCopy(roomId))}>
              {texts.t('button.bewaar-mijn-kopie')}
            </Button>
            <Button onClick={() => void device.dropFarewell(ended.roomId)}>
              {texts.t('button.gooi-ook-mijn-kopie-weg')}
            </Button>
          </div>
        </>
      ) : (
        <Lines id={goneText(ended)} values={{ name: texts.t('who.other') }} />
      )}
      <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>
    </main>
  );
}

function goneText({ reason, isEverywhere }: EndedTable): 'expired' | 'erase.done' | 'erase.done-offline' {
  if (reason === 'expired') return 'expired';
  return isEverywhere ? 'erase.done' : 'erase.done-offline';
}
