import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { withinDeadline } from './deadline.ts';
import { remembersFailures } from './failures.ts';

const NONE = new Map<string, boolean>();

function endless(): never {
  for (let i = 0; ; i += 1) if (i < 0) throw new RangeError('it has ended');
}

function planner() {
  let now = 0;
  let tried = 0;
  const plan = remembersFailures(
    (document) => {
      tried += 1;
      return withinDeadline(() => (document.definitions.length > 1 ? endless() : { tried }), 20);
    },
    () => now,
  );
  return {
    ask: (text: string, name?: string, overrides = NONE) => plan(parse(text), name, overrides),
    wait: (ms: number) => void (now += ms),
    tried: () => tried,
  };
}

const INTRICATE = 'query A { a } query B { b }';

describe('operations that could not be planned', () => {
  it('are refused at once with the same error, however they are laid out', () => {
    const { ask, tried } = planner();
    expect(() => ask(INTRICATE, 'A')).toThrow('too intricate to be planned');
    expect(() => ask(INTRICATE, 'A')).toThrow('too intricate to be planned');
    expect(() => ask(INTRICATE.replaceAll(' ', '\n'), 'A')).toThrow('too intricate to be planned');
    expect(tried()).toBe(1);
  });

  it('are not taken for other ones, and what can be planned is planned', () => {
    const { ask, tried } = planner();
    expect(() => ask(INTRICATE, 'A')).toThrow('too intricate');
    expect(() => ask(INTRICATE, 'B')).toThrow('too intricate');
    expect(() => ask(INTRICATE, 'B', new Map([['label', true]]))).toThrow('too intricate');
    expect(tried()).toBe(3);
    expect(ask('{ a }')).toEqual({ tried: 4 });
  });

  it('are tried again after ten minutes', () => {
    const { ask, wait, tried } = planner();
    expect(() => ask(INTRICATE)).toThrow('too intricate');
    wait(10 * 60_000 - 1);
    expect(() => ask(INTRICATE)).toThrow('too intricate');
    expect(tried()).toBe(1);
    wait(1);
    expect(() => ask(INTRICATE)).toThrow('too intricate');
    expect(tried()).toBe(2);
  });

  it('are remembered up to a thousand', () => {
    let tried = 0;
    const plan = remembersFailures(() => {
      tried += 1;
      throw new RangeError('no');
    });
    const ask = (n: number) => expect(() => plan(parse(`{ a${n} }`), undefined, NONE)).toThrow('no');
    for (let n = 0; n < 1_001; n += 1) ask(n);
    ask(1_000);
    expect(tried).toBe(1_001);
    ask(0);
    expect(tried).toBe(1_002);
  });
});
