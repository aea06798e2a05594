import { describe, expect, it } from '@jest/globals';
import type { Counts } from '../persistence/product-facets.ts';
import { createKeptAnswers, type Question } from './kept-answers.ts';

const counts = (total: number) => Promise.resolve({ total, facets: [] });

function openCounts() {
  let ms = 0;
  const counted = createKeptAnswers<Counts>(() => new Date(ms));
  const list = (asked: string, more: Partial<Question> = {}): Question => ({
    tenantId: 'here',
    asked,
    byPrice: false,
    ...more,
  });
  const kept = {
    remember: (asked: string, counts: Promise<Counts>, more?: Partial<Question>) =>
      counted.remember(list(asked, more), counts, ms),
    remembered: (asked: string, later: boolean, more?: Partial<Question>) =>
      counted.remembered(list(asked, more), later),
  };
  return { counted, list, kept, wait: (more: number) => (ms += more), ms: () => ms };
}

describe('the counts of a list', () => {
  it('are those of a moment ago for a first page where nobody tells of changes, and are counted anew after half a second', async () => {
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

  it('are kept of a thousand lists at most, those that were asked for last', async () => {
    const { kept } = openCounts();
    for (let list = 0; list < 1_000; list += 1) await kept.remember(String(list), counts(list));
    expect(await kept.remembered('0', true)).toMatchObject({ total: 0 });
    await kept.remember('1000', counts(1_000));
    expect(await kept.remembered('0', true)).toMatchObject({ total: 0 });
    expect(kept.remembered('1', true)).toBeNull();
    expect(await kept.remembered('1000', true)).toMatchObject({ total: 1_000 });
  });

  it('hold for a first page until a product of the store changes, for two minutes at most', async () => {
    const { counted, kept, wait } = openCounts();
    counted.changed('');
    wait(1);
    await kept.remember('goblins', counts(7));
    wait(60_000);
    counted.changed('elsewhere');
    expect(await kept.remembered('goblins', false)).toMatchObject({ total: 7 });
    counted.changed('here');
    expect(kept.remembered('goblins', false)).toBeNull();
    expect(await kept.remembered('goblins', true)).toMatchObject({ total: 7 });
    await kept.remember('goblins', counts(8));
    wait(1);
    await kept.remember('elves', counts(9));
    wait(120_000);
    expect(kept.remembered('goblins', false)).toBeNull();
    expect(await kept.remembered('elves', false)).toMatchObject({ total: 9 });
  });

  it('hold for no store any more when something of all stores changes, or nobody tells of changes', async () => {
    const { counted, kept, wait } = openCounts();
    for (const change of [() => counted.changed(''), () => counted.deaf()]) {
      counted.changed('');
      wait(1);
      await kept.remember('goblins', counts(7));
      wait(501);
      expect(await kept.remembered('goblins', false)).toMatchObject({ total: 7 });
      change();
      expect(kept.remembered('goblins', false)).toBeNull();
    }
  });

  it('do not hold when something changed while they were counted', () => {
    const { counted, list, wait, ms } = openCounts();
    counted.changed('');
    wait(1);
    const since = ms();
    wait(300);
    counted.changed('here');
    wait(300);
    void counted.remember(list('goblins'), counts(7), since);
    expect(counted.remembered(list('goblins'), false)).toBeNull();
  });

  it('of a price band hold for half a second only, because prices change without a word', async () => {
    const { counted, kept, wait } = openCounts();
    counted.changed('');
    wait(1);
    await kept.remember('under a dollar', counts(7), { byPrice: true });
    wait(501);
    expect(kept.remembered('under a dollar', false, { byPrice: true })).toBeNull();
  });

  it('are those of the store that is asked', async () => {
    const { kept } = openCounts();
    await kept.remember('goblins', counts(7));
    expect(kept.remembered('goblins', false, { tenantId: 'elsewhere' })).toBeNull();
  });
});
