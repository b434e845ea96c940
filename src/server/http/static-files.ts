import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sendProblem } from './problem.ts';

const yearSeconds = 31_536_000;

/** The web app: its files, and its one page for every path that is not a file. */
export async function serveStaticFiles(app: FastifyInstance, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webRoot,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) => response.setHeader('cache-control', cachingOf(path, webRoot)),
  });
  app.setNotFoundHandler((request, reply) => {
    return isPagePath(request) ? reply.sendFile('index.html') : sendProblem(reply, 404);
  });
}

/** Files in `assets/` have a hash of their content in their name; all others are asked for again each time. */
function cachingOf(path: string, webRoot: string): string {
  const inside = path.slice(webRoot.length).replaceAll('\\', '/').replace(/^\//u, '');
  return inside.startsWith('assets/') ? `public, max-age=${yearSeconds}, immutable` : 'no-cache';
}

function isPagePath(request: FastifyRequest): boolean {
  const path = request.url.split('?', 1)[0] ?? '';
  const last = path.slice(path.lastIndexOf('/') + 1);
  return (
    (request.method === 'GET' || request.method === 'HEAD') && !path.startsWith('/v1/') && !last.includes('.')
  );
}
