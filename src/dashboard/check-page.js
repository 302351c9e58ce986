// Checks the page: its unit tests with Node alone, its rules and its layout with tools from npm. Maven runs this where
// there is Node. Missing tools are reported in one line and fail nothing.

import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const MIN_NODE = [20, 19];
const INSTALLED = 'node_modules/.installed'; // the lock file of what is installed
const ESLINT_CACHE = 'node_modules/.cache/eslint';

process.chdir(fileURLToPath(new URL('.', import.meta.url)));

if (isOlder(process.versions.node)) {
  skip(`Node ${process.versions.node} is older than ${MIN_NODE.join('.')}`, 'the page is not checked');
} else {
  check('its unit tests', ['--test', '--test-reporter=spec']);
  if (install()) {
    check('ESLint', ['node_modules/eslint/bin/eslint.js', '--cache', '--cache-location', ESLINT_CACHE, '.']);
    const prettier = ['node_modules/prettier/bin/prettier.cjs', '--cache', '--check', '--log-level=warn', '.'];
    check('Prettier (npm run format repairs it)', prettier);
  }
}

function isOlder(version) {
  const [major, minor] = version.split('.').map(Number);
  return major < MIN_NODE[0] || (major === MIN_NODE[0] && minor < MIN_NODE[1]);
}

function check(what, options) {
  const { status, stdout, stderr } = spawnSync(process.execPath, options, { encoding: 'utf8' });
  if (status !== 0) {
    process.stderr.write(`${stdout}${stderr}\ncheck-page: the page fails ${what}; details are above\n`);
    process.exit(1);
  }
}

// Whether the tools are there, after an attempt to install them.
function install() {
  const lock = readFileSync('package-lock.json', 'utf8');
  if (existsSync(INSTALLED) && readFileSync(INSTALLED, 'utf8') === lock) {
    return true;
  }
  const { error, status, stderr } = npm(
    'ci',
    '--prefer-offline',
    '--fetch-retries=1',
    '--fetch-timeout=60000',
    '--loglevel=error',
  );
  if (error || /not found|not recognized/.test(stderr)) {
    return skip('npm is missing', 'the page is not linted');
  }
  if (status === 0) {
    writeFileSync(INSTALLED, lock);
    return true;
  }
  if (stderr.includes('EUSAGE')) {
    process.stderr.write(`${stderr}\ncheck-page: package.json and package-lock.json disagree; run npm install\n`);
    process.exit(1);
  }
  const [, code = `exit code ${status}`] = /code (E\w+)/.exec(stderr) ?? [];
  return skip(`npm could not install the tools (${code})`, 'the page is not linted');
}

// Through a shell, since npm is a script with another name on Windows.
function npm(...options) {
  return spawnSync(`npm ${options.join(' ')}`, { encoding: 'utf8', shell: true });
}

function skip(why, what) {
  console.log(`check-page: ${why}; ${what}`);
  return false;
}
