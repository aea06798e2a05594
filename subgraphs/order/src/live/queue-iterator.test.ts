import { describe, expect, it } from '@jest/globals';
import { createQueue } from './queue-iterator.ts';

describe('the queue of a subscriber', () => {
  it('gives values in order, to a reader that waits and to one that comes later', async () => {
    const { iterator, push } = createQueue<number>(10, () => undefined);
    const first = iterator.next();
    push(1);
    push(2);
    expect([await first, await iterator.next()]).toEqual([
      { value: 1, done: false },
      { value: 2, done: false },
    ]);
  });

  it('ends at once when the reader leaves, also while it waits', async () => {
    let ended = 0;
    const { iterator, push } = createQueue<number>(10, () => (ended += 1));
    const pending = iterator.next();
    await iterator.return?.();
    expect(await pending).toEqual({ value: undefined, done: true });
    await iterator.return?.();
    expect({ ended, pushed: push(1) }).toEqual({ ended: 1, pushed: false });
  });

  it('ends with an error when the reader falls too far behind', async () => {
    let ended = 0;
    const { iterator, push } = createQueue<number>(2, () => (ended += 1));
    expect([push(1), push(2), push(3)]).toEqual([true, true, false]);
    await expect(iterator.next()).rejects.toThrow('too far behind');
    expect(await iterator.next()).toEqual({ value: undefined, done: true });
    expect(ended).toBe(1);
  });
});
