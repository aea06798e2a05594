import { traceOfLogs } from '@longbox/telemetry';
import { pino, type Logger, type LoggerOptions } from 'pino';
import type { Settings } from './settings.ts';

/** Never written, wherever a log line holds them. */
const REDACTED = ['*.token', '*.password', '*.authorization'];

/** What every logger of the product is made with. */
export const LOGGING = {
  redact: REDACTED,
  mixin: traceOfLogs,
  serializers: { err: told },
} satisfies LoggerOptions;

/**
 * What a log line says of an error. Its other properties are not told: the database's quote rows, and the ORM's hold the values of the
 * statement.
 */
function told(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const { code } = error as { readonly code?: unknown };
  return {
    type: name,
    message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(stack === undefined ? {} : { stack }),
    ...(cause === undefined ? {} : { cause: told(cause) }),
  };
}

/** Logs to standard error, so that standard output stays for what a command answers. */
export function loggerOf({ logLevel: level, logFormat, debug }: Settings): Logger {
  if (logFormat === 'json') return pino({ ...LOGGING, level }, pino.destination({ dest: 2, sync: true }));
  const lines = { write: (line: string) => process.stderr.write(lineOf(line, debug)) };
  return pino({ ...LOGGING, level, base: null }, lines);
}

const LEVELS: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** One line for a person: time (UTC), level, message, the reason, and whatever else was said. */
function lineOf(json: string, debug: boolean): string {
  const { level, time, msg, err, ...rest } = JSON.parse(json) as Record<string, unknown>;
  const error = err as { readonly message?: string; readonly stack?: string } | undefined;
  const parts = [
    new Date(Number(time)).toISOString().slice(11, 19),
    LEVELS[Number(level)] ?? String(level),
    ...(typeof msg === 'string' ? [msg] : []),
    ...(error?.message ? [`(${error.message.split('\n')[0] ?? ''})`] : []),
    ...Object.entries(rest).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ];
  return `${parts.join(' ')}\n${debug && error?.stack ? `${error.stack}\n` : ''}`;
}
