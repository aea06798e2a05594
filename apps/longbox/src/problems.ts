import { InvalidEnvironment } from '@longbox/config';
import { InvalidStoresFile } from '@longbox/gateway';
import { LocalPostgresFailed } from '@longbox/local-postgres';
import { DatabaseUnavailable } from '@longbox/postgres';

/** Why a command ends, told in one sentence that says what to do. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** An error as the person at the terminal is told it: a sentence, and the stack only where `LONGBOX_DEBUG` asks for it. */
export function sentenceOf(error: unknown, debug: boolean): string {
  if (debug && error instanceof Error) return `${error.message}\n${causes(error)}`;
  if (isForPeople(error)) return error.message;
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (code === 'ENOSPC')
    return 'The disk is full: free some space, or set LONGBOX_DATA_DIR to a folder on another disk.';
  const message = error instanceof Error ? error.message : String(error);
  return `Longbox could not go on (${firstLine(message)}). Set LONGBOX_DEBUG=1 to see where.`;
}

function isForPeople(error: unknown): error is Error {
  return [CannotRun, InvalidEnvironment, InvalidStoresFile, LocalPostgresFailed, DatabaseUnavailable].some(
    (kind) => error instanceof kind,
  );
}

function causes(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${causes(error.cause)}` : stack;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').slice(0, 300);
}
