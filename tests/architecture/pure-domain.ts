import { afterAll, expect } from 'vitest';

/** Domain is pure: in its tests the clock, chance and keys throw instead of answering. */
const { testPath } = expect.getState();

if (testPath?.includes('/src/domain/')) {
  const { random } = Math;
  const { now } = Date;
  const keys = Object.getOwnPropertyDescriptor(globalThis, 'crypto');
  const refuse = (what: string) => () => {
    throw new Error(`domain may not use ${what}`);
  };
  Math.random = refuse('Math.random');
  Date.now = refuse('Date.now');
  Object.defineProperty(globalThis, 'crypto', { get: refuse('crypto'), configurable: true });
  // The next file runs in the same process.
  afterAll(() => {
    Math.random = random;
    Date.now = now;
    if (keys) Object.defineProperty(globalThis, 'crypto', keys);
  });
}
