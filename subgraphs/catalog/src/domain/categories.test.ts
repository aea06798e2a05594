import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MOST_DEPTH, inTreeOrder, moveProblem } from './categories.ts';

const category = (id: string, parentId: string | null = null, position = 0) => ({
  id,
  parentId,
  position,
  handle: id,
  name: id,
});

describe('a tree of categories', () => {
  it('is shown parents before children, by position and then by name', () => {
    const tree = [
      category('b'),
      category('a2', 'a'),
      category('a1', 'a'),
      category('a'),
      category('z', null, -1),
    ];
    expect(inTreeOrder(tree).map(({ id, depth }) => [id, depth])).toEqual([
      ['z', 0],
      ['a', 0],
      ['a1', 1],
      ['a2', 1],
      ['b', 0],
    ]);
  });

  it('refuses a circle, and more levels than six, those below counted', () => {
    const chain = ['0', '1', '2', '3', '4', '5'].map((id, at) =>
      category(id, at === 0 ? null : String(at - 1)),
    );
    const tree = inTreeOrder([...chain, category('x'), category('y', 'x')]);
    expect(moveProblem(tree, '0', '5')).toMatch(/below itself/);
    expect(moveProblem(tree, '2', '2')).toMatch(/below itself/);
    expect(moveProblem(tree, null, '5')).toMatch(/6 levels/);
    expect(moveProblem(tree, 'x', '4')).toMatch(/6 levels/);
    expect(moveProblem(tree, 'x', '3')).toBeNull();
    expect(moveProblem(tree, 'y', '4')).toBeNull();
    expect(moveProblem(tree, '5', null)).toBeNull();
  });

  it('stays a tree of six levels whatever is moved where', () => {
    const ids = Array.from({ length: 12 }, (_, at) => `c${at}`);
    const move = fc.tuple(fc.constantFrom(...ids), fc.option(fc.constantFrom(...ids)));
    fc.assert(
      fc.property(fc.array(move, { maxLength: 60 }), (moves) => {
        let tree = inTreeOrder(ids.map((id) => category(id)));
        for (const [id, parentId] of moves) {
          if (moveProblem(tree, id, parentId) !== null) continue;
          tree = inTreeOrder(tree.map((each) => (each.id === id ? { ...each, parentId } : each)));
        }
        // What is in a circle would not be shown.
        expect(tree).toHaveLength(ids.length);
        expect(Math.max(...tree.map(({ depth }) => depth))).toBeLessThanOrEqual(MOST_DEPTH);
      }),
    );
  });
});
