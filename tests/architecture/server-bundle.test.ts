import { fileURLToPath } from 'node:url';
import { build, type Rollup } from 'vite';
import { expect, it } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

it('the server is made of server and protocol alone: it holds no code that could read a conversation', async () => {
  const built = await build({
    configFile: `${project}vite.server.config.ts`,
    build: { write: false },
    logLevel: 'silent',
  });
  // One output, as there is one configuration and no watching.
  const { output } = built as Rollup.RollupOutput;
  const modules = output.flatMap((chunk) => (chunk.type === 'chunk' ? chunk.moduleIds : []));
  const layers = modules.map((id) => /^src\/([a-z]+)\//.exec(id.replace(project, ''))?.[1] ?? 'elsewhere');
  expect(new Set(layers)).toEqual(new Set(['server', 'protocol']));
});
