/** `npm start`: installs when needed, builds when needed, runs the server until Ctrl-C. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, requireNode, root } from './project.mjs';

requireNode();
await install();
const folder = await build().catch((error) => {
  console.error(error.output ?? error.message);
  process.exit(1);
});

const server = spawn(process.execPath, [join(folder, 'server', 'main.js')], { cwd: root, stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) {
  // A terminal sends Ctrl-C to the server as well; twice is what it takes for "at once", so only pass on SIGTERM.
  process.on(signal, () => signal === 'SIGTERM' && server.kill(signal));
}
server.on('close', (code) => process.exit(code ?? 1));
