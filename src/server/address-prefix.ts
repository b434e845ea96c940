import { isIPv4, isIPv6 } from 'node:net';

/** The network an address is counted and told by: /24 of IPv4, /48 of IPv6 [SRV5] [SRV8]. */
export function addressToPrefix(address: string): string {
  const plain = /^::ffff:(?<v4>[\d.]+)$/iu.exec(address)?.groups?.v4 ?? address;
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return 'unknown';
  return `${expandIPv6(plain).slice(0, 3).join(':')}::/48`;
}

function expandIPv6(address: string): string[] {
  const [head = '', tail = ''] = (address.split('%', 1)[0] ?? '').split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: Math.max(0, 8 - left.length - right.length) }, () => '0');
  return [...left, ...zeros, ...right].map((group) => group.toLowerCase().replace(/^0+(?=.)/u, ''));
}
