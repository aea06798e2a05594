import { createHash } from 'node:crypto';
import { labelSvg } from '../domain/label.ts';
import type { Carrier, Parcel, Rate } from './carrier.ts';

const CARRIER = 'Longbox Post';
/** Minor units for the first 100 g and for each 100 g more, and the days it takes: within a country and abroad. */
const SERVICES = [
  { id: 'letter', service: 'Letter', most: 500, first: 95, more: 24, days: 5, abroad: 3 },
  { id: 'tracked', service: 'Tracked', most: 30_000, first: 449, more: 18, days: 3, abroad: 3 },
  { id: 'express', service: 'Express', most: 30_000, first: 1_299, more: 42, days: 1, abroad: 4 },
] as const;
const HOME_COUNTRY = 'US';

/**
 * The built-in carrier: it answers at once and always the same, so that a store can be tried out and tested without an account. Prices
 * depend on weight and country; the label is a printable SVG, and the tracking number ends in a check digit (Luhn).
 */
export function testCarrier(): Carrier {
  return {
    rates: (parcel) => Promise.resolve(ratesOf(parcel)),
    buyLabel(request) {
      const rate = ratesOf(request).find(({ id }) => id === request.rateId);
      if (!rate) return Promise.reject(new RangeError(`no rate ${request.rateId} for this parcel`));
      const { carrier, service, cost } = rate;
      const trackingNumber = trackingNumberOf(request.idempotencyKey);
      const svg = labelSvg({ ...request, carrier, service, trackingNumber });
      return Promise.resolve({
        carrier,
        service,
        cost,
        trackingNumber,
        trackingUrl: `https://tracking.example/${trackingNumber}`,
        labelUrl: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
      });
    },
    voidLabel: () => Promise.resolve(),
  };
}

function ratesOf({ weightGrams, to, currency }: Parcel): Rate[] {
  const abroad = to.countryCode !== HOME_COUNTRY;
  const steps = Math.max(0, Math.ceil(weightGrams / 100) - 1);
  return SERVICES.filter(({ most }) => weightGrams <= most).map(
    ({ id, service, first, more, days, abroad: factor }) => ({
      id,
      carrier: CARRIER,
      service,
      cost: { amount: (first + steps * more) * (abroad ? factor : 1), currency },
      days: abroad ? days * 2 : days,
    }),
  );
}

function trackingNumberOf(key: string): string {
  const digits = createHash('sha256')
    .update(key)
    .digest()
    .readBigUInt64BE()
    .toString()
    .padStart(20, '0')
    .slice(-11);
  return `LB${digits}${luhn(digits)}`;
}

/** The digit that makes the sum of Luhn's algorithm (ISO/IEC 7812) a multiple of ten. */
function luhn(digits: string): number {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return (10 - (sum % 10)) % 10;
}
