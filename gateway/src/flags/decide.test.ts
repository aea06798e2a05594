import { describe, expect, it } from '@jest/globals';
import { InvalidEnvironment } from '@longbox/config';
import { callerOf, storeOf } from '@longbox/testing';
import { isOn, variantOf } from './decide.ts';
import { createDecisions } from './decisions.ts';
import { readFlagSet } from './flag-set.ts';
import type { Who } from './who.ts';

const STORE = storeOf('demo', { id: '01890a5d-ac96-774b-bcce-b302099a8057' });
const OTHER = storeOf('other', { id: '01890a5d-ac96-774b-bcce-b302099a8058' });
const nobody = callerOf('anonymous', STORE);
const visitor = (index: number, store = STORE): Who => ({
  caller: { ...nobody, store },
  visitor: `visitor-${index}`,
});
const MANY = 100_000;
const many = Array.from({ length: MANY }, (_, index) => visitor(index));

const setOf = (text: string) => readFlagSet({ name: 'flags.yaml', text });
const shareOf = (percentage: number) => setOf(`flags: { f: { percentage: ${percentage} } }`);
/** Four standard deviations of a share of so many, in percent: one run in 16,000 would be outside by chance, and these are always the same. */
const tolerance = (percentage: number) => 4 * Math.sqrt((percentage * (100 - percentage)) / MANY);

describe('a share of callers', () => {
  it.each([0, 0.01, 0.5, 10, 33.33, 50, 99.99, 100])('of %d %% is that of 100,000 visitors', (percentage) => {
    const set = shareOf(percentage);
    const on = many.filter((who) => isOn(set, 'f', who)).length;
    expect(Math.abs((on / MANY) * 100 - percentage)).toBeLessThanOrEqual(tolerance(percentage));
  });

  it('that grows keeps everybody who is in', () => {
    const some = many.slice(0, 10_000);
    let before = new Set<Who>();
    for (const percentage of [0.5, 1, 10, 20, 50, 99, 100]) {
      const set = shareOf(percentage);
      const now = new Set(some.filter((who) => isOn(set, 'f', who)));
      expect([...before].every((who) => now.has(who))).toBe(true);
      expect(now.size).toBeGreaterThan(before.size);
      before = now;
    }
  });

  it('holds other people of each flag and each store', () => {
    const set = setOf('flags: { f: { percentage: 50 }, g: { percentage: 50 } }');
    const some = many.slice(0, 10_000);
    const both = some.filter((who) => isOn(set, 'f', who) && isOn(set, 'g', who)).length;
    const elsewhere = some.filter(
      (who, index) => isOn(set, 'f', who) && isOn(set, 'f', visitor(index, OTHER)),
    ).length;
    for (const together of [both, elsewhere]) expect(Math.abs(together - 2_500)).toBeLessThan(200);
  });

  it('is the same for one person whatever else is known of them, in every process', () => {
    const set = shareOf(50);
    const ann = callerOf('customer', STORE, { subject: 'ann' });
    const again = { ...ann, email: 'new@example.com', correlationId: 'other' };
    expect(isOn(set, 'f', { caller: again, visitor: 'another-device' })).toBe(
      isOn(set, 'f', { caller: ann }),
    );
    // Another hash would let everybody change sides with a new version.
    const first = Array.from({ length: 8 }, (_, index) => isOn(set, 'f', visitor(index)));
    expect(first).toEqual([true, false, true, true, true, true, false, true]);
  });

  it('holds who cannot be told apart only when it holds everybody', () => {
    expect(isOn(shareOf(99.99), 'f', { caller: nobody })).toBe(false);
    expect(isOn(shareOf(100), 'f', { caller: nobody })).toBe(true);
  });

  it('of a label percent(…) keeps who is in when the label is changed to a larger one', () => {
    const none = setOf('');
    const some = many.slice(0, 10_000);
    const on = (label: string) => new Set(some.filter((who) => isOn(none, label, who)));
    const larger = on('percent(20)');
    expect([...on('percent(10)')].every((who) => larger.has(who))).toBe(true);
    expect(Math.abs(on('percent(10)').size - 1_000)).toBeLessThan(150);
    expect(on('percent(0)').size + on('percent(oops)').size + on('unheard').size).toBe(0);
  });
});

describe('a flag', () => {
  const set = setOf(`
flags:
  f:
    percentage: 0
    rules:
      - { stores: [other], percentage: 100 }
      - { kinds: [staff], percentage: 100 }
      - { kinds: [partner], channels: [market], percentage: 100 }
  dead: { off: true, percentage: 100, rules: [{ kinds: [staff], percentage: 100 }] }
`);

  it.each([
    ['a store that a rule names', callerOf('anonymous', OTHER), true],
    ['a kind of caller that a rule names', callerOf('staff', STORE), true],
    [
      'a partner with a channel that a rule names',
      callerOf('partner', STORE, { channels: ['market'] }),
      true,
    ],
    ['a partner with another channel', callerOf('partner', STORE, { channels: ['online'] }), false],
    ['a partner without channels of its own', callerOf('partner', STORE), false],
    ['everybody else', callerOf('customer', STORE), false],
  ])('is decided by the first rule that fits: %s', (_, caller, expected) => {
    expect(isOn(set, 'f', { caller })).toBe(expected);
  });

  it('that is switched off is off for everybody, whatever its rules say', () => {
    expect(isOn(set, 'dead', { caller: callerOf('staff', STORE) })).toBe(false);
  });
});

describe('an experiment', () => {
  const text = (percentage: number, weights: string) =>
    `experiments: { e: { percentage: ${percentage}, variants: { ${weights} } } }`;
  const variants = (percentage: number, weights = 'a: 50, b: 30, c: 20, d: 0') => {
    const experiment = setOf(text(percentage, weights)).experiments.get('e');
    if (!experiment) throw new Error('there is no experiment');
    return many.map((who) => variantOf(experiment, 'e', who));
  };
  const count = (all: readonly (string | undefined)[], variant?: string) =>
    all.filter((each) => each === variant).length;

  it('gives its variants by their weights to who takes part, and nothing to the others', () => {
    const given = variants(40);
    expect(Math.abs((count(given) / MANY) * 100 - 60)).toBeLessThanOrEqual(tolerance(60));
    for (const [variant, share] of [
      ['a', 20],
      ['b', 12],
      ['c', 8],
    ] as const)
      expect(Math.abs((count(given, variant) / MANY) * 100 - share)).toBeLessThanOrEqual(tolerance(share));
    expect(count(given, 'd')).toBe(0);
  });

  it('changes nobody’s variant when more take part', () => {
    const before = variants(40);
    const after = variants(80);
    expect(before.every((variant, index) => variant === undefined || variant === after[index])).toBe(true);
  });
});

describe('what is decided for one request', () => {
  it('is decided once, of the flags as they were when it began, and seen once', () => {
    const seen: string[] = [];
    const set = setOf(
      'flags: { f: { percentage: 50, visible: true }, hidden: { percentage: 100 } }\nexperiments: { e: { variants: { a: 1, b: 0 } } }',
    );
    const decisions = createDecisions(set, visitor(1), ({ name, variant }) =>
      seen.push(`${name}=${variant}`),
    );
    const first = decisions.isOn('f');
    expect(Array.from({ length: 5 }, () => decisions.isOn('f'))).toEqual(Array(5).fill(first));
    const said = first ? 'on' : 'off';
    expect(decisions.seeVariants()).toEqual([
      { name: 'f', variant: said },
      { name: 'e', variant: 'a' },
    ]);
    decisions.seeLabels(['f']);
    decisions.seeVariants();
    expect(seen).toEqual([`f=${said}`, 'e=a']);
  });
});

describe('a file of flags', () => {
  it.each([
    ['a share that cannot be', 'flags:\n  f:\n    percentage: 101', 'flags.yaml:3: flags.f.percentage: '],
    ['a share too fine', 'flags:\n  f: { percentage: 0.001 }', 'flags.yaml:2: flags.f.percentage: '],
    ['a misspelt key', 'flags:\n  f:\n    percentage: 1\n    percent: 2', 'flags.yaml:4: flags.f.percent: '],
    ['a name that is none', 'flags:\n  9lives: {}', 'flags.yaml:2: flags.9lives: '],
    ['the same flag twice', 'flags:\n  f: {}\n  f: {}', 'flags.yaml:3: f stands there twice.'],
    [
      'an experiment without weight',
      'experiments:\n\n  e:\n    variants: { a: 0 }',
      'flags.yaml:4: experiments.e.variants: one variant must weigh something.',
    ],
    [
      'a flag and an experiment of one name',
      'flags: { x: {} }\nexperiments:\n  x: { variants: { a: 1 } }',
      'flags.yaml:3: experiments.x: there is a flag of that name.',
    ],
    [
      'a rule without a share',
      'flags:\n  f:\n    rules:\n      - stores: [demo]',
      'flags.yaml:4: flags.f.rules.0.percentage: ',
    ],
    ['what is no YAML', 'flags:\n  f: "', 'flags.yaml:2: it is no YAML'],
    ['references', 'flags:\n  f: &a {}\n  g: *a', 'it must hold no references'],
    ['a list', '- f', 'flags.yaml:1: it: '],
  ])('with %s is refused, with its line', (_, text, problem) => {
    expect(() => setOf(text)).toThrow(InvalidEnvironment);
    expect(() => setOf(text)).toThrow(problem);
  });
});
