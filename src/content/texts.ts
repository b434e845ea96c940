import { type Messages, setupI18n } from '@lingui/core';
import type { Language } from './languages.ts';
import type nl from './nl.json';

/**
 * Every word on screen and paper. Ids are flat; a value may hold several lines, split by a line feed, and
 * ICU placeholders. What comes back is text, never HTML.
 */
export type TextId = keyof typeof nl;
/** For the placeholders: `{name}` of the other, `{me}`, `{third}` as its id, `{n}` as a number. */
export type TextValues = Readonly<Record<string, string | number>>;

export type Texts = {
  readonly language: Language;
  readonly direction: 'ltr' | 'rtl';
  readonly t: (id: TextId, values?: TextValues) => string;
  /** For ids that are put together of a step, a role or a symbol: whether there are words for it. */
  readonly has: (id: string) => id is TextId;
  /** A day as it is said in this language, in the device's time zone; milliseconds since 1970. */
  readonly date: (time: number) => string;
  /** The hour and minute of a moment, likewise. */
  readonly time: (time: number) => string;
};

type LanguageData = {
  readonly direction: 'ltr' | 'rtl';
  /** For dates and numbers. */
  readonly locale: string;
  /** A module of its own, so that the first screen waits for one language only. */
  readonly load: () => Promise<{ readonly default: Messages }>;
};

const languages: Readonly<Record<Language, LanguageData>> = {
  nl: { direction: 'ltr', locale: 'nl-NL', load: () => import('./nl.json') },
  en: { direction: 'ltr', locale: 'en-GB', load: () => import('./en.json') },
};

export async function loadTexts(language: Language): Promise<Texts> {
  const { default: messages } = await languages[language].load();
  return createTexts(language, messages);
}

/** `messages` come compiled from the build; elsewhere the library compiles them as they are asked for. */
export function createTexts(language: Language, messages: Messages): Texts {
  const { direction, locale } = languages[language];
  const i18n = setupI18n({ locale: language, locales: locale, messages: { [language]: messages } });
  return {
    language,
    direction,
    t: (id, values) => i18n._(id, values),
    has: (id): id is TextId => Object.hasOwn(messages, id),
    date: (time) => i18n.date(new Date(time), { dateStyle: 'long' }),
    time: (time) => i18n.date(new Date(time), { timeStyle: 'short' }),
  };
}
