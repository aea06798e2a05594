import { describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { waitFor } from '@longbox/testing';
import { createDueRunner } from './due-runner.ts';

const logger = pino({ level: 'silent' });
const clock = () => new Date();
const begun = (what: readonly unknown[], count: number) =>
  waitFor(() => what.length === count, { what: `${count} items to be taken`, everyMs: 2 });

describe('the runner of due work', () => {
  it('takes no more than it can do, and the rest as it gets free', async () => {
    const waiting = [1, 2, 3, 4, 5];
    const ends = new Map<number, () => void>();
    const started: number[] = [];
    const done: number[] = [];
    const runner = createDueRunner<number>(
      {
        name: 'test',
        concurrency: 2,
        take: async (most) => waiting.splice(0, most),
        run: (item) =>
          new Promise((resolve) => {
            started.push(item);
            ends.set(item, () => resolve(void done.push(item)));
          }),
        next: async () => null,
      },
      { clock, logger },
    );
    runner.start();
    await begun(started, 2);
    expect([started, waiting]).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    ends.get(2)?.();
    await begun(started, 3);
    expect(waiting).toEqual([4, 5]);
    for (const item of [1, 3]) ends.get(item)?.();
    await begun(started, 5);
    for (const item of [4, 5]) ends.get(item)?.();
    await runner.stop();
    expect(done).toEqual([2, 1, 3, 4, 5]);
  });

  it('wakes when told, when the next is due, and goes on after a failure', async () => {
    const taken: number[] = [];
    const due = [Date.now() + 20];
    const runner = createDueRunner<number>(
      {
        name: 'test',
        concurrency: 1,
        async take() {
          const at = due[0];
          if (at === undefined || at > Date.now()) return [];
          due.shift();
          taken.push(at);
          return [at];
        },
        run: async () => {
          throw new Error('no');
        },
        next: async () => (due[0] === undefined ? null : new Date(due[0])),
      },
      { clock, logger },
    );
    runner.start();
    await begun(taken, 1);
    expect(Date.now()).toBeGreaterThanOrEqual(taken[0] ?? 0);
    due.push(Date.now());
    runner.wake();
    await begun(taken, 2);
    due.push(Date.now() + 10);
    runner.wake(new Date(Date.now() + 10));
    await begun(taken, 3);
    await runner.stop();
  });
});
