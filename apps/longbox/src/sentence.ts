import { InvalidEnvironment } from '@longbox/config';
import { InvalidStoresFile } from '@longbox/gateway/identity';
import { SupergraphRefused } from '@longbox/gateway/supergraph';
import { LocalPostgresFailed } from '@longbox/local-postgres';
import { DatabaseUnavailable, MigrationFailed, UnsafeRole } from '@longbox/postgres';
import { StartProblem } from './problem.ts';

/** Errors whose message was written for whoever started the program. */
const FOR_PEOPLE = [
  StartProblem,
  InvalidEnvironment,
  InvalidStoresFile,
  LocalPostgresFailed,
  DatabaseUnavailable,
  MigrationFailed,
  UnsafeRole,
  SupergraphRefused,
];

/** What the person at the terminal is told of an error that ended a command; with `debug`, where it came from too. */
export function sentenceOf(error: unknown, debug: boolean): string {
  const sentence = told(error);
  return debug && error instanceof Error ? `${sentence}\n${origin(error)}` : sentence;
}

function told(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (FOR_PEOPLE.some((kind) => error instanceof kind)) return message;
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOSPC')
    return 'The disk is full: free some space, or set LONGBOX_DATA_DIR to a folder on another disk.';
  const line = message.split('\n')[0]?.slice(0, 300) ?? '';
  return `Longbox cannot go on (${line}): set LONGBOX_DEBUG=1 and start again to see where.`;
}

function origin(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${origin(error.cause)}` : stack;
}
