import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What this expression gives, with the exports of the script that start and test share. */
async function inScript(expression: string): Promise<unknown> {
  const text = `import('./scripts/project.mjs').then(async (project) => console.log(JSON.stringify(await ${expression})))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', text], { cwd: root });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** `npm start`, without npm: with data of its own, on a port that is free. */
function start(dataDir: string) {
  const child = spawn(process.execPath, [join(root, 'scripts', 'start.mjs')], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0' },
  });
  // A test that fails does not come to its end, and this process is nobody else's to end.
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += String(chunk);
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.err += String(chunk);
  });
  const ended = once(child, 'close').then(([code]: unknown[]) => code);
  return {
    said,
    ended,
    /** The address that it says it listens at. */
    origin: async () => {
      const failed = ended.then(() => Promise.reject(new Error(`it ended: ${said.out}${said.err}`)));
      while (!said.out.includes('\n')) await Promise.race([once(child.stdout, 'data'), failed]);
      return /http:\S+/.exec(said.out)?.[0] ?? '';
    },
    interrupt: () => void child.kill('SIGINT'),
  };
}

describe('npm start', () => {
  it('builds nothing that is built, leaves one that runs alone, and ends cleanly with Ctrl-C', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'slw-start-'));
    onTestFinished(() => rmSync(dataDir, { recursive: true }));
    const folder = String(await inScript('project.build()'));
    const builds = () => ({ all: readdirSync(join(folder, '..')).sort(), at: statSync(folder).mtimeMs });
    const before = builds();
    const first = start(dataDir);
    const origin = await first.origin();
    expect(first.said).toEqual({ out: `Samenleerwijzer: ${origin}\n`, err: '' });

    const second = start(dataDir);
    expect(await second.ended).toBe(3);
    expect(second.said).toEqual({ out: '', err: `Another server is using the data in ${dataDir}.\n` });
    expect(builds()).toEqual(before);
    expect((await fetch(`${origin}/health`)).status).toBe(200);

    first.interrupt();
    expect(await first.ended).toBe(0);
    expect(first.said.err).toBe('');
  });

  it('installs again after another lock file, major version of Node or platform, and not after less', async () => {
    const here = { versions: { node: '22.1.0' }, platform: 'linux', arch: 'x64' };
    const machines = [
      ['lock', here],
      ['lock', { ...here, versions: { node: '22.9.3' } }],
      ['other lock', here],
      ['lock', { ...here, versions: { node: '24.1.0' } }],
      ['lock', { ...here, platform: 'darwin' }],
      ['lock', { ...here, arch: 'arm64' }],
    ];
    const stamps = await inScript(
      `${JSON.stringify(machines)}.map(([lock, machine]) => project.stampOf(lock, machine))`,
    );
    const [first, ...others] = stamps as readonly string[];
    expect(others.map((stamp) => stamp === first)).toEqual([true, false, false, false, false]);
  });
});
