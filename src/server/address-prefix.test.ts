import { describe, expect, it } from 'vitest';
import { addressToPrefix } from './address-prefix.ts';

describe('networks of visitors', () => {
  it.each([
    ['192.0.2.77', '192.0.2.0/24'],
    ['::ffff:192.0.2.77', '192.0.2.0/24'],
    ['2001:db8:12:3456::1', '2001:db8:12::/48'],
    ['2001:0DB8:0012::', '2001:db8:12::/48'],
    ['::1', '0:0:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['elders', 'unknown'],
  ])('[SRV5] %s is told as %s', (address, prefix) => {
    expect(addressToPrefix(address)).toBe(prefix);
  });
});
