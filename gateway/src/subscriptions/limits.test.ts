import { describe, expect, it } from '@jest/globals';
import { callerOf, storeOf } from '@longbox/testing';
import { drainOf } from './drain.ts';
import { spenderOf } from '../identity/spender.ts';
import { createCount } from './limits.ts';

describe('a count', () => {
  it('gives out as many as there may be for each name, and remembers nobody who has given back', () => {
    const count = createCount(2);
    const [first, second] = [count.take('a'), count.take('a')];
    expect([count.take('a'), typeof count.take('b')]).toEqual([undefined, 'function']);
    first?.();
    first?.();
    expect(typeof count.take('a')).toBe('function');
    expect(count.take('a')).toBeUndefined();
    second?.();
    expect(count.names).toBe(2);
  });

  it('is of a caller who is signed in, wherever they are, and else of an address', () => {
    const store = storeOf('demo');
    const [staff, guest] = [callerOf('staff', store), callerOf('anonymous', store)];
    expect(spenderOf(staff, '1.1.1.1')).toBe(spenderOf(staff, '2.2.2.2'));
    expect(spenderOf(guest, '1.1.1.1')).not.toBe(spenderOf(guest, '2.2.2.2'));
  });
});

describe('clients that are sent away', () => {
  it('come again at times of their own, spread the more the more they are', () => {
    const last = (clients: number) => drainOf(clients, () => 0.999_999).retryMs();
    expect([last(0), last(1_000), last(1_000_000)]).toEqual([999, 2_999, 29_999]);
    expect(drainOf(1_000, () => 0).retryMs()).toBe(0);
  });
});
