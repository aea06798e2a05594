import { accept, refusal, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import type { RefusalCode } from './refusals.ts';

export interface PackLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

/** What of an order's line is picked, and what of it is in packages already. */
export interface PickedLine {
  readonly orderLineId: string;
  readonly picked: number;
  readonly packed: number;
}

/**
 * The lines of a package: those that are asked for, or all that is picked and not packed. Refused when that is nothing, and when more is
 * asked for than is left.
 */
export function linesToPack(
  picked: readonly PickedLine[],
  asked: readonly PackLine[] | null | undefined,
): Outcome<readonly PackLine[], RefusalCode> {
  const left = new Map(picked.map((line) => [line.orderLineId, line.picked - line.packed]));
  const lines =
    asked ??
    [...left]
      .map(([orderLineId, quantity]) => ({ orderLineId, quantity }))
      .filter(({ quantity }) => quantity > 0);
  if (asked?.length === 0)
    return refuseAll([
      refusal('REQUIRED', 'Name at least one line, or leave `lines` out for all that is picked.', [
        'input',
        'lines',
      ]),
    ]);
  if (lines.length === 0)
    return refuseAll([
      refusal('NOT_READY', 'Nothing of this order is picked and not packed.', ['input', 'orderId']),
    ]);
  const refusals: Refusal<RefusalCode>[] = [];
  const seen = new Set<string>();
  lines.forEach(({ orderLineId, quantity }, index) => {
    const field = (name: string) => ['input', 'lines', index, name];
    const most = left.get(orderLineId);
    if (most === undefined)
      refusals.push(refusal('NOT_FOUND', 'The order has no such line.', field('orderLineId')));
    else if (seen.has(orderLineId))
      refusals.push(refusal('INVALID', 'An earlier entry packs this line already.', field('orderLineId')));
    else if (quantity < 1)
      refusals.push(refusal('INVALID', `A quantity must be at least 1, not ${quantity}.`, field('quantity')));
    else if (quantity > most)
      refusals.push(
        refusal('TOO_MUCH', `Only ${most} of this line are picked and not packed.`, field('quantity')),
      );
    seen.add(orderLineId);
  });
  return refusals.length > 0 ? refuseAll(refusals) : accept(lines);
}
