/** How clients are told to leave a process that stops. */
export interface Drain {
  /** When one client connects again, in milliseconds from now: not all in the same moment. */
  readonly retryMs: () => number;
}

/** A thousand clients that come back within two seconds are 500 a second, which one process takes. */
const LEAST_SPREAD_MS = 1_000;
const SPREAD_EACH_MS = 2;
const MOST_SPREAD_MS = 30_000;

/** Spreads so many clients. `random` is at least 0 and below 1. */
export function drainOf(clients: number, random: () => number = Math.random): Drain {
  const spread = Math.min(MOST_SPREAD_MS, LEAST_SPREAD_MS + clients * SPREAD_EACH_MS);
  return { retryMs: () => Math.floor(random() * spread) };
}
