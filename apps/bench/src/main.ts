import { report, type Benchmark } from './report.ts';

/** Each benchmark is loaded when it is wanted. */
const BENCHMARKS: Readonly<Record<string, () => Promise<{ readonly run: Benchmark }>>> = {
  attacks: () => import('./attacks/attacks.ts'),
  cards: () => import('./cards/cards.ts'),
  checkout: () => import('./checkout.ts'),
  events: () => import('./events.ts'),
  gateway: () => import('./gateway.ts'),
  guarded: () => import('./guarded.ts'),
  import: () => import('./import.ts'),
  live: () => import('./live.ts'),
  'live-soak': () => import('./live-soak.ts'),
  search: () => import('./search/search.ts'),
};

/** `bench NAME [--option=value …]`. */
async function main([name = '', ...rest]: readonly string[]): Promise<void> {
  const load = BENCHMARKS[name];
  if (load === undefined)
    throw new RangeError(
      `npm run bench -- NAME takes one of ${Object.keys(BENCHMARKS).join(', ')}, not ${name || 'nothing'}`,
    );
  const given = Object.fromEntries(
    rest.map((word) => {
      const [, option, value] = /^--([a-z-]+)=(.+)$/.exec(word) ?? [];
      if (option === undefined || value === undefined)
        throw new RangeError(`${word}? Options are --option=value`);
      return [option, value];
    }),
  );
  const { run } = await load();
  report(name, await run({ given, say: (line) => console.log(`  · ${line}`) }));
}

main(process.argv.slice(2)).then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof RangeError ? error.message : error);
    process.exit(1);
  },
);
