import type { Fanout, FanoutListener, News } from './fanout.ts';

/** Servers in one process: the only one there is with SQLite, several in tests. */
export class FanoutHub {
  readonly #listeners = new Set<FanoutListener>();

  join(listener: FanoutListener): Fanout {
    this.#listeners.add(listener);
    return {
      publish: (news) => queueMicrotask(() => this.#tellOthers(listener, news)),
      close: async () => {
        this.#listeners.delete(listener);
      },
    };
  }

  #tellOthers(from: FanoutListener, news: News): void {
    for (const listener of this.#listeners) {
      if (listener !== from) listener.hear(news);
    }
  }
}
