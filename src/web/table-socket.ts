import type { ConnectionPorts } from '#device/connection.ts';

/** How this page reaches its own server. */
export function tableSocket(): ConnectionPorts {
  const url = new URL('/v1/table', location.href);
  url.protocol = location.protocol.replace('http', 'ws');
  return {
    url: url.href,
    openSocket: (address) => new WebSocket(address),
    chance: Math.random,
    after: (milliseconds, run) => {
      const timer = setTimeout(run, milliseconds);
      return () => clearTimeout(timer);
    },
  };
}
