/** How long to stand back after failures. */
export interface Backoff {
  /** Milliseconds after the first failure, before the spread. */
  readonly firstMs: number;
  /** No pause is longer. */
  readonly longestMs: number;
}

/**
 * The pause after so many failures in a row (1 or more): doubled with each, up to the longest, and spread over its upper half so that
 * those who failed together do not come back together. `random` gives a number from 0 to below 1.
 */
export function pauseAfter(failures: number, { firstMs, longestMs }: Backoff, random = Math.random): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(failures - 1, 30));
  return whole / 2 + (random() * whole) / 2;
}

/** Resolves after the time, or at once when the signal is aborted. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) {
      resolve();
      return;
    }
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
