import { render } from 'preact';
import type { Language } from '#content/languages.ts';
import { loadTexts } from '#content/texts.ts';
import type { Tablet } from '#device/shared-tablet.ts';
import { App, type Shown } from './app.tsx';
import { fetchAhead } from './fetch-ahead.ts';
import { lookAtInvitation } from './look-at-invitation.ts';
import { findObstacle } from './obstacle.ts';
import { keepLanguage, startLanguage } from './own-language.ts';
import { freshPageForLinks, keepFragment, takeFragment, takeKey } from './take-fragment.ts';
import './style/base.css';

async function start(root: HTMLElement): Promise<void> {
  const obstacle = findObstacle();
  // Before anything else: nothing of an invitation stays in the address [INV1]. Where nobody can sit down it stays,
  // so that another browser can open the same address.
  const fragment = obstacle ? '' : takeFragment();
  if (!obstacle) freshPageForLinks();
  const takenKey = obstacle ? () => '' : takeKey();
  // Asked before texts and pages are there: on a slow line these come together.
  let looking = fragment ? lookAtInvitation(fragment) : undefined;
  let texts = await loadTexts(startLanguage());
  let chosen: Language | undefined;
  let opening: Promise<Tablet> | undefined;
  let isRead = false;
  let shown: Shown = {
    ...(obstacle && { obstacle }),
    look: () => {
      const looked = looking ?? lookAtInvitation(fragment);
      looking = undefined;
      return looked;
    },
    takenKey,
    isOutdated: false,
    hasFault: false,
    needDevice: () => {
      opening ??= new Promise((resolve) => void open('ask', resolve));
      return opening;
    },
    chooseLanguage: (language) => void showIn(language),
    onRead: () => {
      if (!isRead) fetchAhead(() => draw({ isOutdated: true }));
      isRead = true;
    },
  };

  function draw(change: Partial<Shown>): void {
    shown = { ...shown, ...change };
    document.documentElement.lang = texts.language;
    document.documentElement.dir = texts.direction;
    render(<App texts={texts} shown={shown} />, root);
  }

  async function showIn(language: Language): Promise<void> {
    // Without a network a language that was never used is not there; the page stays as it is.
    texts = await loadTexts(language).catch(() => texts);
    chosen = texts.language;
    if (shown.device) keepLanguage(chosen);
    draw({});
  }

  async function open(how: 'ask' | 'steal', onOpen: (device: Tablet) => void): Promise<void> {
    const part = await import('./this-device.ts').catch(() => undefined);
    if (!part) return draw({ obstacle: 'other.fault' });
    const opened = await part.openThisDevice(how);
    if (opened === 'full') return draw({ obstacle: 'storage.full' });
    if (opened === 'cannot-store') {
      keepFragment(fragment);
      return draw({ obstacle: 'browser.in-app' });
    }
    const takeOver = () => void open('steal', onOpen);
    if (opened === 'elsewhere') return draw({ takeOver });
    const { device, takenOver } = opened;
    void takenOver.then(() => draw({ takeOver }));
    const isOutdated = () => shown.isOutdated || device.isOutdated();
    device.subscribe(() => {
      if (isOutdated() !== shown.isOutdated) draw({ isOutdated: isOutdated() });
    });
    addEventListener('online', device.wake);
    if (chosen) keepLanguage(chosen);
    onOpen(device);
    draw({ device, takeOver: undefined, isOutdated: isOutdated() });
  }

  // Of what nobody foresaw people hear too: else somebody taps and nothing happens.
  addEventListener('unhandledrejection', () => draw({ hasFault: true }));
  addEventListener('error', ({ error }) => error && draw({ hasFault: true }));
  draw({});
}

// Not there when the browser was found too old.
const root = document.getElementById('app');
if (root) void start(root);
