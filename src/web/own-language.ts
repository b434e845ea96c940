import { type Language, languageFor, languageIds } from '#content/languages.ts';

/** The language that somebody chose on this device; kept once the device keeps its tables too, never before [INV2]. */
const key = 'language';

export function startLanguage(): Language {
  const kept = use((storage) => storage.getItem(key));
  return languageIds.find((id) => id === kept) ?? languageFor(navigator.language);
}

export function keepLanguage(language: Language): void {
  use((storage) => storage.setItem(key, language));
}

/** A full device keeps nothing more, and some browsers refuse to name their storage at all: it is asked again then. */
function use<Value>(act: (storage: Storage) => Value): Value | undefined {
  try {
    return act(localStorage);
  } catch {
    return undefined;
  }
}
