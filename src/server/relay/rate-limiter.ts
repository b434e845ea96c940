import type { Rate } from './relay-limits.ts';

type Bucket = { tokens: number; atMs: number };

/** Counts in memory what each key used lately. A key that has used nothing for a while takes no memory. */
export class RateLimiter {
  readonly #rate: Rate;
  readonly #now: () => number;
  readonly #bucketByKey = new Map<string, Bucket>();

  constructor(rate: Rate, now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Whether `cost` more is allowed now; what is refused costs nothing. */
  take(key: string, cost = 1): boolean {
    const atMs = this.#now();
    const tokens = this.#tokensAt(this.#bucketByKey.get(key), atMs);
    if (tokens < cost) return false;
    this.#bucketByKey.set(key, { tokens: tokens - cost, atMs });
    return true;
  }

  /** Forgets the keys that may use everything again. */
  sweep(): void {
    const atMs = this.#now();
    for (const [key, bucket] of this.#bucketByKey) {
      if (this.#tokensAt(bucket, atMs) >= this.#rate.burst) this.#bucketByKey.delete(key);
    }
  }

  get size(): number {
    return this.#bucketByKey.size;
  }

  #tokensAt(bucket: Bucket | undefined, atMs: number): number {
    if (bucket === undefined) return this.#rate.burst;
    const regained = (Math.max(0, atMs - bucket.atMs) / 1000) * this.#rate.perSecond;
    return Math.min(this.#rate.burst, bucket.tokens + regained);
  }
}
