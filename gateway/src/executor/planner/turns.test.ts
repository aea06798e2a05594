import { describe, expect, it } from '@jest/globals';
import { GraphQLError } from 'graphql';
import { createTurns } from './turns.ts';

const never = () => false;

/** Takes the processor for so long, as planning does; says how long it was. */
function plan(ms: number): number {
  const began = process.threadCpuUsage();
  for (;;) {
    const { user, system } = process.threadCpuUsage(began);
    if (user + system >= ms * 1_000) return (user + system) / 1_000;
  }
}

describe('turns of those who have something planned', () => {
  it('are had at once by who comes alone', () => {
    const turns = createTurns();
    expect(turns.take('a', never, () => 'planned')).toBe('planned');
    const fails = createTurns();
    expect(() =>
      fails.take('a', never, () => {
        throw new GraphQLError('cannot be planned');
      }),
    ).toThrow('cannot be planned');
  });

  it('leave everything else twice the time that they took', async () => {
    const turns = createTurns();
    const done: { readonly from: number; readonly took: number; readonly to: number }[] = [];
    const task = () => {
      const from = performance.now();
      done.push({ from, took: plan(20), to: performance.now() });
    };
    const ask = async () => turns.take('a', never, task);
    await Promise.all([ask(), ask(), ask(), ask(), ask()]);
    const left = done.slice(1).map(({ from }, index) => from - (done[index]?.to ?? 0));
    // Timers count whole milliseconds.
    const owed = done.slice(0, -1).map(({ took }) => 2 * took - 2);
    expect(left.map((ms, index) => ms >= (owed[index] ?? Infinity))).toEqual([true, true, true, true]);
  });

  it('go round: who asks for one thing does not wait for all that somebody else asks for', async () => {
    const turns = createTurns();
    const order: string[] = [];
    const ask = async (caller: string) => turns.take(caller, never, () => void order.push(caller));
    await Promise.all(['a', 'a', 'a', 'a', 'b', 'c', 'b'].map(ask));
    expect(order).toEqual(['a', 'a', 'b', 'c', 'a', 'b', 'a']);
  });

  it('pass over who has left, and go on after what cannot be planned', async () => {
    const turns = createTurns();
    const order: string[] = [];
    let hasLeft = false;
    void turns.take('a', never, () => order.push('first'));
    void turns.take(
      'b',
      () => hasLeft,
      () => order.push('of who has left'),
    );
    const failing = turns.take('c', never, () => {
      throw new GraphQLError('cannot be planned');
    });
    const last = turns.take('d', never, () => order.push('last'));
    hasLeft = true;
    await expect(failing).rejects.toThrow('cannot be planned');
    await last;
    expect(order).toEqual(['first', 'last']);
  });

  it('are waited for by 200 of one caller and 1,000 of all, and others are told to come again', () => {
    const turns = createTurns();
    void turns.take('a', never, () => undefined);
    const wait = (caller: string) => void turns.take(caller, never, () => undefined);
    for (let nr = 0; nr < 200; nr += 1) wait('a');
    expect(() => wait('a')).toThrow(
      expect.objectContaining({ extensions: expect.objectContaining({ code: 'RATE_LIMITED' }) }),
    );
    for (let nr = 0; nr < 800; nr += 1) wait(`b${nr}`);
    expect(() => wait('c')).toThrow('Too many operations wait to be planned: try again in 1 s.');
  });
});
