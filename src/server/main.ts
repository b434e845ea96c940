import { fileURLToPath } from 'node:url';
import { parseConfig } from './config.ts';
import { errorToLine } from './report.ts';
import { startServer } from './start-server.ts';

const wrongSetting = 2;
/** The bundle of the server lies beside the folder of the web app. */
const webRoot = fileURLToPath(new URL('../web', import.meta.url));

function exitWith(code: number, line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(code);
}

const config = parseConfig(process.env);
if (!config.ok) exitWith(wrongSetting, config.line);

const report = (error: unknown) => process.stderr.write(`${errorToLine(error)}\n`);
const started = await startServer({ config: config.value, webRoot, now: Date.now, report }).catch(
  (error: unknown) => exitWith(1, errorToLine(error)),
);
if (!started.ok) exitWith(started.error.exitCode, started.error.line);

const { origin, stop } = started.value;
process.stdout.write(`Samenleerwijzer: ${origin}\n`);

let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // Whoever asks twice does not want to wait.
    if (isStopping) process.exit(1);
    isStopping = true;
    stop().then(
      () => process.exit(0),
      (error: unknown) => exitWith(1, errorToLine(error)),
    );
  });
}
