import { vi } from 'vitest';

/** Tries again until it holds. The time is what a busy machine may need, not what anything should take. */
export function eventually<Found>(check: () => Found): Promise<Found> {
  return vi.waitFor(check, { timeout: 15_000, interval: 5 });
}
