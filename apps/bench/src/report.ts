import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';

/** What a benchmark has found. Names of figures carry the unit: `p99Ms`, `recordsPerSecond`. */
export interface Findings {
  /** The size of what it ran on, in words: "1,001 variants, 3,000 orders of two lines". */
  readonly data: string;
  readonly figures: Readonly<Record<string, number>>;
  /** One thing divided by what it is compared with in the same run. */
  readonly ratios?: Readonly<Record<string, number>>;
}

export type Benchmark = (options: BenchmarkOptions) => Promise<Findings>;

export interface BenchmarkOptions {
  /** What stands behind the name on the command line, such as `rate: '150'`. */
  readonly given: Readonly<Record<string, string>>;
  /** Says what goes on, a line at a time. */
  readonly say: (line: string) => void;
}

const ROOT = join(import.meta.dirname, '../../..');

/** Prints the findings for a person, then as one line of JSON, which is also written to `bench/results/NAME.json`. */
export function report(name: string, { data, figures, ratios = {} }: Findings): void {
  console.log('');
  for (const [what, value] of Object.entries({ ...figures, ...ratios }))
    console.log(
      `  ${what.padEnd(36)} ${rounded(value).toLocaleString('en-US', { maximumFractionDigits: 3 })}`,
    );
  const line = JSON.stringify({
    name,
    commit: commit(),
    machine: `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Node.js ${process.version}`,
    data,
    figures: mapped(figures),
    ratios: mapped(ratios),
  });
  const folder = join(ROOT, 'bench/results');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${line}\n`);
  console.log(`\n${line}`);
}

function commit(): string {
  try {
    const options = { cwd: ROOT, encoding: 'utf8' } as const;
    const dirty = execFileSync('git', ['status', '--porcelain', '--untracked-files=no'], options) !== '';
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], options).trim() + (dirty ? '+' : '');
  } catch {
    return 'unknown';
  }
}

/** Whole numbers are counts, which are exact; what is measured is not, behind its fourth figure. */
const rounded = (value: number) => (Number.isInteger(value) ? value : Number(value.toPrecision(4)));
const mapped = (values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([what, value]) => [what, rounded(value)]));

/** The value below which the share of the samples lies, 0 to 1; nearest rank. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN;
}
