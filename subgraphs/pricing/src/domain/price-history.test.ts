import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dailyPrices, firstDay } from './price-history.ts';

const today = new Date('2026-03-05T23:30:00Z');
const seen = (day: string, marketMinor: number) => ({ day, marketMinor });

describe('the price history', () => {
  it('holds a price until the next observation, and begins with what held before the window', () => {
    expect(dailyPrices([seen('2026-01-01', 10), seen('2026-03-03', 20)], '2026-03-01', today)).toEqual([
      seen('2026-03-01', 10),
      seen('2026-03-02', 10),
      seen('2026-03-03', 20),
      seen('2026-03-04', 20),
      seen('2026-03-05', 20),
    ]);
  });

  it('says nothing of the days before anybody has looked', () => {
    expect(dailyPrices([seen('2026-03-05', 7)], '2026-02-01', today)).toEqual([seen('2026-03-05', 7)]);
    expect(dailyPrices([], '2026-02-01', today)).toEqual([]);
  });

  it('has one point for each day of the window, whatever was seen before it, also over a leap day', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 730 }),
        fc.date({ min: new Date('2024-01-01'), max: new Date('2028-12-31'), noInvalidDate: true }),
        (days, end) => {
          const from = firstDay(end, days);
          const points = dailyPrices([seen('2020-01-01', 1)], from, end);
          expect(points).toHaveLength(days);
          expect(points[0]?.day).toBe(from);
          expect(points.at(-1)?.day).toBe(end.toISOString().slice(0, 10));
          expect(new Set(points.map(({ day }) => day)).size).toBe(days);
        },
      ),
    );
  });
});
