import { describe, expect, it } from '@jest/globals';
import { lagReport } from './lag.ts';

const place = (group: string, partition: number, next: bigint, end: bigint, member: string | null) => ({
  group,
  topic: 'orders.orders',
  partition,
  first: 0n,
  next,
  end,
  lag: end - next,
  member,
});

describe('the report of lag', () => {
  const places = [
    place('inventory.orders', 0, 5n, 5n, 'm-1'),
    place('inventory.orders', 1, 2n, 9n, 'm-1'),
    place('fulfillment.orders', 0, 5n, 5n, null),
  ];

  it('shows the partitions that are behind, and a line for each consumer', () => {
    expect(lagReport(places, false)).toEqual([
      'consumer          topic          partition  position  end  lag  member',
      'inventory.orders  orders.orders          1         2    9    7  m-1',
      '',
      'consumer            topics  partitions  members  lag',
      'inventory.orders         1           2        1    7  behind',
      'fulfillment.orders       1           1        0    0  nobody reads',
    ]);
  });

  it('shows every partition when it is asked to', () => {
    expect(lagReport(places, true).filter((line) => line.includes('orders.orders'))).toHaveLength(3);
  });

  it('says so when nobody has read', () => {
    expect(lagReport([], false)).toEqual(['No consumer has read the event log yet: start the store.']);
  });
});
