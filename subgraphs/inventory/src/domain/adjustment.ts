import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { STOCK_REASONS, type RefusalCode, type Stock, type StockReason } from './stock.ts';
import { textProblem } from './text.ts';

/** One line as a client sends it. */
export interface AdjustmentLine {
  readonly variantId?: string | null;
  readonly sku?: string | null;
  readonly locationId?: string | null;
  readonly locationCode?: string | null;
  /** Signed: what on hand changes by. */
  readonly quantity: number;
  /** Left out or null: stays as it is. Empty: the item lies in no bin any more. */
  readonly bin?: string | null;
  readonly safetyStock?: number | null;
}

export interface Adjustment {
  readonly reason: StockReason;
  readonly reference?: string | null;
  readonly idempotencyKey?: string | null;
  readonly lines: readonly AdjustmentLine[];
}

/** The contract's bounds of one call (`adjustInventory`). */
export const MOST_LINES = 1_000;
export const MOST_QUANTITY = 1_000_000;
/** No shelf holds more; it keeps sums of pieces inside the 32 bits of GraphQL's Int. */
export const MOST_ON_HAND = 1_000_000_000;
const MOST_TEXT_CHARACTERS = 255;
const MOST_BIN_CHARACTERS = 40;

type Field = readonly (string | number)[];
type InventoryRefusal = Refusal<RefusalCode>;

export function lineField(index: number, name: string): Field {
  return ['input', 'lines', index, name];
}

/** What is wrong with an adjustment by itself, all of it, before anything is looked up. */
export function adjustmentRefusals(input: Adjustment): InventoryRefusal[] {
  if (input.lines.length === 0)
    return [refusal('REQUIRED', 'An adjustment has at least one line.', ['input', 'lines'])];
  if (input.lines.length > MOST_LINES)
    return [
      refusal('TOO_MANY', `An adjustment has at most ${MOST_LINES} lines, not ${input.lines.length}.`, [
        'input',
        'lines',
      ]),
    ];
  return [
    ...(STOCK_REASONS.includes(input.reason)
      ? []
      : [refusal('INVALID' as const, 'That is no reason.', ['input', 'reason'])]),
    ...textRefusals(input.reference, MOST_TEXT_CHARACTERS, ['input', 'reference']),
    ...keyRefusals(input.idempotencyKey),
    ...input.lines.flatMap(lineRefusals),
  ];
}

function keyRefusals(key: string | null | undefined): InventoryRefusal[] {
  const field = ['input', 'idempotencyKey'];
  if (key === '')
    return [refusal('INVALID', 'An idempotency key is not empty; leave it out for none.', field)];
  return textRefusals(key, MOST_TEXT_CHARACTERS, field);
}

function textRefusals(text: string | null | undefined, most: number, field: Field): InventoryRefusal[] {
  const problem = text == null ? undefined : textProblem(text, most);
  return problem ? [refusal('INVALID', problem, field)] : [];
}

function lineRefusals(line: AdjustmentLine, index: number): InventoryRefusal[] {
  const refusals: InventoryRefusal[] = [];
  if (line.variantId == null && line.sku == null)
    refusals.push(
      refusal('REQUIRED', 'Name the variant by `variantId` or `sku`.', lineField(index, 'variantId')),
    );
  const { quantity, safetyStock } = line;
  if (!Number.isInteger(quantity) || quantity === 0 || Math.abs(quantity) > MOST_QUANTITY)
    refusals.push(
      refusal(
        'INVALID',
        `A quantity is a whole number from -${MOST_QUANTITY} to ${MOST_QUANTITY} and not 0.`,
        lineField(index, 'quantity'),
      ),
    );
  if (
    safetyStock != null &&
    (!Number.isInteger(safetyStock) || safetyStock < 0 || safetyStock > MOST_QUANTITY)
  )
    refusals.push(
      refusal(
        'INVALID',
        `The safety stock is a whole number from 0 to ${MOST_QUANTITY}.`,
        lineField(index, 'safetyStock'),
      ),
    );
  refusals.push(...textRefusals(line.bin, MOST_BIN_CHARACTERS, lineField(index, 'bin')));
  return refusals;
}

/** An item before the adjustment, and the line's wishes for it; lines of one item name the same `itemId`. */
export interface PlacedLine {
  readonly itemId: string;
  readonly quantity: number;
  readonly bin?: string | null | undefined;
  readonly safetyStock?: number | null | undefined;
}

export interface ItemState extends Stock {
  readonly bin: string | null;
}

export interface PlannedMovement {
  readonly itemId: string;
  readonly quantity: number;
  readonly onHandAfter: number;
}

export interface AdjustmentPlan {
  /** One for each line, in their order. */
  readonly movements: readonly PlannedMovement[];
  /** The items as they will be. */
  readonly items: ReadonlyMap<string, ItemState>;
}

/**
 * What the lines make of the items, one after the other. Refuses with INSUFFICIENT_STOCK, naming each such line, when on hand would fall
 * below what is reserved. Throws when a line names an item that is not among them.
 */
export function planAdjustment(
  lines: readonly PlacedLine[],
  before: ReadonlyMap<string, ItemState>,
): Outcome<AdjustmentPlan, RefusalCode> {
  const items = new Map<string, ItemState>();
  const movements: PlannedMovement[] = [];
  const refusals: InventoryRefusal[] = [];
  for (const [index, line] of lines.entries()) {
    const item = items.get(line.itemId) ?? before.get(line.itemId);
    if (!item) throw new Error(`no item ${line.itemId} was locked for the adjustment`);
    const onHand = item.onHand + line.quantity;
    if (onHand < item.reserved) {
      const free = item.onHand - item.reserved;
      refusals.push(
        refusal('INSUFFICIENT_STOCK', shortage(item, free, -line.quantity), lineField(index, 'quantity')),
      );
      continue;
    }
    if (onHand > MOST_ON_HAND)
      return refuse('INVALID', `An item holds at most ${MOST_ON_HAND} pieces.`, lineField(index, 'quantity'));
    items.set(line.itemId, {
      onHand,
      reserved: item.reserved,
      safetyStock: line.safetyStock ?? item.safetyStock,
      bin: line.bin == null ? item.bin : line.bin.trim() || null,
    });
    movements.push({ itemId: line.itemId, quantity: line.quantity, onHandAfter: onHand });
  }
  return refusals.length > 0 ? refuseAll(refusals) : accept({ movements, items });
}

function shortage(item: Stock, free: number, wanted: number): string {
  const why =
    item.reserved > 0
      ? `${item.onHand} on hand, ${item.reserved} of them reserved`
      : `${item.onHand} on hand`;
  return `${wanted} cannot be taken out: ${why}, ${free} free.`;
}
