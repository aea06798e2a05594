import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePorts } from '@longbox/ports';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { startBacking } from './backing.ts';
import type { Life } from './life.ts';
import { StartProblem } from './problem.ts';
import {
  addressVariable,
  databaseVariable,
  reachable,
  type DatabaseName,
  type Settings,
} from './settings.ts';

const MAIN = join(import.meta.dirname, 'main.ts');
const READY_TIMEOUT_MS = 60_000;
/** A process that does not end in time is ended; a little less than what the life of this process allows. */
const STOP_TIMEOUT_MS = 3_500;

/** The store as six processes: the five subgraphs and the gateway, each as it would run on a machine of its own. Gives the graph's URL. */
export async function startDistributed(
  life: Life,
  settings: Settings,
  secret: Uint8Array,
  say: (line: string) => void,
): Promise<string> {
  const databases = await startBacking(life, { ...settings, subgraphUrls: {} }, say);
  const [gatewayPort = 0, ...ports] = await freePorts(SUBGRAPH_NAMES.length + 1);
  const port = settings.port === 0 ? gatewayPort : settings.port;
  const shared: NodeJS.ProcessEnv = {
    ...process.env,
    LONGBOX_CALLER_SECRET: new TextDecoder().decode(secret),
    LONGBOX_DATA_DIR: settings.dataDir,
    LONGBOX_LOG_FORMAT: settings.logFormat,
  };
  for (const [name, url] of Object.entries(databases)) shared[databaseVariable(name as DatabaseName)] = url;
  SUBGRAPH_NAMES.forEach(
    (name, i) => (shared[addressVariable(name)] = `http://127.0.0.1:${ports[i]}/graphql`),
  );

  say('six processes start');
  await life.beginTogether(
    SUBGRAPH_NAMES,
    (name) => {
      const own = { HOST: '127.0.0.1', PORT: String(ports[SUBGRAPH_NAMES.indexOf(name)]) };
      return Promise.resolve(startProcess(life, name, ['serve', name], { ...shared, ...own }));
    },
    stopProcess,
  );
  await life.begin(
    'the gateway',
    () =>
      Promise.resolve(
        startProcess(life, 'the gateway', ['gateway'], {
          ...shared,
          HOST: settings.host,
          PORT: String(port),
        }),
      ),
    stopProcess,
  );
  const url = `http://${reachable(settings.host)}:${port}/graphql`;
  await life.during(ready(url.replace('/graphql', '/readyz')));
  return url;
}

/**
 * Starts one of the processes. It gets a session of its own, so that a terminal's Ctrl-C is for this process, which then stops them in
 * order; and a channel, by which it learns that this process is gone, however it went.
 */
function startProcess(
  life: Life,
  name: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): ChildProcess {
  const child = spawn(process.execPath, [...process.execArgv, MAIN, ...args], {
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    detached: true,
  });
  child.once('error', (error) => life.fail(error));
  child.once('exit', (code, signal) =>
    life.fail(
      new StartProblem(
        `The process of ${name} ended by itself (${signal ?? `code ${code}`}): what it said is above.`,
      ),
    ),
  );
  return child;
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(cut);
}

/** Waits until the gateway can serve. Throws `StartProblem` when it cannot in time. */
async function ready(address: string): Promise<void> {
  const giveUp = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < giveUp) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return;
    await pause(100);
  }
  throw new StartProblem(
    `The store was not ready within ${READY_TIMEOUT_MS / 1000} s: what its processes said is above.`,
  );
}
