import { createServer, type Server } from 'node:http';

/** Listens on an address of its own, so that what the public reaches never shows it. */
export function createMetricsServer(toText: () => string): Server {
  return createServer((request, response) => {
    const isAsked = request.method === 'GET' && request.url === '/metrics';
    response.writeHead(isAsked ? 200 : 404, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(isAsked ? toText() : '');
  });
}
