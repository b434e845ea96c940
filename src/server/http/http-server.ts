// All that is served over HTTP: the files of the web app, who runs this server, and the door to the table.
// Everything between device and server goes over that one socket; there are no cookies and no tokens.
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import fastify, { type FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { MAX_FRAME_BYTES } from '#protocol/limits.ts';
import { addressToPrefix } from '../address-prefix.ts';
import type { Config } from '../config.ts';
import type { Visitor } from '../relay/connection.ts';
import { originToHost } from './allowed-origins.ts';
import { sendProblem } from './problem.ts';
import { permissionsPolicy, securityHeaders } from './security-headers.ts';
import { securityTxt } from './security-txt.ts';
import { serveStaticFiles } from './static-files.ts';

export type HttpParts = Readonly<{
  config: Config;
  webRoot: string;
  now(): number;
  /** Rejects when the database does not answer. */
  checkHealth(): Promise<void>;
  accept(socket: WebSocket, visitor: Visitor): void;
  report(error: unknown): void;
}>;

/** Sockets one network may open in a minute: a town hall behind one address reconnecting at once stays below it. */
const socketsPerMinute = 1200;
/** How long a request may take to come in whole; a socket at the table is no request any more. */
const requestMs = 30_000;
/** How long a socket that is told the server stops may take to say goodbye. */
const goodbyeMs = 500;
const goingAway = 1001;

export async function createHttpServer(parts: HttpParts): Promise<FastifyInstance> {
  const { config, report } = parts;
  const app = fastify({
    trustProxy: trustOf(config),
    bodyLimit: 1024,
    requestTimeout: requestMs,
    forceCloseConnections: true,
    // What cannot be read as an address is answered as any other that names nothing, with the same headers [WEB1].
    rewriteUrl: ({ url = '/' }) => (isReadable(url) ? url : encodeURI(url)),
  });
  app.setErrorHandler<Error & { statusCode?: number }>((error, _request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) report(error);
    return sendProblem(reply, status);
  });
  await app.register(helmet, securityHeaders(config.publicOrigin?.startsWith('https:') ?? false));
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('permissions-policy', permissionsPolicy);
  });
  await app.register(rateLimit, { global: false });
  await registerTable(app, parts);
  registerFacts(app, parts);
  await serveStaticFiles(app, parts.webRoot);
  return app;
}

function isReadable(url: string): boolean {
  try {
    decodeURI(url);
    return true;
  } catch {
    return false;
  }
}

/** The address people see. Known once the server listens, when no public address is set. */
export function publicOriginOf(app: FastifyInstance, config: Config): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : config.listen.port;
  return config.publicOrigin ?? `http://localhost:${port}`;
}

async function registerTable(app: FastifyInstance, { config, accept }: HttpParts): Promise<void> {
  await app.register(websocket, {
    options: { maxPayload: MAX_FRAME_BYTES, perMessageDeflate: false },
    // A broken or forbidden frame ends that socket; what it could still have meant is sent again by its device.
    errorHandler: (_error, socket) => socket.terminate(),
    preClose: (done) => {
      for (const socket of app.websocketServer.clients) {
        socket.close(goingAway);
        setTimeout(() => socket.terminate(), goodbyeMs).unref();
      }
      app.websocketServer.close(done);
    },
  });
  app.get(
    '/v1/table',
    {
      websocket: true,
      config: {
        rateLimit: {
          max: socketsPerMinute,
          timeWindow: 60_000,
          keyGenerator: ({ ip }) => addressToPrefix(ip),
        },
      },
      preValidation: async (request, reply) => {
        const host = originToHost(request.headers.origin, publicOriginOf(app, config));
        if (host === null) await sendProblem(reply, 403);
      },
    },
    (socket, request) => {
      const host = originToHost(request.headers.origin, publicOriginOf(app, config));
      if (host === null) return socket.terminate();
      accept(socket, { host, prefix: addressToPrefix(request.ip) });
    },
  );
}

function registerFacts(app: FastifyInstance, { config, checkHealth, now }: HttpParts): void {
  app.get('/health', async (_request, reply) => {
    await checkHealth();
    return reply.header('cache-control', 'no-store').send({ status: 'ok' });
  });
  app.get('/organisation.json', async (_request, reply) => {
    return reply.header('cache-control', 'no-cache').send({
      ...config.organisation,
      retentionDays: config.retentionDays,
      publicUrl: publicOriginOf(app, config),
    });
  });
  const { securityContact } = config;
  if (securityContact === null) return;
  app.get('/.well-known/security.txt', async (_request, reply) => {
    return reply
      .header('cache-control', 'no-cache')
      .type('text/plain; charset=utf-8')
      .send(securityTxt(securityContact, now()));
  });
}

function trustOf({ trustProxy }: Config): false | string[] | ((address: string, hop: number) => boolean) {
  return typeof trustProxy === 'number' ? (_address, hop) => hop < trustProxy : trustProxy;
}
