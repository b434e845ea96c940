/** What start and test share: the project's folder, installing, building. Node built-ins only. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';

export const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.installed');
/** Everything that can change what a build makes. */
const sources = [
  'src',
  'public',
  'vite.config.ts',
  'vite.server.config.ts',
  'scripts/compiled-texts-plugin.ts',
  'scripts/page-plugins.ts',
  'LICENSES/OFL-1.1.txt',
  'scripts/project.mjs',
  'package.json',
  'package-lock.json',
];

/** Older versions lack what the server needs; said in a sentence instead of a stack trace. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Runs a command to its end. Rejects when it fails; its output is shown unless `quiet`. */
export function run(command, args, { quiet = false, env = process.env, shell = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      shell,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    });
    let output = '';
    child.stdout?.on('data', (data) => {
      output += data;
    });
    child.stderr?.on('data', (data) => {
      output += data;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(Object.assign(new Error(`${command} ${args.join(' ')} ended with ${code}`), { output, code }));
    });
  });
}

/** What the installed packages depend on: the lock file, Node's major version and the platform. */
export function stampOf(lock, { versions, platform, arch }) {
  const [major] = versions.node.split('.');
  return `${createHash('sha256').update(lock).digest('hex')} ${major} ${platform} ${arch}`;
}

/** `npm ci`, only when one of those differs from last time. */
export async function install() {
  const stamp = stampOf(readFileSync(join(root, 'package-lock.json')), process);
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  console.log('Installing packages …');
  // On Windows npm is a script, which only a shell starts.
  const how = { quiet: true, shell: process.platform === 'win32' };
  await run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund'], how).catch((error) => {
    console.error(error.output ?? error.message);
    process.exit(1);
  });
  writeFileSync(stampFile, stamp);
}

/**
 * Builds into dist/<hash of the sources>, only when it is not there. It becomes visible in one step, so
 * neither a second start nor one that is cut off disturbs a server that runs. Returns the folder.
 */
export async function build() {
  const folder = join(root, 'dist', hashOfSources());
  if (existsSync(folder)) return folder;
  console.log('Building …');
  const unfinished = `${folder}.${process.pid}`;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  // The folder is named by its sources alone, so nothing else may change what is in it.
  const options = { quiet: true, env: { ...process.env, NODE_ENV: 'production' } };
  const web = run(process.execPath, [vite, 'build', '--outDir', join(unfinished, 'web')], options);
  const server = run(
    process.execPath,
    [vite, 'build', '-c', 'vite.server.config.ts', '--outDir', join(unfinished, 'server')],
    options,
  );
  const results = await Promise.allSettled([web, server]);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) {
    rmSync(unfinished, { recursive: true, force: true });
    throw failed.reason;
  }
  for (const file of filesBelow(join(unfinished, 'web'))) compress(file);
  moveIntoPlace(unfinished, folder);
  return folder;
}

/** Once, while building: the server hands out what lies beside a file. */
function compress(file) {
  if (!/\.(html|js|css|svg|json|webmanifest)$/.test(file)) return;
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

function moveIntoPlace(unfinished, folder) {
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    // Another start built the same sources in the meantime; its result is as good.
    if (!existsSync(folder)) throw error;
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function hashOfSources() {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of sources.flatMap((name) => filesBelow(join(root, name)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

function filesBelow(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}
