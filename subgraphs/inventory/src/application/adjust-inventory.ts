import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refuse, refuseAll, type Outcome } from '@longbox/outcome';
import { claimKey, keepResult, type Database } from '@longbox/postgres';
import type { VariantDirectory } from '@longbox/variant-directory';
import {
  adjustmentRefusals,
  planAdjustment,
  type Adjustment,
  type PlacedLine,
} from '../domain/adjustment.ts';
import { movementType, type RefusalCode } from '../domain/stock.ts';
import { lockItems, writeAdjustment, type Place } from '../persistence/adjust-stock.ts';
import { allLocations } from '../persistence/locations.ts';
import type { ItemRow } from '../persistence/rows.ts';
import { stockChanged } from './announce.ts';
import { placeLines, type NamedPlace } from './place-lines.ts';
import { Refused, refusable } from './refused.ts';

export interface AdjustInventoryParts {
  readonly database: Database;
  readonly directory: VariantDirectory;
  readonly clock: () => Date;
}

/** The items as they became, and which of them each line changed. */
interface Adjusted {
  readonly items: readonly ItemRow[];
  readonly lines: readonly string[];
}

/**
 * Changes what is on hand, all lines or none; each line leaves a movement in the ledger. Answers the item of each line. The statements
 * are the same number for one line and for a thousand. Refused: what the domain refuses, unknown variants and locations, on hand that
 * would fall below what is reserved, and an idempotency key that stood for something else. Throws `PeerUnavailable` when the catalog had
 * to be asked and did not answer.
 */
export async function adjustInventory(
  parts: AdjustInventoryParts,
  caller: Caller,
  input: Adjustment,
): Promise<Outcome<readonly ItemRow[], RefusalCode>> {
  const refusals = adjustmentRefusals(input);
  if (refusals.length > 0) return refuseAll(refusals);
  const tenantId = caller.store.id;
  const byId = await parts.directory.find(
    caller,
    input.lines.flatMap(({ variantId }) => variantId ?? []),
  );
  const bySku = await parts.directory.findBySku(
    caller,
    input.lines.flatMap(({ variantId, sku }) => (variantId == null ? (sku ?? []) : [])),
  );
  const locations = await parts.database.read(tenantId, (connection) => allLocations(connection, tenantId));
  const places = placeLines(input.lines, { byId, bySku, locations });
  if (!places.ok) return places;
  return refusable(() =>
    parts.database.transaction(tenantId, (tx) => adjust(tx, caller, input, places.value, parts.clock())),
  );
}

async function adjust(
  tx: EntityManager,
  caller: Caller,
  input: Adjustment,
  places: readonly NamedPlace[],
  now: Date,
): Promise<Outcome<readonly ItemRow[], RefusalCode>> {
  const tenantId = caller.store.id;
  const key = input.idempotencyKey;
  if (key != null) {
    const claim = await claimKey<Adjusted>(tx, tenantId, { key, inputHash: hashOf(input) }, now);
    if (claim.status === 'DONE') return accept(itemsOfLines(revived(claim.result)));
    if (claim.status === 'REUSED')
      return refuse('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', [
        'input',
        'idempotencyKey',
      ]);
  }
  const adjusted = await write(tx, caller, input, places, now);
  if (key != null) await keepResult(tx, tenantId, key, adjusted);
  await appendToOutbox(tx, stockChanged(adjusted.items, { tenantId, correlationId: caller.correlationId }));
  return accept(itemsOfLines(adjusted));
}

/** Throws `Refused`, since items may have been made already. */
async function write(
  tx: EntityManager,
  caller: Caller,
  input: Adjustment,
  places: readonly NamedPlace[],
  now: Date,
): Promise<Adjusted> {
  const tenantId = caller.store.id;
  const before = await lockItems(tx, tenantId, distinct(places), now);
  const idOfPlace = new Map(before.map((item) => [placeKey(item.variantId, item.locationId), item.id]));
  const lines = input.lines.map(({ quantity, bin, safetyStock }, index): PlacedLine => {
    const { variant, location } = places[index] ?? {};
    const itemId = variant && location && idOfPlace.get(placeKey(variant.variantId, location.id));
    if (!itemId) throw new Error(`line ${index} has no item`);
    return { itemId, quantity, bin, safetyStock };
  });
  const plan = planAdjustment(lines, new Map(before.map((item) => [item.id, item])));
  if (!plan.ok) throw new Refused(plan.refusals);
  const ledger = {
    movements: plan.value.movements.map((movement) => ({
      ...movement,
      id: newId(),
      type: movementType(input.reason, movement.quantity),
    })),
    reason: input.reason,
    reference: input.reference?.trim() || null,
    actor: caller.kind === 'system' ? 'system' : caller.subject,
  };
  const states = [...plan.value.items].map(([id, { onHand, bin, safetyStock }]) => ({
    id,
    onHand,
    bin,
    safetyStock,
  }));
  const items = await writeAdjustment(tx, tenantId, states, ledger, now);
  return { items, lines: lines.map(({ itemId }) => itemId) };
}

const placeKey = (variantId: string, locationId: string) => `${variantId} ${locationId}`;

function distinct(places: readonly NamedPlace[]): Place[] {
  const found = new Map<string, Place>();
  for (const { variant, location } of places) {
    const { variantId, productId } = variant;
    const key = placeKey(variantId, location.id);
    if (!found.has(key)) found.set(key, { id: newId(), variantId, productId, locationId: location.id });
  }
  return [...found.values()];
}

function itemsOfLines({ items, lines }: Adjusted): readonly ItemRow[] {
  const byId = new Map(items.map((item) => [item.id, item]));
  return lines.flatMap((id) => byId.get(id) ?? []);
}

/** Instants are text in a kept result. */
function revived({ items, lines }: Adjusted): Adjusted {
  return { items: items.map((item) => ({ ...item, updatedAt: new Date(item.updatedAt) })), lines };
}

function hashOf({ reason, reference, lines }: Adjustment): Buffer {
  const plain = lines.map((line) => [
    line.variantId ?? null,
    line.sku ?? null,
    line.locationId ?? null,
    line.locationCode ?? null,
    line.quantity,
    line.bin ?? null,
    line.safetyStock ?? null,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([reason, reference ?? null, plain]))
    .digest();
}
