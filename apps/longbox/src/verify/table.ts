import { table } from '../table.ts';
import type { Report, VerifiedInvariant } from './verify.ts';

/** The report for a person: a line for each invariant, then what breaks which. */
export function reportTable({ invariants, violations, stores, busy, notChecked, seconds }: Report): string {
  const lines = table(
    ['where', 'invariant', 'checked', 'violations'],
    invariants.map(({ where, name, checked, violations: count }) => [where, name, `${checked}`, `${count}`]),
  );
  const broken = invariants.filter((each) => each.violations > 0);
  return [
    ...lines,
    ...broken.flatMap(brokenLines),
    '',
    ...notChecked,
    ...(busy === null ? [] : [`Still on its way when the wait was over: ${busy}.`]),
    `${counted(invariants.length, 'invariant')}, ${counted(stores.length, 'store')}, ${seconds.toFixed(1)} s: ${
      violations === 0
        ? 'every one holds.'
        : `${counted(violations, 'violation')} of ${counted(broken.length, 'invariant')}.`
    }`,
  ].join('\n');
}

function brokenLines({ where, name, sentence, violations, examples }: VerifiedInvariant): string[] {
  const more = violations - examples.length;
  return [
    '',
    `${where}: ${name} is broken ${counted(violations, 'time')}.`,
    `  ${sentence}`,
    ...examples.map(({ id, what }) => `  ${id}  ${what}`),
    ...(more > 0 ? [`  … and ${more} more`] : []),
  ];
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
