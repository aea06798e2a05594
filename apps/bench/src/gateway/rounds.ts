import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PEERS_FOLDER } from './peers.ts';

/** A server that is measured. */
export interface Target {
  /** As figures are named. */
  readonly key: string;
  readonly title: string;
  readonly url: string;
  /** The processes that work for it: its own first. */
  readonly pids: readonly number[];
  /** What it is asked, where that is not what the others are. */
  readonly bodies?: readonly string[];
  /** Beside those that all are sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** An address that is asked before each turn. */
  readonly before?: string;
  /** And as the last thing that is measured of it. */
  readonly after?: string;
}

/** What one round of load found at one server. */
export interface Measured {
  readonly key: string;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failures: number;
  /** Processor time for a request, of each process. */
  readonly cpuMs: readonly number[];
}

/** What each round found at each server. */
export type Rounds = readonly (readonly Measured[])[];

export interface RoundOptions {
  readonly targets: readonly Target[];
  readonly rounds: number;
  /** For each target in each round. */
  readonly seconds: number;
  /** So many requests for each target in each round, however long they take, in place of `seconds`. */
  readonly requests?: number;
  readonly connections: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodies: readonly string[];
  /** A command that the load is generated under, such as `nice`; empty for none. */
  readonly under: readonly string[];
}

/** Rounds in which each target has its turn, the load from a process of its own. Throws when a request failed. */
export async function runRounds({ under, ...load }: RoundOptions): Promise<Rounds> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-load-'));
  try {
    const file = join(folder, 'load.json');
    writeFileSync(file, JSON.stringify(load));
    const [command, ...args] = [
      ...under,
      process.execPath,
      ...process.execArgv,
      join(PEERS_FOLDER, 'load.mjs'),
      file,
    ];
    const measured = JSON.parse(await outputOf(command, args)) as Rounds;
    for (const { key, failures } of measured.flat())
      if (failures > 0) throw new Error(`${failures} requests to ${key} failed`);
    return measured;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function outputOf(command: string, args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.once('error', reject);
    child.once('close', (code) =>
      code === 0
        ? resolve(said.trim().split('\n').at(-1) ?? '')
        : reject(new Error(`the load ended with ${code}:\n${said}`)),
    );
  });
}
