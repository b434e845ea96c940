import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** The texts that most people read travel beside the page, not after it. */
export function firstTextsAhead(): Plugin {
  return {
    name: 'first-texts-ahead',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) => {
        const file = Object.keys(bundle ?? {}).find((name) => name.startsWith('assets/texts/nl-'));
        return file
          ? [{ tag: 'link', attrs: { rel: 'modulepreload', href: `/${file}` }, injectTo: 'head' }]
          : [];
      },
    },
  };
}

/** The licence of the letters goes with them, at an address that the about page names. */
export function fontLicence(): Plugin {
  return {
    name: 'font-licence',
    generateBundle() {
      const source = readFileSync(new URL('../LICENSES/OFL-1.1.txt', import.meta.url));
      this.emitFile({ type: 'asset', fileName: 'licences/OFL-1.1.txt', source });
    },
  };
}

/** `{nl:browser.old}` in the page becomes that text, for browsers in which nothing of the app can run. */
export function textsInPage(): Plugin {
  return {
    name: 'texts-in-page',
    transformIndexHtml: {
      order: 'pre',
      handler: (html) =>
        html.replace(/\{(nl|en):([a-z.-]+)\}/g, (_all, language: string, id: string) => textOf(language, id)),
    },
  };
}

function textOf(language: string, id: string): string {
  const file = new URL(`../src/content/${language}.json`, import.meta.url);
  const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync(file, 'utf8'));
  const text = texts[id];
  if (text === undefined || /[<>&{]/.test(text)) throw new Error(`${id} cannot stand in the page as it is`);
  return text.replaceAll('\n', '<br />');
}
