import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { onTestFinished } from 'vitest';
import { findFreePort } from '#server/free-port-for-test.ts';

/** The server as it is installed: built, a process of its own, with its log in our hands. */
export type BuiltServer = {
  readonly port: number;
  readonly pid: number;
  /** Both its streams, as a log keeps them. */
  readonly log: () => Buffer;
  /** Makes this very process write a text to its log: the control of the search in it. */
  readonly writeToLog: (text: string) => Promise<void>;
  readonly metrics: () => Promise<Buffer>;
  /** Ends it as a service manager does. Gives the exit code. */
  readonly stop: () => Promise<unknown>;
};

const echo = "process.stdin.on('data', (text) => process.stderr.write(text))";

export async function startBuiltServer(env: Record<string, string>): Promise<BuiltServer> {
  const [entry, port, metricsPort] = [await builtEntry(), await findFreePort(), await findFreePort()];
  const child = spawn(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(echo)}`, entry],
    {
      // No setting of whoever runs the tests.
      env: { PATH: process.env.PATH, PORT: `${port}`, METRICS_ADDRESS: `127.0.0.1:${metricsPort}`, ...env },
    },
  );
  const chunks: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = once(child, 'close');
  const failed = ended.then(() => {
    throw new Error(`the server ended before it listened: ${Buffer.concat(chunks)}`);
  });
  await Promise.race([once(child.stdout, 'data'), failed]);
  // A test that fails does not come to its end, and this process is nobody else's to end.
  onTestFinished(() => void child.kill('SIGKILL'));
  const { pid } = child;
  if (pid === undefined) throw new Error('no process');
  return {
    port,
    pid,
    log: () => Buffer.concat(chunks),
    writeToLog: async (text) => {
      child.stdin.write(text);
      while (!Buffer.concat(chunks).includes(text)) await once(child.stderr, 'data');
    },
    metrics: async () =>
      Buffer.from(await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).arrayBuffer()),
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await ended;
      return code;
    },
  };
}

/** Made by the same script as for `npm start`, and only when the sources changed. */
async function builtEntry(): Promise<string> {
  const text = "import('./scripts/project.mjs').then(async ({ build }) => console.log(await build()))";
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', text]);
  return join(stdout.trim().split('\n').at(-1) ?? '', 'server', 'main.js');
}
