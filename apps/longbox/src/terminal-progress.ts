import { setTimeout as pause } from 'node:timers/promises';

/** How far something is that a terminal waits for. */
export interface Progress {
  /** 0 to 1. */
  readonly share: number;
  readonly done: number;
  /** What is counted: `records`. */
  readonly what: string;
  readonly perSecond: number | null;
  /** Said behind it, where there is anything to say. */
  readonly more?: string;
}

const BAR_CELLS = 24;

/** How often the bar moves; where nobody watches, a line is said every five seconds. */
const LOOK_MS = 200;
const LINE_MS = 5_000;
/** The width of such a line. */
const LINE_COLUMNS = 120;

/** One line for a terminal, cut to its width. */
export function barOf({ share, done, what, perSecond, more = '' }: Progress, columns: number): string {
  const full = Math.round(share * BAR_CELLS);
  const parts = [
    `[${'█'.repeat(full)}${'░'.repeat(BAR_CELLS - full)}] ${String(Math.floor(share * 100)).padStart(3)} %`,
    `${count(done)} ${what}`,
    perSecond === null ? '' : `${count(Math.round(perSecond))}/s`,
    more,
  ];
  return parts
    .filter((part) => part !== '')
    .join('  ')
    .slice(0, columns - 1);
}

/** Looks until what it sees is over, and shows each look as one line: in place on a terminal, and else every five seconds. */
export async function untilOver<T>(
  look: () => Promise<T>,
  isOver: (seen: T) => boolean,
  line: (seen: T, columns: number) => string,
): Promise<T> {
  const { isTTY } = process.stderr;
  for (let saidAt = 0; ; await pause(LOOK_MS)) {
    const seen = await look();
    const over = isOver(seen);
    if (isTTY) process.stderr.write(`\r\u001b[K${line(seen, process.stderr.columns)}`);
    else if (over || Date.now() - saidAt >= LINE_MS) {
      saidAt = Date.now();
      process.stderr.write(`${line(seen, LINE_COLUMNS)}\n`);
    }
    if (!over) continue;
    if (isTTY) process.stderr.write('\n');
    return seen;
  }
}

export const count = (value: number) => value.toLocaleString('en-US');
