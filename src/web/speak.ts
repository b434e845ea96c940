/** A voice on this device for the language; speaking needs no network and nothing leaves the page. */
export function speak(lines: readonly string[], language: string): void {
  stopSpeaking();
  for (const line of lines) {
    const utterance = new SpeechSynthesisUtterance(line);
    utterance.lang = language;
    utterance.rate = 0.9;
    const voice = speechSynthesis
      .getVoices()
      .find((one) => one.localService && one.lang.startsWith(language));
    if (voice) utterance.voice = voice;
    speechSynthesis.speak(utterance);
  }
}

export function stopSpeaking(): void {
  if (canSpeak()) speechSynthesis.cancel();
}

export function canSpeak(): boolean {
  return 'speechSynthesis' in globalThis;
}
