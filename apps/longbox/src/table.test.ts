import { describe, expect, it } from '@jest/globals';
import { table } from './table.ts';

describe('a table', () => {
  it('has columns as wide as what stands in them, with numbers to the right', () => {
    expect(
      table(
        ['group', 'lag'],
        [
          ['inventory.orders', '7'],
          ['x', '1200'],
        ],
      ),
    ).toEqual(['group              lag', 'inventory.orders     7', 'x                 1200']);
  });

  it('is its heading when there is nothing', () => {
    expect(table(['group', 'lag'], [])).toEqual(['group  lag']);
  });
});
