import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { code128 } from './code-128.ts';
import { labelSvg } from './label.ts';
import { linesToPack } from './packing.ts';
import { pickingStatus, shareOut } from './picks.ts';
import { estimatedSeconds, walkOf, type Allocation } from './walk.ts';

const allocation = (id: string, bin: string | null, overrides: Partial<Allocation> = {}): Allocation => ({
  id,
  bin,
  locationId: 'l',
  locationCode: 'MAIN',
  variantId: 'v',
  quantity: 1,
  ...overrides,
});

describe('the walk', () => {
  it('goes through bins in their natural order, those without one last, locations apart', () => {
    const stops = walkOf([
      allocation('1', 'A-10'),
      allocation('2', null),
      allocation('3', 'A-2'),
      allocation('4', 'B-1', { locationCode: 'BACK', locationId: 'm' }),
    ]);
    expect(stops.map(({ sequence, locationCode, bin }) => [sequence, locationCode, bin])).toEqual([
      [1, 'BACK', 'B-1'],
      [2, 'MAIN', 'A-2'],
      [3, 'MAIN', 'A-10'],
      [4, 'MAIN', null],
    ]);
  });

  it('takes the same variant in the same bin at once for all orders', () => {
    const stops = walkOf([
      allocation('1', 'A-1', { quantity: 2 }),
      allocation('2', 'A-1', { quantity: 3 }),
      allocation('3', 'A-1', { variantId: 'w' }),
    ]);
    expect(stops.map(({ quantity, allocationIds }) => [quantity, allocationIds])).toEqual([
      [5, ['1', '2']],
      [1, ['3']],
    ]);
    expect(estimatedSeconds(stops)).toBe(20 + 2 * 8 + 6 * 3);
  });
});

describe('picks', () => {
  it('are shared out so that nobody gets more than wanted and nothing is lost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1 }),
        fc.nat(400),
        (wanted, picked) => {
          const shares = shareOut(picked, wanted);
          const total = wanted.reduce((sum, each) => sum + each, 0);
          expect(shares.reduce((sum, each) => sum + each, 0)).toBe(Math.min(picked, total));
          shares.forEach((share, index) => expect(share).toBeLessThanOrEqual(wanted[index] ?? 0));
        },
      ),
    );
  });

  it.each([
    ['OPEN', [{ quantity: 2, pickedQuantity: 0, short: false }]],
    ['PICKING', [{ quantity: 2, pickedQuantity: 1, short: false }]],
    [
      'PICKED',
      [
        { quantity: 2, pickedQuantity: 1, short: true },
        { quantity: 1, pickedQuantity: 1, short: false },
      ],
    ],
  ] as const)('make a batch %s', (status, stops) => {
    expect(pickingStatus(stops)).toBe(status);
  });
});

describe('packing', () => {
  const picked = [
    { orderLineId: 'a', picked: 3, packed: 1 },
    { orderLineId: 'b', picked: 0, packed: 0 },
  ];
  const code = (asked: { orderLineId: string; quantity: number }[]) => {
    const outcome = linesToPack(picked, asked);
    return outcome.ok ? 'ok' : outcome.refusals.map(({ code: each }) => each).join();
  };

  it('takes all that is picked and not packed, or what is asked for, and no more', () => {
    expect(linesToPack(picked, null)).toEqual({ ok: true, value: [{ orderLineId: 'a', quantity: 2 }] });
    expect(code([{ orderLineId: 'a', quantity: 2 }])).toBe('ok');
    expect(code([{ orderLineId: 'a', quantity: 3 }])).toBe('TOO_MUCH');
    expect(code([{ orderLineId: 'a', quantity: 0 }])).toBe('INVALID');
    expect(code([{ orderLineId: 'z', quantity: 1 }])).toBe('NOT_FOUND');
    expect(
      code([
        { orderLineId: 'a', quantity: 1 },
        { orderLineId: 'a', quantity: 1 },
      ]),
    ).toBe('INVALID');
    expect(linesToPack([], null).ok).toBe(false);
    expect(code([])).toBe('REQUIRED');
  });
});

describe('the label', () => {
  it('carries a Code 128 barcode: start, symbols, check and stop', () => {
    // "A" in code set B: start 104, value 33, check (104 + 33) mod 103 = 34.
    expect(code128('A').join('')).toBe('2112141113231311232331112');
    expect(() => code128('é')).toThrow(RangeError);
  });

  it('draws every symbol eleven modules wide, the stop thirteen, and no two alike', () => {
    const symbols = new Set<string>();
    for (let value = 32; value < 127; value += 1) {
      const widths = code128(String.fromCodePoint(value));
      expect(widths.reduce((sum, width) => sum + width, 0)).toBe(3 * 11 + 13);
      symbols.add(widths.slice(6, 12).join(''));
    }
    expect(symbols.size).toBe(95);
  });

  const to = {
    name: '<script>',
    line1: '1 Row',
    line2: null,
    city: 'B',
    region: null,
    postalCode: '1',
    countryCode: 'US',
  };
  const content = { carrier: 'C', service: 'S', trackingNumber: 'T1', orderNumber: '7', weightGrams: 5, to };

  it('names who it is for, and cannot be broken out of', () => {
    const svg = labelSvg({ ...content, to: { ...to, line2: 'a\u0007b' } });
    expect(svg).toContain('1 Row');
    expect(svg).toContain('>ab<');
    expect(svg).not.toContain('<script>');
  });

  it('has room for the longest address, and leaves a barcode of any length its blank margins', () => {
    const long = 'Aufgang '.repeat(20) + 'x'.repeat(90);
    const letters = fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(letters, (text) => {
        const trackingNumber = text.replaceAll(/[^ -~]/g, '0');
        const svg = labelSvg({
          ...content,
          trackingNumber,
          to: { ...to, name: long, line1: long, line2: long },
        });
        const address = [...svg.matchAll(/<text x="20" y="(\d+)"/g)].map(([, y]) => Number(y));
        expect(address.filter((y) => y > 95 && y < 500).every((y) => y <= 390)).toBe(true);
        const drawn = [...svg.matchAll(/<rect x="([\d.]+)" y="400" width="([\d.]+)"/g)];
        const module = Math.min(...drawn.map(([, , width]) => Number(width)));
        const left = Number(drawn[0]?.[1]);
        const right = Number(drawn.at(-1)?.[1]) + Number(drawn.at(-1)?.[2]);
        expect(left).toBeGreaterThanOrEqual(10 * module - 0.1);
        expect(400 - right).toBeGreaterThanOrEqual(10 * module - 0.1);
      }),
    );
  });
});
