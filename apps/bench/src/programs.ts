import { spawn, type ChildProcess } from 'node:child_process';

const READY_TIMEOUT_MS = 90_000;
/** What does not end by then is ended; the store itself takes ten seconds at most. */
const STOP_TIMEOUT_MS = 15_000;

/** As `npm run import` runs (infra/launch/run.mjs). */
export const IMPORT_FLAGS = ['--max-semi-space-size=8', '--max-old-space-size=192'];

/** A process of its own that a benchmark has started. */
export interface Program {
  readonly pid: number;
  /** What it had said when it was ready. */
  readonly said: string;
  /** Hands it a message, where it takes any. */
  send(message: unknown): void;
  stop(): Promise<void>;
}

export interface ProgramOptions {
  /** For messages. */
  readonly name: string;
  /** The file and its arguments. */
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** What it says when it is ready. */
  readonly ready: string;
  /** What ends it: SIGTERM when left out. */
  readonly endedBy?: NodeJS.Signals;
}

/** Starts a program of Node.js and waits until it is ready. Throws with what it said when it does not get there in time. */
export async function startProgram({
  name,
  args,
  env,
  ready,
  endedBy = 'SIGTERM',
}: ProgramOptions): Promise<Program> {
  const child = spawn(process.execPath, [...process.execArgv, ...args], {
    env: env ?? process.env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    const said = await untilReady(child, name, ready);
    return {
      pid: child.pid ?? 0,
      said,
      send: (message) => child.send(message as object),
      stop: () => end(child, endedBy),
    };
  } catch (error) {
    await end(child, endedBy);
    throw error;
  }
}

function untilReady(child: ChildProcess, name: string, ready: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const late = setTimeout(
      () => reject(new Error(`${name} was not ready in time:\n${said}`)),
      READY_TIMEOUT_MS,
    );
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (!said.includes(ready)) return;
      clearTimeout(late);
      resolve(said);
    });
    child.once('exit', () => {
      clearTimeout(late);
      reject(new Error(`${name} ended:\n${said}`));
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  const cut = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await ended;
  clearTimeout(cut);
}
