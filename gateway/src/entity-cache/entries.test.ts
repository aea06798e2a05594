import { describe, expect, it } from '@jest/globals';
import { Entries, type Entry } from './entries.ts';

const entry = (value: string): Entry => ({
  value,
  tags: [],
  goodAt: 0,
  bornMs: 0,
  maxAgeMs: 1_000,
  bytes: 10,
});

describe('entries', () => {
  it('make room by dropping what was not used since it came, the oldest first', () => {
    const entries = new Entries(30);
    for (const name of ['a', 'b', 'c']) entries.set('group', name, entry(name));
    expect(entries.get('group', 'a')?.value).toBe('a');
    entries.set('other', 'd', entry('d'));
    expect(entries.get('group', 'b')).toBeUndefined();
    expect(['a', 'c'].map((name) => entries.get('group', name)?.value)).toEqual(['a', 'c']);
    expect(entries.get('other', 'd')?.value).toBe('d');
  });

  it('keep what has just come, though all others are used', () => {
    const entries = new Entries(30);
    for (const name of ['a', 'b', 'c']) entries.set('group', name, entry(name));
    for (const name of ['a', 'b', 'c']) entries.get('group', name);
    entries.set('group', 'd', entry('d'));
    expect(entries.get('group', 'd')?.value).toBe('d');
    expect(entries.get('group', 'a')).toBeUndefined();
    expect(entries.count).toBe(3);
  });

  it('keep nothing that is larger than all may be together, and lose nothing for it', () => {
    const entries = new Entries(30);
    entries.set('group', 'a', entry('a'));
    entries.set('group', 'b', { ...entry('b'), bytes: 31 });
    expect([entries.get('group', 'a')?.value, entries.get('group', 'b')]).toEqual(['a', undefined]);
  });

  it('take no more than they may, though all are used', () => {
    const entries = new Entries(100);
    for (let n = 0; n < 1_000; n += 1) {
      entries.set(`group ${n % 7}`, String(n), entry('x'));
      entries.get(`group ${n % 7}`, String(n));
      expect(entries.bytes).toBeLessThanOrEqual(100);
    }
    expect(entries.count).toBe(10);
  });

  it('keep one answer for a name in a group, and count it once', () => {
    const entries = new Entries(100);
    entries.set('group', 'a', entry('old'));
    entries.set('group', 'a', entry('young'));
    expect([entries.get('group', 'a')?.value, entries.count, entries.bytes]).toEqual(['young', 1, 10]);
    entries.delete('group', 'a');
    expect([entries.get('group', 'a'), entries.count, entries.bytes]).toEqual([undefined, 0, 0]);
  });
});
