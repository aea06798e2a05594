import { describe, expect, it } from '@jest/globals';
import { reportTable } from './table.ts';
import type { Report, VerifiedInvariant } from './verify.ts';

const invariant = (name: string, overrides: Partial<VerifiedInvariant> = {}): VerifiedInvariant => ({
  where: 'order',
  name,
  sentence: 'Why.',
  checked: 12,
  violations: 0,
  examples: [],
  ...overrides,
});

const report = (overrides: Partial<Report>): Report => ({
  violations: 0,
  stores: ['a'],
  busy: null,
  notChecked: [],
  seconds: 1.25,
  invariants: [invariant('it adds up')],
  ...overrides,
});

describe('the report', () => {
  it('lists each invariant with what was looked at', () => {
    expect(reportTable(report({}))).toBe(
      [
        'where  invariant   checked  violations',
        'order  it adds up       12           0',
        '',
        '1 invariant, 1 store, 1.3 s: every one holds.',
      ].join('\n'),
    );
  });

  it('names the rows that break one, says how many more there are, and what was not looked at', () => {
    const violated = invariant('it ends', { violations: 3, examples: [{ id: 'x', what: 'waits' }] });
    const text = reportTable(
      report({
        violations: 3,
        busy: '2 orders wait for an answer',
        notChecked: ['No log.'],
        invariants: [violated],
      }),
    );
    expect(text.split('\n').slice(2)).toEqual([
      '',
      'order: it ends is broken 3 times.',
      '  Why.',
      '  x  waits',
      '  … and 2 more',
      '',
      'No log.',
      'Still on its way when the wait was over: 2 orders wait for an answer.',
      '1 invariant, 1 store, 1.3 s: 3 violations of 1 invariant.',
    ]);
  });
});
