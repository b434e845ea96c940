/**
 * Reading aloud, with a voice that is on this device: speaking needs no network and nothing leaves the page. One
 * thing is read at a time.
 */
export type Reading = {
  /** How it ended; without a voice for the language nothing was read. */
  readonly heard: Promise<'read' | 'stopped' | 'no-voice'>;
  /** Ends this reading, and no other. */
  readonly stop: () => void;
};

let current: Reading | undefined;

export function speak(lines: readonly string[], language: string): Reading {
  stopSpeaking();
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = new Promise<'stopped'>((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'));
  });
  const reading: Reading = {
    heard: Promise.race([stopped, read(lines, language, signal)]),
    stop: () => {
      if (signal.aborted) return;
      stopping.abort();
      if (current === reading) globalThis.speechSynthesis?.cancel();
    },
  };
  current = reading;
  return reading;
}

export function stopSpeaking(): void {
  current?.stop();
}

/** A voice of this device that speaks the language; browsers write `nl-NL`, `nl_NL` or `nld-NLD`. */
export function voiceFor<Voice extends Pick<SpeechSynthesisVoice, 'lang' | 'localService'>>(
  voices: readonly Voice[],
  language: string,
): Voice | undefined {
  return voices.find(({ lang, localService }) => localService && lang.toLowerCase().startsWith(language));
}

async function read(
  lines: readonly string[],
  language: string,
  signal: AbortSignal,
): Promise<'read' | 'no-voice'> {
  const voice = voiceFor(await knownVoices(), language);
  if (!voice) return 'no-voice';
  if (!signal.aborted) await Promise.all(lines.map((line) => say(line, voice)));
  return 'read';
}

function say(line: string, voice: SpeechSynthesisVoice): Promise<void> {
  const utterance = new SpeechSynthesisUtterance(line);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  utterance.rate = 0.9;
  return new Promise((resolve) => {
    utterance.onend = () => resolve();
    utterance.onerror = () => resolve();
    speechSynthesis.speak(utterance);
  });
}

/** Longer than a browser takes to find its voices. */
const voicesWithinMs = 1500;

/** Some browsers look for their voices only when they are first asked for them; some have none at all. */
async function knownVoices(): Promise<readonly SpeechSynthesisVoice[]> {
  if (!('speechSynthesis' in globalThis)) return [];
  if (speechSynthesis.getVoices().length === 0) {
    await new Promise((resolve) => {
      speechSynthesis.addEventListener('voiceschanged', resolve, { once: true });
      setTimeout(resolve, voicesWithinMs);
    });
  }
  return speechSynthesis.getVoices();
}
