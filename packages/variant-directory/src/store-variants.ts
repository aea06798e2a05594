import type { EntityManager } from 'typeorm';
import type { DomainEvent } from '@longbox/events';
import type { KnownVariant } from './known-variant.ts';

/** The rows of one batch, from one JSON parameter, so that a statement's text does not depend on how many there are. */
const GIVEN = `json_to_recordset($2::json) AS given(
  "variantId" uuid, "productId" uuid, sku text, title text, "productTitle" text, status text, kind text, game text, "setCode" text,
  rarity text, "printId" uuid, condition text, finish text, edition text, language text, graded boolean, "weightGrams" integer,
  version bigint)`;

const INSERT = `INSERT INTO known_variants (tenant_id, variant_id, product_id, sku, title, product_title, status, kind, game, set_code,
  rarity, print_id, condition, finish, edition, language, graded, weight_grams, version)
SELECT $1, given."variantId", given."productId", given.sku, given.title, given."productTitle", given.status, given.kind, given.game,
  given."setCode", given.rarity, given."printId", given.condition, given.finish, given.edition, given.language, given.graded,
  given."weightGrams", given.version
FROM ${GIVEN}`;

/**
 * The handler of `ProductChanged`: the product's variants become what the event says, and those that it no longer lists are archived.
 * An event that is not newer than what is known changes nothing. Two statements, however many variants.
 * Throws a TypeError for an event that names no store.
 */
export async function onProductChanged(
  tx: EntityManager,
  event: DomainEvent<'ProductChanged'>,
): Promise<void> {
  const { tenantId, data } = event;
  if (tenantId === null) throw new TypeError(`ProductChanged ${event.id} names no store`);
  const rows: KnownVariant[] = data.variants.map((variant) => ({
    ...variant,
    productId: data.productId,
    productTitle: data.title,
    status: data.status,
    kind: data.kind,
    game: data.game,
    setCode: data.setCode,
    rarity: data.rarity,
    printId: data.printId,
    version: data.version,
  }));
  await tx.query(
    `UPDATE known_variants SET status = 'ARCHIVED', version = $3
     WHERE tenant_id = $1 AND product_id = $2 AND version < $3 AND variant_id <> ALL ($4::uuid[])`,
    [tenantId, data.productId, data.version, rows.map((row) => row.variantId)],
  );
  // A newer event may have gone by that no longer listed a variant of this one: then none of this one is to be believed.
  await tx.query(
    `${INSERT}
     WHERE NOT EXISTS (
       SELECT FROM known_variants newer WHERE newer.tenant_id = $1 AND newer.product_id = $3 AND newer.version > $4)
     ORDER BY given."variantId"
     ON CONFLICT (tenant_id, variant_id) DO UPDATE SET
       product_id = excluded.product_id, sku = excluded.sku, title = excluded.title, product_title = excluded.product_title,
       status = excluded.status, kind = excluded.kind, game = excluded.game, set_code = excluded.set_code, rarity = excluded.rarity,
       print_id = excluded.print_id, condition = excluded.condition, finish = excluded.finish, edition = excluded.edition,
       language = excluded.language, graded = excluded.graded, weight_grams = excluded.weight_grams, version = excluded.version
     WHERE known_variants.version < excluded.version`,
    [tenantId, JSON.stringify(rows), data.productId, data.version],
  );
}

/** Keeps variants that the catalog was asked for; what an event has told already stays. */
export async function keepVariants(
  tx: EntityManager,
  tenantId: string,
  variants: readonly KnownVariant[],
): Promise<void> {
  await tx.query(`${INSERT} ORDER BY given."variantId" ON CONFLICT (tenant_id, variant_id) DO NOTHING`, [
    tenantId,
    JSON.stringify(variants),
  ]);
}
