import { describe, expect, it } from '@jest/globals';
import { newId } from '@longbox/ids';
import { testCarrier } from './test-carrier.ts';

const carrier = testCarrier();
const to = {
  name: 'A',
  line1: 'B',
  line2: null,
  city: 'C',
  region: null,
  postalCode: '1',
  countryCode: 'US',
};
const parcel = { to, weightGrams: 50, currency: 'USD' } as const;
const costs = async (change: object) =>
  (await carrier.rates({ ...parcel, ...change })).map(({ id, cost }) => [id, cost.amount]);

describe('the built-in carrier', () => {
  it('asks more for what is heavier or goes further, and takes no heavy letter', async () => {
    expect(await costs({})).toEqual([
      ['letter', 95],
      ['tracked', 449],
      ['express', 1_299],
    ]);
    expect(await costs({ weightGrams: 101 })).toEqual([
      ['letter', 119],
      ['tracked', 467],
      ['express', 1_341],
    ]);
    expect(await costs({ to: { ...to, countryCode: 'DE' } })).toEqual([
      ['letter', 285],
      ['tracked', 1_347],
      ['express', 5_196],
    ]);
    expect((await costs({ weightGrams: 501 })).map(([id]) => id)).toEqual(['tracked', 'express']);
    expect(await costs({ weightGrams: 30_001 })).toEqual([]);
  });

  it('sells the same label for the same key, with a tracking number that checks', async () => {
    for (let i = 0; i < 50; i += 1) {
      const request = { ...parcel, rateId: 'tracked', idempotencyKey: newId(), orderNumber: '1' };
      const label = await carrier.buyLabel(request);
      expect(await carrier.buyLabel(request)).toEqual(label);
      const digits = Array.from(label.trackingNumber.slice(2), Number);
      const doubled = digits
        .toReversed()
        .map((digit, index) => (index % 2 === 1 ? Math.floor(digit / 5) + ((digit * 2) % 10) : digit));
      expect(doubled.reduce((sum, digit) => sum + digit, 0) % 10).toBe(0);
    }
  });

  it('sells no rate that it does not have', async () => {
    const request = { ...parcel, rateId: 'rocket', idempotencyKey: 'k', orderNumber: '1' };
    await expect(carrier.buyLabel(request)).rejects.toThrow(RangeError);
  });
});
