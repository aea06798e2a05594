import { randomInt } from 'node:crypto';
import { operations } from '@longbox/client';
import { openEmbeddedLog, openEvent, type StoredEvent } from '@longbox/events';
import { pino } from 'pino';
import type { Graph } from '../graph.ts';
import type { Stack } from '../stack.ts';
import type { PricedVariant } from './changing.ts';

const READERS = 20;
/** Above what `keepChanging` has set. */
const LEAST_MINOR = 1_000_000;

export interface StalenessOptions {
  readonly stack: Stack;
  /** Where prices and stock are changed. */
  readonly writer: Graph;
  /** The gateway whose pages are read. */
  readonly reader: Graph;
  readonly variants: readonly PricedVariant[];
  readonly reads: number;
  /** One after the other, prices and stock in turns. */
  readonly changes: number;
  /** What an event may take from here, where it is heard too, to the gateway. */
  readonly graceMs: number;
}

/** The least that a page may show of a variant: prices and pieces only rise. */
interface Floor {
  readonly price: number;
  readonly pieces: number;
}

/**
 * Random pages are read while prices and stock change, in the proportion of their numbers. Gives how many variants were shown with a price or
 * a number of pieces from before an event that had been heard `graceMs` before they were asked for.
 */
export async function countStaleReads(options: StalenessOptions): Promise<number> {
  const { stack, writer, reader, variants, graceMs } = options;
  const staff = { authorization: `Bearer ${stack.staffToken}` };
  const floors = new Map<string, Floor>();
  const state = { reads: 0, stale: 0, changing: Promise.resolve() };
  const log = await openEmbeddedLog({
    url: stack.databases['events'] ?? '',
    logger: pino({ level: 'silent' }),
  });
  const following = await log.inspection.follow({
    topics: ['pricing.prices', 'inventory.stock'],
    handle: (records) => records.forEach(hear),
    onState: () => undefined,
  });

  function hear(record: StoredEvent): void {
    const event = openEvent(record);
    if (event.type !== 'PriceChanged' && event.type !== 'StockChanged') return;
    const { variantId } = event.data;
    const told: Partial<Floor> =
      event.type === 'PriceChanged' ? { price: event.data.amountMinor } : { pieces: event.data.onHand };
    setTimeout(() => {
      const { price, pieces } = floors.get(variantId) ?? { price: 0, pieces: 0 };
      floors.set(variantId, {
        price: Math.max(price, told.price ?? 0),
        pieces: Math.max(pieces, told.pieces ?? 0),
      });
    }, graceMs);
  }

  async function change(n: number): Promise<void> {
    const { id: variantId = '' } = variants[randomInt(variants.length)] ?? {};
    const price = { amount: LEAST_MINOR + n, currency: 'USD' as const };
    const { userErrors } =
      n % 2 === 0
        ? (
            await writer.run(
              operations.SetPricesDocument,
              { input: { lines: [{ variantId, price }] } },
              staff,
            )
          ).setPrices
        : (
            await writer.run(
              operations.AdjustInventoryDocument,
              { input: { reason: 'RESTOCK', lines: [{ variantId, locationCode: 'MAIN', quantity: 1 }] } },
              staff,
            )
          ).adjustInventory;
    if (userErrors.length > 0) throw new Error(JSON.stringify(userErrors));
  }

  async function read(): Promise<void> {
    const { handle = '' } = variants[randomInt(variants.length)] ?? {};
    const least = new Map(floors);
    const { productByHandle } = await reader.run(
      operations.ProductPageDocument,
      { handle, channel: 'online' },
      { 'x-store': 'demo' },
    );
    for (const { id, price, availability } of productByHandle?.variants ?? []) {
      const floor = least.get(id);
      if (!floor) continue;
      const shown = price?.price.amount ?? 0;
      if (shown < floor.price || (availability?.availableToSell ?? 0) < floor.pieces) state.stale += 1;
    }
  }

  async function readOn(): Promise<void> {
    while (state.reads < options.reads) {
      state.reads += 1;
      const n = Math.floor((state.reads * options.changes) / options.reads);
      if (n > Math.floor(((state.reads - 1) * options.changes) / options.reads))
        await (state.changing = state.changing.then(() => change(n)));
      await read();
    }
  }

  try {
    await Promise.all(Array.from({ length: READERS }, readOn));
    return state.stale;
  } finally {
    await following.stop();
    await log.close();
  }
}
