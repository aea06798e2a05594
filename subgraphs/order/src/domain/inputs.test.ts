import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkAddress, isCountryCode } from './address.ts';
import { addLines, removeLines, updateLines, type CartLine } from './cart.ts';
import { isPaymentToken, last4Of } from './payment-token.ts';
import { emptyQuote, taxIncluded, warningsOf } from './quote.ts';
import { isEmail, textProblem } from './text.ts';

describe('text from clients', () => {
  it('is refused when PostgreSQL could not hold it, when it cannot be printed, and when it is too long', () => {
    for (const text of ['a\u0000', 'a\nb', '\u007f', '\ud800', 'toolong'])
      expect([text, textProblem(text, 6)]).toEqual([text, expect.any(String)]);
    expect(textProblem('Žofie 🃏', 10)).toBeUndefined();
  });

  it('is an e-mail address, or not', () => {
    for (const text of ['a@b.de', 'first.last+tag@sub.example.com'])
      expect([text, isEmail(text)]).toEqual([text, true]);
    for (const text of [
      '',
      'a',
      'a@b',
      'a b@c.de',
      'a@@b.de',
      'a@b..de',
      '@b.de',
      `${'x'.repeat(250)}@b.de`,
      'a@b.de\u0000',
    ])
      expect([text, isEmail(text)]).toEqual([text, false]);
  });

  it('never breaks the checks, whatever it is', () => {
    const part = fc.option(fc.string({ unit: 'binary', maxLength: 300 }));
    fc.assert(
      fc.property(part, part, part, (name, city, countryCode) => {
        const { address, refusals } = checkAddress({ name, line1: 'x', city, postalCode: '1', countryCode }, [
          'a',
        ]);
        const sound = isCountryCode(address.countryCode) && address.name !== '' && address.city !== '';
        expect(refusals.length > 0 || sound).toBe(true);
      }),
    );
  });
});

describe('what stands for a card', () => {
  it('is letters, digits and dashes, of which the last four digits may be kept', () => {
    expect(['4242424242424242', 'tok_1A2b-x', '', 'a b', "x'; --"].map(isPaymentToken)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
    expect([last4Of('4000000000000002'), last4Of('tok_visa')]).toEqual(['0002', null]);
  });
});

describe('the lines of a cart', () => {
  const line = (id: string, variantId: string, quantity: number): CartLine => ({
    id,
    variantId,
    quantity,
    shownUnitMinor: 100,
    shownRevision: 1,
  });

  it('merge a variant that is there, and keep what was shown of it', () => {
    const added = addLines(
      [line('1', 'a', 2)],
      [
        { variantId: 'a', quantity: 3 },
        { variantId: 'b', quantity: 1 },
      ],
      () => 'new',
      [],
    );
    expect(added.ok && added.value).toEqual([
      line('1', 'a', 5),
      { id: 'new', variantId: 'b', quantity: 1, shownUnitMinor: null, shownRevision: 0 },
    ]);
  });

  it('are at most 250, and name every line that is wrong', () => {
    const many = Array.from({ length: 251 }, (_, index) => ({ variantId: String(index), quantity: 1 }));
    expect(addLines([], many, () => 'x', ['lines'])).toMatchObject({
      ok: false,
      refusals: [{ code: 'TOO_MANY', field: ['lines'] }],
    });
    const wrong = updateLines(
      [line('1', 'a', 1)],
      [
        { id: '1', quantity: 1_000 },
        { id: '2', quantity: 1 },
      ],
      ['lines'],
    );
    expect(wrong).toMatchObject({
      ok: false,
      refusals: [{ code: 'INVALID' }, { code: 'NOT_FOUND', field: ['lines', '1', 'id'] }],
    });
    expect(removeLines([line('1', 'a', 1)], ['1', '1'], [])).toEqual({ ok: true, value: [] });
  });
});

describe('a quote', () => {
  const quote = {
    ...emptyQuote('USD'),
    subtotalMinor: 1_000,
    discountMinor: 100,
    shippingMinor: 50,
    taxMinor: 95,
  };

  it('includes the tax, or adds it, or does not add up', () => {
    expect(taxIncluded({ ...quote, totalMinor: 950 })).toBe(true);
    expect(taxIncluded({ ...quote, totalMinor: 1_045 })).toBe(false);
    expect(() => taxIncluded({ ...quote, totalMinor: 951 })).toThrow('does not add up');
  });

  it('warns of nothing when nothing is known of the stock and the price was never shown', () => {
    const line = { id: '1', variantId: 'a', quantity: 9, shownUnitMinor: null, shownRevision: 0 };
    expect(warningsOf(line, { sold: true, unitMinor: 5, available: null })).toEqual([]);
    expect(warningsOf(line, { sold: false, unitMinor: 5, available: 9 })).toMatchObject([
      { code: 'UNAVAILABLE' },
    ]);
  });
});
