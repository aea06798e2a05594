import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createRounds } from './rounds.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe('rounds', () => {
  it('visit everybody once in each period, and not all at once', () => {
    const visits: number[] = [];
    const rounds = createRounds<number>(1_000, (one) => visits.push(one));
    for (let one = 0; one < 1_000; one += 1) {
      rounds.add(one);
      jest.advanceTimersByTime(1);
    }
    let most = 0;
    visits.length = 0;
    for (let ms = 0; ms < 1_000; ms += 1) {
      const before = visits.length;
      jest.advanceTimersByTime(1);
      most = Math.max(most, visits.length - before);
    }
    expect(visits.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1_000 }, (_, one) => one));
    expect(most).toBe(20);
    rounds.stop();
    jest.advanceTimersByTime(1_000);
    expect(visits).toHaveLength(1_000);
  });

  it('leave a whole period before the first visit and between two, however many come and go meanwhile', () => {
    let now = 0;
    const visits: number[] = [];
    const rounds = createRounds<string>(1_000, (one) => one === 'first' && visits.push(now));
    rounds.add('first');
    const leaves: (() => void)[] = [];
    while (now < 4_000) {
      leaves.push(rounds.add(`${now}`));
      if (now % 70 === 0) for (const leave of leaves.splice(0)) leave();
      now += 10;
      jest.advanceTimersByTime(10);
    }
    expect(visits).toEqual([1_000, 2_000, 3_000, 4_000]);
    rounds.stop();
  });

  it('visit nobody who has left', () => {
    const visits: string[] = [];
    const rounds = createRounds<string>(100, (one) => visits.push(one));
    const leave = rounds.add('a');
    rounds.add('b');
    leave();
    jest.advanceTimersByTime(100);
    expect(visits).toEqual(['b']);
    rounds.stop();
  });
});
