import { pino, type Logger } from 'pino';
import type { Settings } from './settings.ts';

/** Never written, wherever a log line holds them. */
const REDACTED = ['*.token', '*.password', '*.authorization'];

/** Logs to standard error, so that standard output stays for what a command answers. */
export function loggerOf({ logLevel: level, logFormat, debug }: Settings): Logger {
  if (logFormat === 'json')
    return pino({ level, redact: REDACTED }, pino.destination({ dest: 2, sync: true }));
  const lines = { write: (line: string) => process.stderr.write(lineOf(line, debug)) };
  return pino({ level, redact: REDACTED, base: null }, lines);
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
