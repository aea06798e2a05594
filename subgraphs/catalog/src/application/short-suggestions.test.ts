import { describe, expect, it } from '@jest/globals';
import { createShortSuggestions } from './short-suggestions.ts';

function suggestions() {
  let at = 0;
  let looked = 0;
  const kept = createShortSuggestions(() => new Date(at));
  const ask = (prefix: string, fails = false) =>
    kept.get(prefix, null, 10, () => {
      looked += 1;
      return fails ? Promise.reject(new Error('no database')) : Promise.resolve([]);
    });
  return { ask, looked: () => looked, pass: (ms: number) => (at += ms) };
}

describe('the suggestions of one and two letters', () => {
  it('are looked up once in half a minute', async () => {
    const { ask, looked, pass } = suggestions();
    for (const prefix of ['a', 'A', ' a']) await ask(prefix);
    expect(looked()).toBe(1);
    pass(30_000);
    await ask('a');
    expect(looked()).toBe(2);
  });

  it('are looked up again when that failed, and so is every longer beginning', async () => {
    const { ask, looked } = suggestions();
    await expect(ask('ab', true)).rejects.toThrow('no database');
    await ask('ab');
    await ask('abc');
    await ask('abc');
    expect(looked()).toBe(4);
  });
});
