import { useLocation } from 'preact-iso';
import type { Device } from '#device/device.ts';
import type { EndedTable } from '#device/ended-tables.ts';
import { Button } from '../components/button.tsx';
import { nameInText } from '../components/person.tsx';
import { Lines, useTexts, useTitle } from '../components/texts.tsx';
import { pathOfCopy } from '../paths.ts';

type Props = { readonly ended: EndedTable; readonly device: Device };

/** A table that is no more: whether it is gone everywhere, and what its owner may still keep of it. */
export function EndedTablePage({ ended, device }: Props) {
  const texts = useTexts();
  useTitle(texts.t('title.table'));
  const { route } = useLocation();
  const { farewell, roomId } = ended;
  return (
    <main class="page">
      <h1>{texts.t('home.title')}</h1>
      {farewell ? (
        <>
          <Lines id="erase.by-other" values={{ name: nameInText(texts, farewell.by) }} />
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
        <Gone ended={ended} />
      )}
      <Button onClick={() => route('/')}>{texts.t('button.naar-het-begin')}</Button>
    </main>
  );
}

function Gone({ ended: { reason, notYetAt, leavesHand } }: { readonly ended: EndedTable }) {
  const texts = useTexts();
  if (leavesHand) return <Lines id="pictures.differ" />;
  if (reason === 'expired') return <Lines id="expired" />;
  if (notYetAt?.length === 0) return <Lines id="erase.done" />;
  return (
    <>
      <Lines id="erase.done-here" />
      {notYetAt?.map((person) => (
        <Lines key={person.picture} id="erase.done-there" values={{ name: nameInText(texts, person) }} />
      ))}
    </>
  );
}
