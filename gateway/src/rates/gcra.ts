import { Lru } from '../executor/lru.ts';

/** What a caller may spend: so much in a minute, and at once what it saved, up to `burst`. In units of cost. */
export interface Rate {
  readonly perMinute: number;
  readonly burst: number;
}

/** What remains to a caller, or how long to wait. */
export type Spent =
  | { readonly isAllowed: true; readonly remaining: number }
  | { readonly isAllowed: false; readonly retryAfterMs: number };

/** Counts what callers spend. */
export interface Rates {
  /** Takes the cost from what the caller has, or nothing where that is not enough. */
  spend(caller: string, cost: number, rate: Rate): Promise<Spent> | Spent;
}

/** Callers whose spending is remembered; who was not heard for longest is forgotten, which gives them a full burst again. */
const MOST_CALLERS = 100_000;
export const MINUTE_MS = 60_000;

/**
 * The generic cell rate algorithm (ITU-T I.371): one number for each caller, the time at which all that they have spent will be paid for.
 * A cost above the burst is taken as the burst, so that what the budget allows can be asked for at all.
 */
export function spendAt(paidAtMs: number | undefined, cost: number, rate: Rate, nowMs: number) {
  const msPerUnit = MINUTE_MS / rate.perMinute;
  const burstMs = rate.burst * msPerUnit;
  const from = Math.max(paidAtMs ?? nowMs, nowMs);
  const until = from + Math.min(cost, rate.burst) * msPerUnit;
  const overMs = until - nowMs - burstMs;
  // A millionth of a millisecond is rounding.
  return overMs > 1e-6
    ? { paidAtMs: from, spent: { isAllowed: false, retryAfterMs: overMs } as const }
    : {
        paidAtMs: until,
        spent: { isAllowed: true, remaining: Math.floor(Math.max(0, -overMs) / msPerUnit) } as const,
      };
}

/** Counts in this process alone. */
export function createRates(now: () => number = Date.now): Rates {
  const callers = new Lru<string, { paidAtMs: number }>(MOST_CALLERS);
  return {
    spend(caller, cost, rate) {
      const known = callers.get(caller);
      const { paidAtMs, spent } = spendAt(known?.paidAtMs, cost, rate, now());
      if (known) known.paidAtMs = paidAtMs;
      else callers.set(caller, { paidAtMs });
      return spent;
    },
  };
}
