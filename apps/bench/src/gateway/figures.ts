import { quantile } from '../report.ts';
import type { Measured, Rounds } from './rounds.ts';

/** The medians over the rounds: `edgeApolloPerSecond`, `edgeApolloP99Ms`, and the processor time of its processes, `edgeApolloCpuMs`. */
export function figuresOf(setting: string, rounds: Rounds): Record<string, number> {
  return Object.fromEntries(
    keysOf(rounds).flatMap((key) => {
      const name = `${setting}${key[0]?.toUpperCase()}${key.slice(1)}`;
      return [
        [`${name}PerSecond`, median(of(rounds, key).map(({ perSecond }) => perSecond))],
        [`${name}P99Ms`, median(of(rounds, key).map(({ p99Ms }) => p99Ms))],
        [`${name}CpuMs`, median(of(rounds, key).map(cpuOf))],
      ];
    }),
  );
}

/**
 * How many times as many requests a second one serves as another, the median over the rounds, since both had the same machine in a round; and
 * how many times the other's processor time a request takes there.
 */
export function ratio(rounds: Rounds, key: string, other: string): { perSecond: number; cpu: number } {
  const pairs = of(rounds, key).flatMap((mine, i) => {
    const theirs = of(rounds, other)[i];
    return theirs ? [{ mine, theirs }] : [];
  });
  return {
    perSecond: median(pairs.map(({ mine, theirs }) => mine.perSecond / theirs.perSecond)),
    cpu: median(pairs.map(({ mine, theirs }) => cpuOf(theirs) / cpuOf(mine))),
  };
}

/** The one of these that serves the most requests a second. */
export function fastest(rounds: Rounds, keys: readonly string[]): string {
  const speed = (key: string) => median(of(rounds, key).map(({ perSecond }) => perSecond));
  const present = keys.filter((key) => keysOf(rounds).includes(key));
  return present.toSorted((a, b) => speed(b) - speed(a))[0] ?? '';
}

const keysOf = (rounds: Rounds) => (rounds[0] ?? []).map(({ key }) => key);
const of = (rounds: Rounds, key: string) =>
  rounds.flatMap((round) => round.find((measured) => measured.key === key) ?? []);
const cpuOf = ({ cpuMs }: Measured) => cpuMs.reduce((sum, ms) => sum + ms, 0);
const median = (values: readonly number[]) => quantile(values, 0.5);
