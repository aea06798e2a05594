import { describe, expect, it } from '@jest/globals';
import { watchForStandstill } from './standstill.ts';

const behind = (next: bigint, place = 'orders/0') => ({ place, next, behind: true });
const done = (next: bigint, place = 'orders/0') => ({ place, next, behind: false });

describe('watching a consumer for a standstill', () => {
  it('names the partition in which nothing was done for the whole time although there is more to read', () => {
    const watch = watchForStandstill(20);
    expect(watch.look([behind(5n), behind(7n, 'orders/1')], 0, false)).toBeUndefined();
    expect(watch.look([behind(5n), behind(8n, 'orders/1')], 19, false)).toBeUndefined();
    expect(watch.look([behind(5n), behind(9n, 'orders/1')], 20, false)).toBe('orders/0');
  });

  it('takes a partition that comes further, however slowly, for a slow one', () => {
    const watch = watchForStandstill(20);
    for (let at = 0; at < 200; at += 19) expect(watch.look([behind(BigInt(at))], at, false)).toBeUndefined();
  });

  it('starts anew when there was nothing to read, when the partition was somebody else’s, and when the consumer was busy', () => {
    const watch = watchForStandstill(20);
    for (const between of [[done(5n)], []]) {
      watch.look([behind(5n)], 0, false);
      watch.look(between, 10, false);
      expect(watch.look([behind(5n)], 25, false)).toBeUndefined();
      watch.look([], 26, false);
    }
    watch.look([behind(5n)], 100, false);
    watch.look([behind(5n)], 115, true);
    expect(watch.look([behind(5n)], 130, false)).toBeUndefined();
    expect(watch.look([behind(5n)], 135, false)).toBe('orders/0');
  });
});
