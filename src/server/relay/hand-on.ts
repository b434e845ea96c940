/** Tells others what was stored, after this turn, so that the answer is on its way first. */
export function handOn(report: (error: unknown) => void, work: () => void): void {
  setImmediate(() => {
    try {
      work();
    } catch (error) {
      report(error);
    }
  });
}
