/** Finds a Chromium for the tests, or installs Debian's. No browser is ever downloaded. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** First the shell without a window: the same engine, and nearly twice as fast to test with. */
const shell = 'chromium-headless-shell';
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const elsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** How tests and measurements start it: without anything that talks to others. */
export function chromiumOptions() {
  const args = [
    '--no-sandbox',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  return { executablePath: requireChromium(), args };
}

/** The path of a Chromium; ends the program with a sentence when there is none to be had. */
export function requireChromium() {
  const found = findChromium() ?? installChromium();
  if (found) return found;
  console.error('No Chromium found. Install one, or name it in CHROMIUM_PATH.');
  process.exit(1);
}

function findChromium() {
  const { CHROMIUM_PATH, PATH = '' } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const onPath = PATH.split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [...onPath, ...elsewhere].find((path) => existsSync(path));
}

function installChromium() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return undefined;
  console.log('Installing Chromium …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
  const install = ['install', '-y', '--no-install-recommends'];
  for (const name of [shell, 'chromium']) {
    const installed = spawnSync('apt-get', [...install, name], { env, encoding: 'utf8' });
    if (installed.status === 0) break;
    console.error(installed.stderr);
  }
  return findChromium();
}
