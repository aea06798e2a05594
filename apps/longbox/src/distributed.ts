import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { SUBGRAPH_NAMES } from '@longbox/subgraph';
import { startBacking } from './backing.ts';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';

export interface DistributedStore {
  readonly url: string;
  /** Resolves with a sentence when one of the processes ended by itself. */
  readonly died: Promise<string>;
  stop(): Promise<void>;
}

const MAIN = join(import.meta.dirname, 'main.ts');
const READY_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 9_000;

/** The store as six processes: the five subgraphs and the gateway, each as it would run on a machine of its own. */
export async function startDistributed(
  settings: Settings,
  secret: string,
  say: (line: string) => void,
): Promise<DistributedStore> {
  const backing = await startBacking(settings, say);
  const ports = await freePorts(SUBGRAPH_NAMES.length);
  const shared: NodeJS.ProcessEnv = {
    ...process.env,
    LONGBOX_CALLER_SECRET: secret,
    LONGBOX_DATA_DIR: settings.dataDir,
  };
  for (const [name, url] of Object.entries(backing.databaseUrls))
    shared[`${name.toUpperCase()}_DATABASE_URL`] = url;
  SUBGRAPH_NAMES.forEach(
    (name, i) => (shared[`${name.toUpperCase()}_URL`] = `http://127.0.0.1:${ports[i]}/graphql`),
  );

  const children = new Map<string, ChildProcess>();
  let stopping = false;
  const died = new Promise<string>((resolve) => {
    SUBGRAPH_NAMES.forEach((name, i) =>
      start(name, ['serve', name], { HOST: '127.0.0.1', PORT: String(ports[i]) }),
    );
    start('gateway', ['gateway'], { HOST: settings.host, PORT: String(settings.port) });

    function start(name: string, args: readonly string[], own: NodeJS.ProcessEnv): void {
      // In groups of their own: a terminal's Ctrl-C is for this process, which then stops them in order.
      const child = spawn(process.execPath, [MAIN, ...args], {
        env: { ...shared, ...own },
        stdio: ['ignore', 'ignore', 'inherit'],
        detached: true,
      });
      child.once('close', (code, signal) => {
        children.delete(name);
        if (!stopping)
          resolve(
            `The process of ${name} ended by itself (${signal ?? `code ${code}`}): the lines above say why.`,
          );
      });
      children.set(name, child);
    }
  });

  async function stop(): Promise<void> {
    stopping = true;
    await stopAll([...children.values()]);
    await backing.stop();
  }
  say('six processes start');
  const url = `http://${settings.host}:${settings.port}/graphql`;
  const problem = await Promise.race([died, ready(url.replace('/graphql', '/readyz'))]);
  if (problem !== undefined) {
    await stop();
    throw new StartProblem(problem);
  }
  return { url, died, stop };
}

/** Waits until the gateway can serve; a sentence when it does not in time. */
async function ready(address: string): Promise<string | undefined> {
  const giveUp = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < giveUp) {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    if (answer?.ok) return undefined;
    await pause(100);
  }
  return `The store was not ready within ${READY_TIMEOUT_MS / 1000} s: the lines above say why.`;
}

/** The gateway first, as it was started last; whoever does not end in time is ended. */
async function stopAll(children: readonly ChildProcess[]): Promise<void> {
  const ended = children.map(
    (child) =>
      child.exitCode !== null ||
      child.signalCode !== null ||
      new Promise((resolve) => child.once('close', resolve)),
  );
  for (const child of [...children].reverse()) child.kill('SIGTERM');
  const cut = setTimeout(() => children.forEach((child) => child.kill('SIGKILL')), STOP_TIMEOUT_MS);
  await Promise.all(ended);
  clearTimeout(cut);
}

async function freePorts(count: number): Promise<number[]> {
  const probes = await Promise.all(
    Array.from({ length: count }, async () => {
      const probe = createServer();
      await new Promise<void>((resolve) => {
        probe.listen(0, '127.0.0.1', resolve);
      });
      return probe;
    }),
  );
  const ports = probes.map((probe) => (probe.address() as AddressInfo).port);
  await Promise.all(probes.map((probe) => new Promise((resolve) => probe.close(resolve))));
  return ports;
}
