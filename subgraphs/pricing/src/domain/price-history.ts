/** What was seen on a day. A feed tells of a price only when it has changed, so it holds until the next observation. */
export interface Observation {
  /** `YYYY-MM-DD`. */
  readonly day: string;
  readonly marketMinor: number;
}

const DAY_MS = 86_400_000;

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** The first of so many days of which `today` is the last, as `YYYY-MM-DD` in UTC. */
export function firstDay(today: Date, days: number): string {
  return dayOf(today.getTime() - (days - 1) * DAY_MS);
}

/**
 * One point a day from `from` until `today`, oldest first: each day has what was seen last by then. Days before the first observation have
 * none. The observations are in the order of their days, at most one before or on `from`.
 */
export function dailyPrices(observations: readonly Observation[], from: string, today: Date): Observation[] {
  const [first] = observations;
  if (!first) return [];
  const until = dayOf(today.getTime());
  const points: Observation[] = [];
  let next = 0;
  let marketMinor = first.marketMinor;
  for (let ms = Date.parse(first.day > from ? first.day : from); dayOf(ms) <= until; ms += DAY_MS) {
    const day = dayOf(ms);
    for (let seen = observations[next]; seen && seen.day <= day; seen = observations[next]) {
      marketMinor = seen.marketMinor;
      next += 1;
    }
    points.push({ day, marketMinor });
  }
  return points;
}
