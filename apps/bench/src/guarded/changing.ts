import { setTimeout as pause } from 'node:timers/promises';
import { operations } from '@longbox/client';
import { openEmbeddedLog, openEvent, type StoredEvent } from '@longbox/events';
import { pino } from 'pino';
import type { Graph } from '../graph.ts';
import type { Stack } from '../stack.ts';

/** One mutation sets so many prices, as a repricer does. */
const LINES = 10;
const LEAST_MINOR = 1_000;

export interface PricedVariant {
  readonly id: string;
  readonly handle: string;
}

export interface Changing {
  readonly changes: number;
  readonly checks: number;
  /** Pages that showed a price older than one whose event had been heard `graceMs` before they were asked for. */
  readonly stale: number;
  stop(): Promise<void>;
}

export interface ChangingOptions {
  readonly stack: Stack;
  /** Where prices are set. */
  readonly writer: Graph;
  /** The gateway whose pages are checked. */
  readonly reader: Graph;
  readonly variants: readonly PricedVariant[];
  readonly perSecond: number;
  readonly checksPerSecond: number;
  /** What an event may take from here, where it is heard too, to the gateway. */
  readonly graceMs: number;
}

/** Raises prices at a rate, from another process than the gateway's, and looks all the while whether that shows any that is older. */
export async function keepChanging(options: ChangingOptions): Promise<Changing> {
  const { stack, writer, reader, variants, perSecond, checksPerSecond, graceMs } = options;
  const staff = { authorization: `Bearer ${stack.staffToken}` };
  const floors = new Map<string, number>();
  const lately: PricedVariant[] = [];
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  const state = { running: true, changes: 0, checks: 0, stale: 0 };
  const log = await openEmbeddedLog({
    url: stack.databases['events'] ?? '',
    logger: pino({ level: 'silent' }),
  });
  const following = await log.inspection.follow({
    topics: ['pricing.prices'],
    handle: (records) => records.forEach(hear),
    onState: () => undefined,
  });

  function hear(record: StoredEvent): void {
    const event = openEvent(record);
    if (event.type !== 'PriceChanged') return;
    const { variantId, amountMinor } = event.data;
    setTimeout(() => {
      floors.set(variantId, Math.max(floors.get(variantId) ?? 0, amountMinor));
      const variant = byId.get(variantId);
      if (variant) lately.unshift(variant);
      lately.length = Math.min(lately.length, LINES);
    }, graceMs);
  }

  async function change(turn: number): Promise<void> {
    const lines = Array.from({ length: LINES }, (_, n) => ({
      variantId: variants[((turn * LINES + n) * 7) % variants.length]?.id ?? '',
      price: { amount: LEAST_MINOR + turn, currency: 'USD' as const },
    }));
    const { setPrices } = await writer.run(operations.SetPricesDocument, { input: { lines } }, staff);
    if (setPrices.userErrors.length > 0) throw new Error(JSON.stringify(setPrices.userErrors));
    state.changes += LINES;
  }

  async function check(turn: number): Promise<void> {
    const { handle } = lately[turn % Math.max(1, lately.length)] ?? {};
    if (handle === undefined) return;
    const least = new Map(floors);
    const { productByHandle } = await reader.run(
      operations.ProductPageDocument,
      { handle, channel: 'online' },
      { 'x-store': 'demo' },
    );
    state.checks += 1;
    for (const { id, price } of productByHandle?.variants ?? [])
      if ((price?.price.amount ?? 0) < (least.get(id) ?? 0)) state.stale += 1;
  }

  const loops = Promise.all([
    repeat(() => state.running, (1_000 * LINES) / perSecond, change),
    repeat(() => state.running, 1_000 / checksPerSecond, check),
  ]);
  return {
    get changes() {
      return state.changes;
    },
    get checks() {
      return state.checks;
    },
    get stale() {
      return state.stale;
    },
    async stop() {
      state.running = false;
      await loops;
      await following.stop();
      await log.close();
    },
  };
}

/** Does the work every so often; what takes longer delays what follows. */
async function repeat(
  isRunning: () => boolean,
  everyMs: number,
  work: (turn: number) => Promise<void>,
): Promise<void> {
  for (let turn = 1; isRunning(); turn += 1) {
    const next = performance.now() + everyMs;
    await work(turn);
    await pause(Math.max(0, next - performance.now()));
  }
}
