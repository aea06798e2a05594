import { describe, expect, it } from '@jest/globals';
import { adjustmentRefusals, planAdjustment, type Adjustment, type ItemState } from './adjustment.ts';

const line = { variantId: 'v', quantity: 1 };
const adjustment = (rest: Partial<Adjustment>): Adjustment => ({ reason: 'RESTOCK', lines: [line], ...rest });
const refused = (rest: Partial<Adjustment>) =>
  adjustmentRefusals(adjustment(rest)).map(({ code, field }) => [code, field?.join('.')]);

describe('an adjustment', () => {
  it.each<[string, Partial<Adjustment>, string, string]>([
    ['without lines', { lines: [] }, 'REQUIRED', 'input.lines'],
    ['with 1,001 lines', { lines: Array.from({ length: 1_001 }, () => line) }, 'TOO_MANY', 'input.lines'],
    ['of nothing', { lines: [line, { ...line, quantity: 0 }] }, 'INVALID', 'input.lines.1.quantity'],
    ['of a part of a piece', { lines: [{ ...line, quantity: 0.5 }] }, 'INVALID', 'input.lines.0.quantity'],
    ['of too much', { lines: [{ ...line, quantity: -1_000_001 }] }, 'INVALID', 'input.lines.0.quantity'],
    ['of no variant', { lines: [{ quantity: 1 }] }, 'REQUIRED', 'input.lines.0.variantId'],
    [
      'with a negative safety stock',
      { lines: [{ ...line, safetyStock: -1 }] },
      'INVALID',
      'input.lines.0.safetyStock',
    ],
    [
      'with a bin that PostgreSQL cannot hold',
      { lines: [{ ...line, bin: 'A\u0000' }] },
      'INVALID',
      'input.lines.0.bin',
    ],
    ['with a long bin', { lines: [{ ...line, bin: 'A'.repeat(41) }] }, 'INVALID', 'input.lines.0.bin'],
    ['with half a character', { reference: '\ud800' }, 'INVALID', 'input.reference'],
    ['with a long reference', { reference: 'A'.repeat(256) }, 'INVALID', 'input.reference'],
    ['with an empty key', { idempotencyKey: '' }, 'INVALID', 'input.idempotencyKey'],
  ])('%s is refused at the field', (_, rest, code, field) => {
    expect(refused(rest)).toEqual([[code, field]]);
  });

  it('names everything that is wrong at once', () => {
    expect(
      refused({ reference: '\n', lines: [{ quantity: 0 }, line, { ...line, quantity: 0 }] }),
    ).toHaveLength(4);
  });
});

describe('the plan of an adjustment', () => {
  const items = new Map<string, ItemState>([
    ['i', { onHand: 5, reserved: 3, safetyStock: 1, bin: 'A' }],
    ['j', { onHand: 0, reserved: 0, safetyStock: 0, bin: null }],
  ]);
  const plan = (...lines: Parameters<typeof planAdjustment>[0]) => planAdjustment(lines, items);

  it('takes the lines of one item one after the other', () => {
    expect(
      plan({ itemId: 'i', quantity: -2 }, { itemId: 'i', quantity: 7 }, { itemId: 'i', quantity: -1 }),
    ).toMatchObject({
      ok: true,
      value: { movements: [{ onHandAfter: 3 }, { onHandAfter: 10 }, { onHandAfter: 9 }] },
    });
  });

  it('refuses to go below what is reserved, at every line that would, and also when a later line would make it good', () => {
    const result = plan(
      { itemId: 'i', quantity: -3 },
      { itemId: 'i', quantity: 9 },
      { itemId: 'j', quantity: -1 },
    );
    expect(result).toMatchObject({
      ok: false,
      refusals: [
        { code: 'INSUFFICIENT_STOCK', field: ['input', 'lines', '0', 'quantity'] },
        { code: 'INSUFFICIENT_STOCK', field: ['input', 'lines', '2', 'quantity'] },
      ],
    });
  });

  it('keeps bin and safety stock that are left out, and clears a bin that is empty', () => {
    expect(plan({ itemId: 'i', quantity: 1 })).toMatchObject({
      value: { items: new Map([['i', { onHand: 6, reserved: 3, safetyStock: 1, bin: 'A' }]]) },
    });
    expect(plan({ itemId: 'i', quantity: 1, bin: '', safetyStock: 0 })).toMatchObject({
      value: { items: new Map([['i', { onHand: 6, reserved: 3, safetyStock: 0, bin: null }]]) },
    });
  });

  it('refuses more than an item may hold', () => {
    const full = new Map([['i', { onHand: 1_000_000_000, reserved: 0, safetyStock: 0, bin: null }]]);
    expect(planAdjustment([{ itemId: 'i', quantity: 1 }], full)).toMatchObject({
      refusals: [{ code: 'INVALID' }],
    });
  });
});
