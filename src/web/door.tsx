import { type ComponentType, createContext } from 'preact';
import { useContext, useEffect } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { Language } from '#content/languages.ts';
import type { Tablet } from '#device/shared-tablet.ts';
import { Button } from './components/button.tsx';
import { useTexts } from './components/texts.tsx';
import { TryAgain } from './components/try-again.tsx';
import type { Looked } from './look-at-invitation.ts';
import type { Obstacle } from './obstacle.ts';
import { Sentence } from './pages/sentence.tsx';

/** What stands between an address and its page: whether this browser can sit down at all, and its device. */
export type Door = {
  readonly obstacle?: Obstacle;
  /** Opens the device, once; who only reads an invitation leaves nothing behind. */
  readonly needDevice: () => Promise<Pick<Tablet, 'join' | 'resume'>>;
  /** An invitation is read on the tablet of whoever invites [TAB1]. */
  readonly isAtTablet?: boolean;
  readonly device?: Tablet;
  /** Asks who invites; the first time it is asked already, while the page was on its way. */
  readonly look: () => Promise<Looked>;
  /** Gives the return key that stood in the address, once [RET1]. */
  readonly takenKey: () => string;
  readonly chooseLanguage: (language: Language) => void;
  /** Somebody reads a page: the line is free for what comes next. */
  readonly onRead: () => void;
};

export const DoorContext = createContext<Door | undefined>(undefined);

export function useDoor(): Door {
  const door = useContext(DoorContext);
  if (!door) throw new Error('there is a door before the first page');
  return door;
}

/** A page that needs the device waits for it, or says why it cannot be had. */
export function withDevice(Page: ComponentType<{ readonly device: Tablet }>): ComponentType {
  return function WithDevice() {
    const { device, obstacle, needDevice, onRead } = useDoor();
    useEffect(() => {
      if (obstacle) return;
      void needDevice().then(onRead);
    }, [obstacle]);
    if (obstacle) return <InTheWay obstacle={obstacle} />;
    return device ? <Page device={device} /> : <Sentence id="loading" />;
  };
}

export function InTheWay({ obstacle }: { readonly obstacle: Obstacle }) {
  const texts = useTexts();
  const { route } = useLocation();
  return (
    <Sentence id={obstacle}>
      {(obstacle === 'other.fault' || obstacle === 'storage.full') && <TryAgain />}
      <Button onClick={() => route('/papier')}>{texts.t('button.liever-op-papier')}</Button>
    </Sentence>
  );
}
