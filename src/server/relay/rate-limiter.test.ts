import { describe, expect, it } from 'vitest';
import { RateLimiter } from './rate-limiter.ts';

describe('rate limits', () => {
  it('allow a burst, then as much as time gives back', () => {
    let now = 0;
    const limiter = new RateLimiter({ burst: 3, perSecond: 2 }, () => now);
    expect([1, 2, 3, 4].map(() => limiter.take('a'))).toEqual([true, true, true, false]);
    expect(limiter.take('b', 3)).toBe(true);
    now = 500;
    expect([limiter.take('a'), limiter.take('a')]).toEqual([true, false]);
    now = 100_000;
    expect(limiter.take('a', 4)).toBe(false);
    expect(limiter.take('a', 3)).toBe(true);
  });

  it('a clock that goes back gives nothing and takes nothing', () => {
    let now = 10_000;
    const limiter = new RateLimiter({ burst: 2, perSecond: 1 }, () => now);
    limiter.take('a');
    now = 0;
    expect([limiter.take('a'), limiter.take('a')]).toEqual([true, false]);
  });

  it('who may use everything again is forgotten', () => {
    let now = 0;
    const limiter = new RateLimiter({ burst: 2, perSecond: 1 }, () => now);
    limiter.take('a');
    limiter.take('b', 2);
    now = 1000;
    limiter.sweep();
    expect(limiter.size).toBe(1);
  });
});
