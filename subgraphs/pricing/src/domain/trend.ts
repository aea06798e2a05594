export type PriceTrend = 'UP' | 'DOWN' | 'STABLE';

/** A market price moves when it differs by two per cent from a week ago; feeds jitter by less from day to day. */
const NOTABLE = 0.02;

export function trendOf(nowMinor: number, weekAgoMinor: number | null): PriceTrend {
  if (weekAgoMinor === null || weekAgoMinor === 0) return 'STABLE';
  const change = (nowMinor - weekAgoMinor) / weekAgoMinor;
  if (change >= NOTABLE) return 'UP';
  return change <= -NOTABLE ? 'DOWN' : 'STABLE';
}
