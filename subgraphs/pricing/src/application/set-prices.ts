import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { appendToOutbox } from '@longbox/events';
import { newId } from '@longbox/ids';
import type { Caller } from '@longbox/identity';
import { accept, refusal, refuse, refuseAll, type Outcome, type Refusal } from '@longbox/outcome';
import { claimKey, keepResult, type Database } from '@longbox/postgres';
import type { KnownVariant, VariantDirectory } from '@longbox/variant-directory';
import { lineField, priceRefusals, type PriceLine } from '../domain/price-list.ts';
import type { RefusalCode } from '../domain/refusals.ts';
import { effectivePrices, upsertPrices, type PriceToSet } from '../persistence/prices.ts';
import type { PriceRow } from '../persistence/rows.ts';
import { priceChanged } from './announce.ts';

export interface SetPricesParts {
  readonly database: Database;
  readonly directory: VariantDirectory;
  readonly clock: () => Date;
}

export interface SetPrices {
  readonly idempotencyKey?: string | null | undefined;
  readonly lines: readonly PriceLine[];
}

/**
 * Sets prices, all lines or none, in a number of statements that does not grow with them. Answers the price of each line as it then is.
 * Only what changed is told to the others. Throws `PeerUnavailable` when the catalog had to be asked and did not answer.
 */
export async function setPrices(
  parts: SetPricesParts,
  caller: Caller,
  input: SetPrices,
): Promise<Outcome<readonly PriceRow[], RefusalCode>> {
  const refusals = priceRefusals(input.lines, input.idempotencyKey, caller.store.currency);
  if (refusals.length > 0) return refuseAll(refusals);
  const { lines } = input;
  const byId = await parts.directory.find(
    caller,
    lines.flatMap(({ variantId }) => variantId ?? []),
  );
  const bySku = await parts.directory.findBySku(
    caller,
    lines.flatMap(({ variantId, sku }) => (variantId == null ? (sku ?? []) : [])),
  );
  const variants = nameVariants(lines, byId, bySku);
  if (!variants.ok) return variants;
  return parts.database.transaction(caller.store.id, (tx) =>
    write(tx, caller, input, variants.value, parts.clock()),
  );
}

function nameVariants(
  lines: readonly PriceLine[],
  byId: ReadonlyMap<string, KnownVariant>,
  bySku: ReadonlyMap<string, KnownVariant>,
): Outcome<readonly KnownVariant[], RefusalCode> {
  const found: KnownVariant[] = [];
  const refusals: Refusal<RefusalCode>[] = [];
  const seen = new Set<string>();
  lines.forEach(({ variantId, sku, channel }, index) => {
    const variant = variantId == null ? bySku.get(sku ?? '') : byId.get(variantId.toLowerCase());
    const field = variantId == null ? 'sku' : 'variantId';
    if (!variant) {
      refusals.push(
        refusal(
          'NOT_FOUND',
          `This store sells no variant ${named(variantId ?? sku)}.`,
          lineField(index, field),
        ),
      );
      return;
    }
    const place = `${variant.variantId} ${channel ?? ''}`;
    if (seen.has(place))
      refusals.push(
        refusal(
          'INVALID',
          'An earlier line prices this variant on this channel already.',
          lineField(index, field),
        ),
      );
    seen.add(place);
    found.push(variant);
  });
  return refusals.length > 0 ? refuseAll(refusals) : accept(found);
}

/** What a client named, so far as it belongs into a message. */
const named = (text: string | null | undefined) => JSON.stringify((text ?? '').slice(0, 80));

async function write(
  tx: EntityManager,
  caller: Caller,
  { idempotencyKey: key, lines }: SetPrices,
  variants: readonly KnownVariant[],
  now: Date,
): Promise<Outcome<readonly PriceRow[], RefusalCode>> {
  const tenantId = caller.store.id;
  if (key != null) {
    const claim = await claimKey<readonly PriceRow[]>(tx, tenantId, { key, inputHash: hashOf(lines) }, now);
    if (claim.status === 'DONE')
      return accept(claim.result.map((row) => ({ ...row, updatedAt: new Date(row.updatedAt) })));
    if (claim.status === 'REUSED')
      return refuse('IDEMPOTENCY_KEY_REUSED', 'This key was used with another input.', [
        'input',
        'idempotencyKey',
      ]);
  }
  const wanted = variants.map(({ variantId, productId }, index): PriceToSet => ({
    id: newId(),
    variantId,
    productId,
    channel: lines[index]?.channel ?? null,
    amountMinor: lines[index]?.price.amount ?? 0,
    compareAtMinor: lines[index]?.compareAtPrice?.amount ?? null,
  }));
  const changed = await upsertPrices(tx, tenantId, wanted, {
    currency: caller.store.currency,
    changedBy: caller.subject,
    now,
  });
  const prices = (await effectivePrices(tx, tenantId, wanted, caller.store.currency)).flatMap(
    (row) => row ?? [],
  );
  if (key != null) await keepResult(tx, tenantId, key, prices);
  await appendToOutbox(
    tx,
    changed.map((row) =>
      priceChanged(row, caller.subject, { tenantId, correlationId: caller.correlationId }),
    ),
  );
  return accept(prices);
}

function hashOf(lines: readonly PriceLine[]): Buffer {
  const plain = lines.map(({ variantId, sku, channel, price, compareAtPrice }) => [
    variantId ?? null,
    sku ?? null,
    channel ?? null,
    price.amount,
    compareAtPrice?.amount ?? null,
  ]);
  return createHash('sha256').update(JSON.stringify(plain)).digest();
}
