import { render } from 'preact';
import { loadTexts } from '#content/texts.ts';
import { App } from './app.tsx';
import { TextsContext } from './components/texts.tsx';
import { keepAppOnDevice } from './keep-app.ts';
import { OnlyOneTab } from './pages/only-one-tab.tsx';
import { takeFragment, takeKey } from './take-fragment.ts';
import { openThisDevice } from './this-device.ts';
import './style/base.css';

// Before anything else: nothing of an invitation or a key stays in the address [INV1] [RET1].
const fragment = takeFragment();
const takenKey = takeKey();

async function start(how: 'ask' | 'steal'): Promise<void> {
  const root = document.getElementById('app');
  if (!root) return;
  const texts = await loadTexts(navigator.language.startsWith('en') ? 'en' : 'nl');
  document.documentElement.lang = texts.language;
  document.documentElement.dir = texts.direction;
  const showOnlyOneTab = () =>
    render(
      <TextsContext.Provider value={texts}>
        <OnlyOneTab onHere={() => void start('steal')} />
      </TextsContext.Provider>,
      root,
    );
  const opened = await openThisDevice(how);
  if (!opened) return showOnlyOneTab();
  void opened.takenOver.then(showOnlyOneTab);
  addEventListener('online', opened.device.wake);
  render(<App device={opened.device} texts={texts} fragment={fragment} takenKey={takenKey} />, root);
}

void start('ask');
void keepAppOnDevice();
