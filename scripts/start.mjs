/** `npm start`: installs when needed, builds when needed, and becomes the server until Ctrl-C. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, install, requireNode, root } from './project.mjs';

requireNode();
await install();
const folder = await build().catch((error) => {
  console.error(error.output ?? error.message);
  process.exit(1);
});

// In this process, so that every signal reaches the server once, and nothing of it outlives this.
process.chdir(root);
await import(pathToFileURL(join(folder, 'server', 'main.js')).href);
