import { parseArgs } from 'node:util';
import { InvalidEnvironment } from '@longbox/config';
import { InvalidStoresFile } from '@longbox/gateway';
import { LocalPostgresFailed } from '@longbox/local-postgres';
import { DatabaseUnavailable, MigrationFailed, UnsafeRole } from '@longbox/postgres';
import { demo, gateway, serve, start, token, type Running } from './commands.ts';
import { StartProblem } from './problem.ts';
import { readSettings } from './settings.ts';

process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const USAGE = `longbox start [--distributed] | serve <subgraph> | gateway | demo |
        token [--role staff|customer] [--store <slug>] [--subject <id>] [--email <address>] [--scopes "<scope> …"] [--minutes <n>]`;

/** Errors whose message is for whoever started the program; of any other the stack is what helps. */
const SENTENCES = [
  StartProblem,
  InvalidEnvironment,
  InvalidStoresFile,
  LocalPostgresFailed,
  DatabaseUnavailable,
  MigrationFailed,
  UnsafeRole,
];
const STOP_MS = 10_000;

async function run(): Promise<Running | undefined> {
  const { positionals, values } = parseCommand();
  const settings = readSettings(process.env);
  switch (positionals[0]) {
    case 'start':
      return start(settings, values.distributed);
    case 'serve':
      return serve(settings, positionals[1]);
    case 'gateway':
      return gateway(settings);
    case 'token':
      return void (await token(settings, values));
    case 'demo':
      return void (await demo(settings));
    default:
      throw new StartProblem(`Usage: ${USAGE}`);
  }
}

function parseCommand() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        distributed: { type: 'boolean', default: false },
        role: { type: 'string' },
        store: { type: 'string' },
        subject: { type: 'string' },
        email: { type: 'string' },
        scopes: { type: 'string' },
        minutes: { type: 'string' },
      },
    });
  } catch (cause) {
    throw new StartProblem(`${(cause as Error).message}\nUsage: ${USAGE}`, { cause });
  }
}

function fail(error: unknown): never {
  const listening = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
  const told = listening || SENTENCES.some((kind) => error instanceof kind);
  if (listening)
    console.error(
      `The port ${(error as { port?: number }).port} is taken: stop what uses it, or set PORT to another one.`,
    );
  else console.error(told ? (error as Error).message : error);
  if (told && process.env['LONGBOX_DEBUG'] === 'true') console.error(error);
  process.exit(1);
}

/**
 * Stops at the first signal, in order and within ten seconds; at the second one, at once. A signal during the start is obeyed when what was
 * begun can be ended in order.
 */
function stopOnSignal(started: Promise<Running | undefined>): void {
  let asked = false;
  const stop = (signal: string) => {
    if (asked) process.exit(1);
    asked = true;
    console.log(`\nLongbox stops (${signal}).`);
    setTimeout(() => process.exit(1), STOP_MS).unref();
    started.then((running) => running?.stop()).then(() => process.exit(0), fail);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(signal));
  started.then(async (running) => {
    const sentence = await running?.died;
    if (asked || sentence === undefined) return;
    asked = true;
    console.error(sentence);
    await running?.stop().catch(() => undefined);
    process.exit(1);
  }, fail);
}

stopOnSignal(run());
