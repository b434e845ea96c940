import { STATUS_CODES } from 'node:http';
import type { FastifyReply } from 'fastify';

/** An error answer (RFC 9457). It tells the kind of error and never what caused it inside. */
export function sendProblem(reply: FastifyReply, status: number): FastifyReply {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status };
  return reply.code(status).type('application/problem+json').send(JSON.stringify(problem));
}
