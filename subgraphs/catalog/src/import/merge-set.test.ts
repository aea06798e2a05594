import { describe, expect, it } from '@jest/globals';
import { mergeSet } from './merge-set.ts';
import type { NeutralSet } from './neutral.ts';

const described: NeutralSet = {
  key: 'lm1',
  code: 'LUM',
  name: 'Lumina Meadows',
  releasedOn: '2024-03-22',
  type: 'Lumina',
  totalCards: 22,
  stub: false,
};
const { stub: _, ...whole } = described;
const hint: NeutralSet = {
  ...described,
  code: 'LM1',
  name: 'LM1',
  releasedOn: null,
  type: null,
  totalCards: null,
  stub: true,
};

describe('a set', () => {
  it('is what the last record said that describes it', () => {
    expect(mergeSet(null, described)).toEqual(whole);
    expect(mergeSet(whole, { ...described, name: 'Lumina Fields' })).toEqual({
      ...whole,
      name: 'Lumina Fields',
    });
  });

  it('is not overwritten by a hint, in whatever order they come', () => {
    expect(mergeSet(whole, hint)).toEqual(whole);
    expect(mergeSet(mergeSet(null, hint), described)).toEqual(whole);
  });

  it('has what is unknown filled by a hint, and its code for a name until something better comes', () => {
    const first = mergeSet(null, hint);
    expect(first.name).toBe('LM1');
    const better = mergeSet(first, { ...hint, name: 'Lumina', releasedOn: '2024-03-01' });
    expect(better).toMatchObject({ code: 'LM1', name: 'Lumina', releasedOn: '2024-03-01' });
    expect(mergeSet(better, { ...hint, name: 'Another', releasedOn: '2025-01-01' })).toEqual(better);
  });
});
