/**
 * Makes work that never runs twice at once: asked for while it runs, it runs once more after that, so nothing
 * that changed meanwhile is missed. @returns a function whose promise resolves when all of it is done.
 */
export function runAgain(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  let isAsked = false;

  async function runWhileAsked(): Promise<void> {
    while (isAsked) {
      isAsked = false;
      await work();
    }
  }

  return () => {
    isAsked = true;
    running ??= runWhileAsked().finally(() => {
      running = undefined;
    });
    return running;
  };
}
