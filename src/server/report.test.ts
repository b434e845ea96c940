import { describe, expect, it } from 'vitest';
import { errorToLine } from './report.ts';

describe('what the log may say', () => {
  it('[SRV5] the kind and place of an error, never its words', () => {
    const error = Object.assign(new RangeError('tafel 1a2b van 192.0.2.77: ik voel me gezien\nmeer'), {
      code: 'E1',
    });
    const line = errorToLine(error);
    expect(line).toContain('RangeError E1');
    expect(line).toContain('report.test');
    expect(line).not.toMatch(/tafel|192|gezien|meer|\n/u);
    expect(errorToLine('tafel')).not.toContain('tafel');
  });
});
