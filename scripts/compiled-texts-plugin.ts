import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';

const textFile = /\/src\/content\/[a-z-]+\.json$/;

/** Compiles the texts while building, so that no browser downloads a compiler. A wrong message stops the build. */
export function compiledTexts(): Plugin {
  return {
    name: 'compiled-texts',
    // Before Vite makes a module of the JSON: what comes out is JSON again.
    enforce: 'pre',
    transform: {
      filter: { id: textFile },
      handler: (code, id) => ({ code: compileTexts(code, id), map: null }),
    },
  };
}

function compileTexts(code: string, id: string): string {
  const messages: Readonly<Record<string, string>> = JSON.parse(code);
  const compiled = Object.entries(messages).map(([textId, message]) => {
    try {
      return [textId, compileMessageOrThrow(message)];
    } catch (error) {
      throw new Error(`${id}: ${textId} is not a message`, { cause: error });
    }
  });
  return JSON.stringify(Object.fromEntries(compiled));
}
