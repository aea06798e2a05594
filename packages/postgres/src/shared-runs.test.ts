import { describe, expect, it } from '@jest/globals';
import { createSharedRuns } from './shared-runs.ts';

/** Runs that end when they are told to. */
function held() {
  const runs: { readonly key: string; readonly items: readonly number[]; end(error?: Error): void }[] = [];
  const run = (key: string, items: readonly number[]) =>
    new Promise<readonly string[]>((resolve, reject) => {
      runs.push({
        key,
        items,
        end: (error) => (error ? reject(error) : resolve(items.map((item) => `${key}${item}`))),
      });
    });
  return { runs, run };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('shared runs', () => {
  it('takes what came during one run into the next one together, and answers each its own', async () => {
    const { runs, run } = held();
    const commit = createSharedRuns({ most: 10, run });
    const answers = [1, 2, 3].map((item) => commit('a', item));
    expect(runs.map(({ items }) => items)).toEqual([[1]]);
    runs[0]?.end();
    await turn();
    expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3]]);
    runs[1]?.end();
    expect(await Promise.all(answers)).toEqual(['a1', 'a2', 'a3']);
  });

  it('keeps keys apart, side by side', async () => {
    const { runs, run } = held();
    const commit = createSharedRuns({ most: 10, run });
    const answers = [commit('a', 1), commit('b', 2)];
    expect(runs.map(({ key }) => key)).toEqual(['a', 'b']);
    for (const each of runs) each.end();
    expect(await Promise.all(answers)).toEqual(['a1', 'b2']);
  });

  it('takes no more than so much at once, and a larger one alone', async () => {
    const { runs, run } = held();
    const commit = createSharedRuns({ most: 5, sizeOf: (item) => item, run });
    const answers = [1, 9, 2, 3, 1].map((item) => commit('a', item));
    for (let index = 0; index < 4; index += 1) {
      runs[index]?.end();
      await turn();
    }
    await Promise.all(answers);
    expect(runs.map(({ items }) => items)).toEqual([[1], [9], [2, 3], [1]]);
  });

  it('fails all who shared a run, and goes on with the next', async () => {
    const { runs, run } = held();
    const commit = createSharedRuns({ most: 10, run });
    const first = commit('a', 1);
    const shared = [commit('a', 2), commit('a', 3)].map((each) =>
      each.catch((error: Error) => error.message),
    );
    runs[0]?.end();
    await first;
    await turn();
    const later = commit('a', 4);
    runs[1]?.end(new Error('no'));
    expect(await Promise.all(shared)).toEqual(['no', 'no']);
    await turn();
    runs[2]?.end();
    expect(await later).toBe('a4');
  });

  it('gives each a run of its own, where it is asked to, after a shared one failed', async () => {
    const { runs, run } = held();
    const failures: unknown[] = [];
    const commit = createSharedRuns({ most: 10, run, onSharedFailure: (error) => failures.push(error) });
    const first = commit('a', 1);
    const shared = [commit('a', 2), commit('a', 3)].map((each) =>
      each.catch((error: Error) => error.message),
    );
    runs[0]?.end();
    await first;
    await turn();
    const no = new Error('no');
    runs[1]?.end(no);
    await turn();
    runs[2]?.end(new Error('not this one'));
    await turn();
    runs[3]?.end();
    expect(await Promise.all(shared)).toEqual(['not this one', 'a3']);
    expect(failures).toEqual([no]);
    expect(runs.map(({ items }) => items)).toEqual([[1], [2, 3], [2], [3]]);
  });
});
