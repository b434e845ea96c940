/** `npm run dev`: the web app straight from its sources, and the server anew after every change. */
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { install, requireNode, root, run } from './project.mjs';

requireNode();
await install();
const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
const folder = join(root, 'dist', 'dev');
const buildServer = [vite, 'build', '-c', 'vite.server.config.ts', '--outDir', join(folder, 'server')];
// The server expects the web app's folder beside it; here Vite hands out the pages.
mkdirSync(join(folder, 'web'), { recursive: true });
await run(process.execPath, buildServer);
// Written over, never removed: Node loses sight of a file that is gone for a moment.
const rebuildServer = [...buildServer, '--watch', '--emptyOutDir=false'];

// The page comes from Vite's address, and the server answers that one alone.
const env = { PUBLIC_URL: 'http://localhost:5173', ...process.env };
const children = [
  rebuildServer,
  ['--watch', join(folder, 'server', 'main.js')],
  [vite, '--port', '5173', '--strictPort'],
].map((args) => spawn(process.execPath, args, { cwd: root, env, stdio: 'inherit' }));
const stop = () => {
  for (const child of children) child.kill();
};
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);
