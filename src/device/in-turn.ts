export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** One piece of work after the other, in the order in which it was asked for. */
export function createTurns(): InTurn {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = last.then(work);
    // The next in line starts also when this one failed; its own caller hears of that.
    last = done.catch(() => undefined);
    return done;
  };
}
