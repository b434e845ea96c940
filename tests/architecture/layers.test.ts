import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const project = fileURLToPath(new URL('../..', import.meta.url));

/** Who may import whom; `docs/architecture.md` says why. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  crypto: [],
  protocol: [],
  content: ['domain'],
  device: ['domain', 'crypto', 'protocol'],
  print: ['domain', 'content'],
  web: ['device', 'domain', 'content', 'print'],
  server: ['protocol'],
};

const layers = Object.keys(mayImport);

/** What is not ours, as the rule's sentence calls it, and who may import it. */
const outside: readonly {
  readonly name: string;
  readonly paths: readonly string[];
  readonly for: readonly string[];
}[] = [
  { name: 'Node', paths: ['node:fs', 'node:fs/promises'], for: ['server'] },
  { name: 'Preact', paths: ['preact', 'preact/hooks', '@preact/signals'], for: ['web'] },
  {
    name: 'packages',
    paths: ['idb', 'kysely/helpers', '@scope/name', '@scope/name/deep'],
    for: ['content', 'device', 'print', 'web', 'server'],
  },
  { name: 'packages', paths: ['valibot'], for: layers.filter((layer) => layer !== 'crypto') },
];
const forms: Readonly<Record<string, (from: string) => string>> = {
  'a static import': (from) => `import { x } from '${from}';\nconsole.log(x);\n`,
  'an import of types': (from) => `import type { x } from '${from}';\nexport type Y = x;\n`,
  'an export from': (from) => `export { x } from '${from}';\n`,
  'a dynamic import': (from) => `export const x = () => import('${from}');\n`,
};

type Target = { readonly to: string; readonly path: string; readonly isAllowed: boolean };
type Edge = Target & { readonly from: string; readonly form: string };

const edges: readonly Edge[] = layers.flatMap((from) =>
  [...layersSeenFrom(from), ...outsideSeenFrom(from)].flatMap((target) =>
    Object.keys(forms).map((form) => ({ ...target, from, form })),
  ),
);

function layersSeenFrom(from: string): readonly Target[] {
  return layers
    .filter((to) => to !== from)
    .flatMap((to) =>
      [`#${to}/thing.ts`, `../${to}/thing.ts`, `../../${to}/thing.ts`].map((path) => ({
        to,
        path,
        isAllowed: mayImport[from]?.includes(to) === true,
      })),
    );
}

function outsideSeenFrom(from: string): readonly Target[] {
  return outside.flatMap((one) =>
    one.paths.map((path) => ({ to: one.name, path, isAllowed: one.for.includes(from) })),
  );
}

function fileOf({ from, form, path }: Edge): string {
  const folder = path.startsWith('../../') ? 'nested/' : '';
  const name = `${path}-${form}`.replaceAll(/[^a-z]+/g, '-');
  return `src/${from}/${folder}${name}.ts`;
}

describe('the layers', () => {
  let folder: string;
  let found: ReadonlyMap<string, readonly string[]>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'slw-layers-'));
    await cp(join(project, 'biome.json'), join(folder, 'biome.json'));
    await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
    // Biome reads .gitignore through git's folder; an empty one will do.
    await mkdir(join(folder, '.git'));
    await writeFile(join(folder, '.gitignore'), 'node_modules\n');
    for (const edge of edges) {
      const file = join(folder, fileOf(edge));
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, forms[edge.form]?.(edge.path) ?? '');
    }
    found = await lint(folder);
  });
  afterAll(() => rm(folder, { recursive: true }));

  for (const edge of edges) {
    const { from, to, form, path } = edge;
    if (edge.isAllowed) {
      it(`let ${from} import ${to} by ${form} of ${path}`, () => {
        expect(found.get(fileOf(edge)) ?? []).toEqual([]);
      });
    } else {
      it(`stop ${from} from importing ${to} by ${form} of ${path}, and say why`, () => {
        expect(found.get(fileOf(edge))?.join()).toMatch(new RegExp(`${from} may not import ${to}: .+\\.`));
      });
    }
  }
});

/** Messages of the import rule, by file. */
async function lint(cwd: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const args = [
    'lint',
    '--only=style/noRestrictedImports',
    '--max-diagnostics=none',
    '--reporter=json',
    'src',
  ];
  const biome = join(project, 'node_modules', '.bin', 'biome');
  const { stdout } = await promisify(execFile)(biome, args, { cwd, maxBuffer: 2 ** 26 }).catch(
    // Lint that finds something ends with 1; its report is what is asked for.
    (error: { stdout: string }) => error,
  );
  const { diagnostics } = JSON.parse(stdout) as {
    diagnostics: { message: string; location: { path: string } }[];
  };
  const messages = new Map<string, string[]>();
  for (const { message, location } of diagnostics) {
    const file = location.path;
    messages.set(file, [...(messages.get(file) ?? []), message]);
  }
  return messages;
}

it('no file of the project names a registry or an address to download from', async () => {
  const lock = await readFile(join(project, 'package-lock.json'), 'utf8');
  expect(lock).not.toMatch(/"resolved": "https?:/);
});
