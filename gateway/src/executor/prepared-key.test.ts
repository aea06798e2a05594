import { describe, expect, it } from '@jest/globals';
import { preparedKey, type PreparedKey } from './prepared-key.ts';

const KEY: PreparedKey = {
  text: '{ a }',
  operationName: undefined,
  overrides: [],
  authorisation: '',
  inParts: false,
};

describe('the key of a prepared operation', () => {
  it('is another one for each text, name, set of labels, authorisation and form of the answer', () => {
    const different: readonly PreparedKey[] = [
      KEY,
      { ...KEY, text: '{ b }' },
      { ...KEY, operationName: 'A' },
      { ...KEY, operationName: '' },
      { ...KEY, overrides: ['a'] },
      { ...KEY, overrides: ['a', 'b'] },
      { ...KEY, overrides: ['a b'] },
      { ...KEY, authorisation: 'a' },
      { ...KEY, overrides: ['a'], authorisation: 'b' },
      { ...KEY, inParts: true },
    ];
    expect(new Set(different.map(preparedKey)).size).toBe(different.length);
  });

  it('is the same for the same', () => {
    expect(preparedKey({ ...KEY, overrides: ['a'] })).toBe(preparedKey({ ...KEY, overrides: ['a'] }));
  });
});
