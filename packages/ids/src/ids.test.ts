import { describe, expect, it } from '@jest/globals';
import { isId, newId, timeOfId } from './index.ts';

describe('identifiers', () => {
  it('are made in the order of time', () => {
    const made = Array.from({ length: 1000 }, newId);
    expect([...made].sort()).toEqual(made);
  });

  it('tell when they were made', () => {
    const before = Date.now();
    expect(timeOfId(newId()).getTime()).toBeGreaterThanOrEqual(before);
    expect(() => timeOfId('6f2c2b7e-4d7a-4c8e-9a57-2f4f3f9f0a11')).toThrow(RangeError);
  });

  it('are told from other text', () => {
    expect(isId(newId())).toBe(true);
    expect(isId("' or 1=1")).toBe(false);
    expect(isId('')).toBe(false);
  });
});
