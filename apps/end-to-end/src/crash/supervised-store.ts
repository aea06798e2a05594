import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Fault, Orders } from './faults.ts';
import type { Ready } from './host.ts';

const HOST = join(__dirname, 'host.ts');
const ROOT = join(__dirname, '../../../..');
const READY_MS = 60_000;
const END_MS = 15_000;
/** Of what the processes said, the last so many characters are kept for the report of a failure. */
const MOST_OUTPUT = 20_000;

export interface SupervisedStore {
  /** Waits until a process is up and serves. */
  ready(): Promise<Ready>;
  /** Arms the process that runs, or the next one when none does, and waits until it has died of it. Throws when it does not in time. */
  crash(fault: Fault, withinMs: number): Promise<void>;
  /** Tells the process that runs; one that is started later does not know. */
  order(orders: Orders): void;
  /** Ends the process that runs with a signal; it is started again. */
  kill(signal: NodeJS.Signals): void;
  /** How often a process has died, of its own will or another's. */
  readonly deaths: number;
  /** The last things that the processes said. */
  output(): string;
  /** Ends it for good, in order. */
  stop(): Promise<void>;
}

interface Incarnation {
  readonly child: ChildProcess;
  readonly ready: Promise<Ready>;
  readonly ended: Promise<NodeJS.Signals | number | null>;
}

/** A store in a process of its own that is started again whenever it dies, as a supervisor of services does. */
export function superviseStore(environment: NodeJS.ProcessEnv): SupervisedStore {
  let output = '';
  let deaths = 0;
  let stopping = false;
  let current = start();

  function start(): Incarnation {
    const child = spawn(process.execPath, ['--disable-warning=TimeoutNegativeWarning', HOST], {
      cwd: ROOT,
      env: environment,
      // By the channel it learns that this process is gone, and ends.
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (output = (output + chunk.toString()).slice(-MOST_OUTPUT)));
    const ended = new Promise<NodeJS.Signals | number | null>((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? code));
    });
    const ready = new Promise<Ready>((resolve) => child.once('message', (said: Ready) => resolve(said)));
    void ended.then((how) => {
      if (stopping) return;
      deaths += 1;
      output += `(the process ended: ${String(how)})\n`;
      current = start();
    });
    return { child, ready, ended };
  }

  return {
    get deaths() {
      return deaths;
    },
    output: () => output,
    async ready() {
      const giveUp = Date.now() + READY_MS;
      for (;;) {
        const { ready, ended } = current;
        const said = await within(
          giveUp - Date.now(),
          Promise.race([ready, ended]),
          'did not start',
          () => output,
        );
        if (typeof said === 'object' && said !== null) return said;
      }
    },
    async crash(fault, withinMs) {
      const { child, ended } = current;
      child.send({ fault } satisfies Orders);
      const how = await within(withinMs, ended, `did not come to ${JSON.stringify(fault)}`, () => output);
      if (how !== 'SIGKILL') throw new Error(`the store ended by ${String(how)}, not by kill -9:\n${output}`);
    },
    order(orders) {
      current.child.send(orders);
    },
    kill(signal) {
      current.child.kill(signal);
    },
    async stop() {
      stopping = true;
      const { child, ended } = current;
      child.kill('SIGTERM');
      const cut = setTimeout(() => child.kill('SIGKILL'), END_MS);
      await ended;
      clearTimeout(cut);
    },
  };
}

async function within<T>(ms: number, work: Promise<T>, what: string, output: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the store ${what} within ${ms} ms:\n${output()}`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
