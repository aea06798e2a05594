import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { difference, sideBySide, sums } from './cross-check.ts';
import { Finding } from './findings.ts';

async function* listed(ids: Iterable<string>) {
  for (const id of ids) yield { id };
}

const ids = fc
  .uniqueArray(fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 2 }))
  .map((each) => each.toSorted());

describe('two ordered lists side by side', () => {
  it('show every id of either once, in order, with the rows that there are', async () => {
    await fc.assert(
      fc.asyncProperty(ids, ids, async (left, right) => {
        const seen: { id: string; left?: { id: string }; right?: { id: string } }[] = [];
        for await (const pair of sideBySide(listed(left), listed(right))) seen.push(pair);
        expect(seen.map(({ id }) => id)).toEqual([...new Set([...left, ...right])].toSorted());
        expect(seen.flatMap((pair) => pair.left?.id ?? [])).toEqual(left);
        expect(seen.flatMap((pair) => pair.right?.id ?? [])).toEqual(right);
      }),
    );
    expect.hasAssertions();
  });
});

describe('sums', () => {
  it('differ when a name is missing on either side, and not by a name that counts nothing', () => {
    const one = sums([
      ['a', 1],
      ['a', 1],
      ['b', 0],
    ]);
    expect(difference(one, sums([['a', 2]]))).toBeUndefined();
    expect(difference(one, sums([['c', 2]]))).toBe('a: 2, not 0');
    expect(difference(new Map(), one)).toBe('a: 0, not 2');
  });
});

describe('a second look', () => {
  const looked = (rows: Readonly<Record<string, string>>) => {
    const finding = new Finding();
    for (const [id, what] of Object.entries(rows)) finding.broken(id, what);
    return finding;
  };

  it('leaves what looked the same before, and not what moves, is new or has gone', () => {
    const first = looked({ still: '1, not 2', moving: '1, not 2', gone: '1, not 2' });
    const second = looked({ still: '1, not 2', moving: '1, not 3', fresh: '1, not 2' });
    expect(second.since(first).rows(5)).toEqual({ count: 1, examples: [{ id: 'still', what: '1, not 2' }] });
  });

  it('counts all when there were too many to remember', () => {
    const many = (from: number) =>
      looked(Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [`${from + index}`, 'off'])));
    expect(many(0).since(many(20_000)).rows(0).count).toBe(10_001);
  });
});
