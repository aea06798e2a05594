import { describe, expect, it } from '@jest/globals';
import { createSearchCounts } from './search-counts.ts';

const counts = (total: number) => Promise.resolve({ total, facets: [] });

function openCounts() {
  let ms = 0;
  const kept = createSearchCounts(() => new Date(ms));
  return { kept, wait: (more: number) => (ms += more) };
}

describe('the counts of a list', () => {
  it('are those of a moment ago for a first page, and are counted anew after half a second', async () => {
    const { kept, wait } = openCounts();
    await kept.remember('goblins', counts(7));
    wait(500);
    expect(await kept.remembered('goblins', false)).toMatchObject({ total: 7 });
    wait(1);
    expect(kept.remembered('goblins', false)).toBeNull();
  });

  it('stay what the first page said for those behind it, for two minutes', async () => {
    const { kept, wait } = openCounts();
    await kept.remember('goblins', counts(7));
    wait(120_000);
    expect(await kept.remembered('goblins', true)).toMatchObject({ total: 7 });
    wait(1);
    expect(kept.remembered('goblins', true)).toBeNull();
  });

  it('are those of the list that is asked for', async () => {
    const { kept } = openCounts();
    await kept.remember('goblins', counts(7));
    await kept.remember('elves', counts(8));
    expect(await kept.remembered('goblins', false)).toMatchObject({ total: 7 });
    expect(kept.remembered('dwarves', false)).toBeNull();
  });

  it('are not kept when counting failed', async () => {
    const { kept } = openCounts();
    await expect(kept.remember('goblins', Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    expect(kept.remembered('goblins', false)).toBeNull();
  });

  it('are kept of three hundred lists at most, those that were asked for last', async () => {
    const { kept } = openCounts();
    for (let list = 0; list < 300; list += 1) await kept.remember(String(list), counts(list));
    expect(await kept.remembered('0', true)).toMatchObject({ total: 0 });
    await kept.remember('300', counts(300));
    expect(await kept.remembered('0', true)).toMatchObject({ total: 0 });
    expect(kept.remembered('1', true)).toBeNull();
    expect(await kept.remembered('300', true)).toMatchObject({ total: 300 });
  });
});
