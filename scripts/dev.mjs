/** `npm run dev`: the server from its last build, and the web app straight from its sources. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './project.mjs';

requireNode();
await install();
const folder = await build();
const options = { cwd: root, stdio: 'inherit' };
spawn(process.execPath, [join(folder, 'server', 'main.js')], options);
spawn(process.execPath, [join(root, 'node_modules', 'vite', 'bin', 'vite.js')], options);
