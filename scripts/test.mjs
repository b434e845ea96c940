/** `npm test`: every check on a bare machine. The last line, alone, counts them. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireChromium } from './chromium.mjs';
import { startPostgres } from './postgres.mjs';
import { build, install, requireNode, root, run } from './project.mjs';

requireNode();
await install();
const chromium = requireChromium();
const postgres = await startPostgres();
const reports = mkdtempSync(join(tmpdir(), 'slw-reports-'));
const bin = (name) => join(root, 'node_modules', '.bin', name);
const env = { ...process.env, CHROMIUM_PATH: chromium, TEST_DATABASE_URL: postgres.url };
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => postgres.stop().finally(() => process.exit(1)));
}
const total = { passed: 0, failed: 0 };

/** Work that passes or fails as a whole. Gives what it made; nothing when it failed. */
async function whole(name, work) {
  let made;
  await group(name, async () => {
    try {
      made = await work();
      return { passed: 1, failed: 0 };
    } catch (error) {
      console.log(error.output ?? error.message);
      return { passed: 0, failed: 1 };
    }
  });
  return made;
}

const check = (name, command, args) => whole(name, () => run(command, args, { quiet: true, env }));

/** A runner that counts its own tests in a JSON report. */
async function tests(name, command, args, read, moreEnv = {}) {
  await group(name, async () => {
    const file = join(reports, `${name.replaceAll(' ', '-')}.json`);
    const ended = await run(command, args(file), { quiet: true, env: { ...env, ...moreEnv(file) } }).then(
      () => ({ code: 0 }),
      (error) => error,
    );
    const counted = countsIn(file, read);
    // A runner that fails without counting a failure has failed all the same.
    if (ended.code !== 0 && counted.failed === 0) counted.failed = 1;
    if (counted.failed > 0) console.log(ended.output ?? '');
    return counted;
  });
}

async function group(name, work) {
  const begun = Date.now();
  const counted = await work();
  // A group that ran nothing has found nothing out.
  if (counted.passed + counted.failed === 0) counted.failed = 1;
  total.passed += counted.passed;
  total.failed += counted.failed;
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  console.log(
    `${counted.failed > 0 ? '✗' : '✓'} ${name}: ${counted.passed} passed, ${counted.failed} failed (${seconds} s)`,
  );
}

function countsIn(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    console.log(`no report: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
}

const vitest = (project) => [
  project,
  bin('vitest'),
  (file) => [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ],
  // A skipped test counts as failed: it has not passed.
  (report) => ({
    passed: report.numPassedTests,
    failed:
      report.numTotalTests -
      report.numPassedTests +
      (report.numFailedTestSuites > 0 && report.numFailedTests === 0 ? 1 : 0),
  }),
  () => ({}),
];

try {
  for (const world of ['pure', 'browser', 'worker', 'node', 'test']) {
    await check(`types, ${world}`, bin('tsc'), ['-p', `tsconfig.${world}.json`]);
  }
  await check('lint and format', bin('biome'), ['ci', '--colors=off', '.']);
  await check('dead code', bin('knip'), []);
  const folder = await whole('build', build);
  await tests(...vitest('node'));
  await tests(...vitest('browser'));
  await tests(
    'stories',
    bin('playwright'),
    () => ['test', '--reporter=json'],
    ({ stats }) => ({ passed: stats.expected, failed: stats.unexpected + stats.flaky + stats.skipped }),
    (file) => ({
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
      SERVER_ENTRY: join(folder ?? 'not-built', 'server', 'main.js'),
    }),
  );
} catch (error) {
  console.log(error.output ?? error.stack);
  total.failed += 1;
} finally {
  await postgres.stop();
  rmSync(reports, { recursive: true, force: true });
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 ? 1 : 0);
