/**
 * From `npm start`, without npm, to the first answered request, ms: on data that is not there yet, and on data that is.
 * Beside them, in the same run, a Fastify that answers one line and keeps nothing. All is installed and built.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, root } from '../scripts/project.mjs';

const bareFastify = `
  const { fastify } = await import('fastify');
  const app = fastify();
  app.get('/health', async () => 'ok');
  console.log(await app.listen({ port: 0, host: 'localhost' }));
`;

/** Milliseconds by what was started. */
export async function measureStart(runs = 15) {
  await build();
  const times = { 'first start': [], 'later start': [], 'bare Fastify': [] };
  for (let run = 0; run < runs; run++) {
    const dataDir = mkdtempSync(join(tmpdir(), 'slw-bench-'));
    const script = join(root, 'scripts', 'start.mjs');
    times['first start'].push(await timeToAnswer([script], { DATA_DIR: dataDir }));
    times['later start'].push(await timeToAnswer([script], { DATA_DIR: dataDir }));
    times['bare Fastify'].push(await timeToAnswer(['--input-type=module', '--eval', bareFastify]));
    rmSync(dataDir, { recursive: true });
  }
  return times;
}

async function timeToAnswer(args, env = {}) {
  const begun = performance.now();
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const [line] = await once(child.stdout, 'data');
  const answer = await fetch(`${/https?:\S+/.exec(String(line))?.[0]}/health`);
  await answer.text();
  const taken = performance.now() - begun;
  child.kill('SIGTERM');
  await ended;
  return taken;
}
