/**
 * What the npm scripts run: plain JavaScript for the Node.js of the machine (20 or later), without dependencies. It installs what is
 * missing, and then hands over to the Node.js that comes with the installation.
 *
 *   node infra/launch/run.mjs test [jest's arguments]
 *   node infra/launch/run.mjs bench NAME [--option=value …]
 *   node infra/launch/run.mjs start|serve|gateway|token|… [arguments of apps/longbox]
 */
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
/** An npm that was killed cannot say so; how often its absence is looked for. */
const PARENT_CHECK_MS = 1_000;

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const modules = join(root, 'node_modules');
const pinnedNode =
  process.platform === 'win32' ? join(modules, 'node/bin/node.exe') : join(modules, 'node/bin/node');
const NODE_FLAGS = readFileSync(join(root, 'infra/launch/node-flags'), 'utf8')
  .split(/\r?\n/)
  .filter((line) => line.startsWith('--'));

/**
 * On a machine with memory to spare V8 lets young objects have 128 MB and old ones whatever they fill before it looks, in each of an import's two threads: 32 MB for
 * young ones took 320 MB in all, 16 MB 300. With these it takes 270 MB (120,000 records); what lives at one time is under 100 MB.
 */
const SMALL = ['--max-semi-space-size=8', '--max-old-space-size=192'];

/** A reason to give up that is told in one sentence. */
class GivenUp extends Error {}

function checkNode() {
  if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE)
    throw new GivenUp(
      `Longbox needs Node.js ${OLDEST_NODE} or later to install itself; this is ${process.version}: install a later one from https://nodejs.org.`,
    );
}

/**
 * Whether every package of the lock file is there in its version. npm keeps a copy of the lock file with what it installed; the two are
 * compared by what they say and not by their age, which a clone or a copy changes. What is for other kinds of machine is optional.
 */
function isInstalled() {
  const installed = join(modules, '.package-lock.json');
  if (!existsSync(installed) || !existsSync(pinnedNode)) return false;
  const wanted = packagesIn(join(root, 'package-lock.json'));
  const present = packagesIn(installed);
  return Object.entries(wanted).every(([path, { version, optional }]) => {
    if (!path.startsWith('node_modules/')) return true;
    return present[path] ? present[path].version === version : optional === true;
  });
}

function packagesIn(lockFile) {
  try {
    return JSON.parse(readFileSync(lockFile, 'utf8')).packages ?? {};
  } catch {
    return {};
  }
}

async function install() {
  console.error('Longbox: installing what it needs (once, a minute or two) …');
  const npm = process.env.npm_execpath;
  const flags = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const [command, args] = npm?.endsWith('js') ? [process.execPath, [npm, ...flags]] : [npm ?? 'npm', flags];
  const { code, signal } = await run(command, args, { shell: process.platform === 'win32' && !npm });
  if (signal) process.exit(codeOf(signal));
  if (code !== 0)
    throw new GivenUp(
      'The installation failed; npm says why above. It needs the npm registry: check the network (or the proxy and `npm config get registry`) and start again.',
    );
}

/**
 * Whether npm, which started this process, is gone. npm starts a script in a shell that waits for it, and hands signals on to that shell
 * only, which dies of them without a word to the script.
 */
function npmWatcher() {
  if (!process.env.npm_lifecycle_event) return () => false;
  const parent = process.ppid;
  const { stdout } = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(parent)], { encoding: 'utf8' });
  const [, above, name] = /^\s*(\d+)\s+(\S+)/.exec(stdout ?? '') ?? [];
  const npm = /(^|\/|-)(ba|da|a|z|k)?sh$/.test(name ?? '') ? Number(above) : parent;
  return () => process.ppid !== parent || !isRunning(npm);
}

function isRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Runs a command with this process's input and output and waits for its end. Signals are handed on; when npm is gone without a signal, the
 * command is told to stop.
 */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    const handOn = (signal) => child.kill(signal);
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, handOn);
    const isGone = npmWatcher();
    const watch = setInterval(() => {
      if (!isGone()) return;
      clearInterval(watch);
      child.kill('SIGTERM');
    }, PARENT_CHECK_MS);
    const done = () => {
      clearInterval(watch);
      for (const signal of signals) process.off(signal, handOn);
    };
    child.once('error', (error) => {
      done();
      reject(error);
    });
    child.once('exit', (code, signal) => {
      done();
      resolve({ code, signal });
    });
  });
}

/** How shells report a process that a signal ended. */
function codeOf(signal) {
  return 128 + (constants.signals[signal] ?? 0);
}

async function main([command, ...rest]) {
  checkNode();
  if (!isInstalled()) await install();
  const args =
    command === 'test'
      ? [join(modules, 'jest/bin/jest.js'), ...rest]
      : command === 'bench'
        ? [...NODE_FLAGS, join(root, 'apps/bench/src/main.ts'), ...rest]
        : [
            ...NODE_FLAGS,
            ...(command === 'import' ? SMALL : []),
            join(root, 'apps/longbox/src/main.ts'),
            ...(command ? [command, ...rest] : []),
          ];
  const env = {
    ...process.env,
    // The pinned Node.js also for what is started by name, such as the tools of the checks.
    PATH: [dirname(pinnedNode), process.env.PATH].join(delimiter),
    // Apollo's gateway reports to its vendor unless it is told not to, and before it is loaded.
    APOLLO_TELEMETRY_DISABLED: 'true',
  };
  // The channel tells the store when this process is gone, however it went.
  const stdio = command === 'test' ? 'inherit' : ['inherit', 'inherit', 'inherit', 'ipc'];
  const { code, signal } = await run(pinnedNode, args, { env, stdio });
  process.exitCode = signal ? codeOf(signal) : (code ?? 1);
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof GivenUp ? `Longbox: ${error.message}` : error);
  process.exitCode = 1;
});
