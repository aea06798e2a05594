import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hashOfKey, partitioner, shareOf } from './partitioning.ts';

describe('partitions of the embedded log', () => {
  it('are found by a hash that never changes', () => {
    // The published test vectors of 32-bit FNV-1a.
    expect([hashOfKey(''), hashOfKey('a'), hashOfKey('foobar')]).toEqual([
      0x811c9dc5, 0xe40c292c, 0xbf9cf968,
    ]);
  });

  it('keep a key in one place and spread different keys', () => {
    const partitions = Array.from({ length: 12 }, (_, n) => ({ id: n + 1, topic: 't', partition: n }));
    const find = partitioner(partitions);
    const place = (key: string) => find({ topic: 't', key, headers: {}, payload: Buffer.alloc(0) }).id;
    expect(place('order-7')).toBe(place('order-7'));
    expect(new Set(Array.from({ length: 500 }, (_, n) => place(`order-${n}`))).size).toBe(12);
    expect(() => find({ topic: 'unknown', key: 'a', headers: {}, payload: Buffer.alloc(0) })).toThrow(
      /no topic unknown/,
    );
  });

  it('are shared so that every one has a holder and no member has two more than another', () => {
    fc.assert(
      fc.property(
        fc.nat(64),
        fc.uniqueArray(fc.uuid(), { minLength: 1, maxLength: 9 }),
        (partitions, members) => {
          const shares = members.map((member) => shareOf(partitions, members, member));
          expect(shares.reduce((a, b) => a + b)).toBe(partitions);
          expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        },
      ),
    );
    expect(shareOf(12, ['a'], 'b')).toBe(0);
  });
});
