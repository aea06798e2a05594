import { pino, type Logger } from 'pino';

export interface LogSettings {
  readonly level: 'silent' | 'error' | 'warn' | 'info' | 'debug';
  readonly format: 'lines' | 'json';
  /** Stacks in the lines too; JSON always has them. */
  readonly debug: boolean;
}

/** Logs to standard error, so that standard output stays for what a command answers. */
export function createLogger({ level, format, debug }: LogSettings): Logger {
  if (format === 'json') return pino({ level }, pino.destination({ dest: 2, sync: true }));
  return pino({ level, base: null }, { write: (line: string) => process.stderr.write(lineOf(line, debug)) });
}

const LEVELS: Readonly<Record<number, string>> = {
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

/** One line for a person: time, level, message, the reason, and whatever else was said. */
function lineOf(json: string, debug: boolean): string {
  const { level, time, msg, err, ...rest } = JSON.parse(json) as Record<string, unknown>;
  const error = err as { message?: string; stack?: string } | undefined;
  const parts = [
    new Date(Number(time)).toISOString().slice(11, 19),
    LEVELS[Number(level)] ?? String(level),
    typeof msg === 'string' ? msg : '',
    ...(error?.message ? [`(${error.message.split('\n')[0] ?? ''})`] : []),
    ...Object.entries(rest).map(
      ([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`,
    ),
  ];
  return `${parts.join(' ')}\n${debug && error?.stack ? `${error.stack}\n` : ''}`;
}
