import { GAMES as GAME_CODES } from '@longbox/sku';
import type { EntityManager, EntitySchema } from 'typeorm';
import { Card, CardSet, Game, ImportJob, ImportProblem, Print, Product, ProductVariant } from './entities.ts';
import type {
  CardRow,
  CardSetRow,
  GameRow,
  ImportJobRow,
  ImportProblemRow,
  PrintRow,
  ProductRow,
  VariantRow,
} from './rows.ts';

/**
 * Reads of many rows by their keys, one statement each; what is not there is left out. The callers have checked that ids are ids. Every
 * page takes several of them, so their texts are written once: the ORM would write one anew for each read, and copy each row, which takes
 * longer than what the driver does.
 */

/** Everything of an entity, under the names of its properties; calendar days as text. */
function selectOf({ options: { columns, tableName } }: EntitySchema): string {
  const all = Object.entries(columns).map(
    ([property, column]) =>
      `${column?.name ?? property}${column?.type === 'date' ? '::text' : ''} AS "${property}"`,
  );
  return `SELECT ${all.join(', ')} FROM ${tableName}`;
}

const GAMES = `${selectOf(Game)} WHERE code = ANY ($1::text[]) ORDER BY position`;
const CARD_SETS = `${selectOf(CardSet)} WHERE id = ANY ($1::uuid[])`;
/** A card, where its `id` is. */
export const CARD = selectOf(Card);
const CARDS = `${CARD} WHERE id = ANY ($1::uuid[])`;
const PRINTS = `${selectOf(Print)} WHERE id = ANY ($1::uuid[])`;
const OF_STORE = 'WHERE tenant_id = $1 AND';
const PRODUCTS = `${selectOf(Product)} ${OF_STORE} id = ANY ($2::uuid[])`;
const PRODUCTS_OF_PRINTS = `${selectOf(Product)} ${OF_STORE} print_id = ANY ($2::uuid[]) ORDER BY singles DESC, id`;
const PRODUCTS_BY_HANDLE = `${selectOf(Product)} ${OF_STORE} handle = ANY ($2::text[])`;
const VARIANTS = `${selectOf(ProductVariant)} ${OF_STORE} id = ANY ($2::uuid[])`;
const VARIANTS_BY_SKU = `${selectOf(ProductVariant)} ${OF_STORE} sku = ANY ($2::text[])`;
const VARIANTS_OF_PRODUCTS = `${selectOf(ProductVariant)} ${OF_STORE} product_id = ANY ($2::uuid[]) ORDER BY position, id`;
const IMPORT_JOBS = `${selectOf(ImportJob)} ${OF_STORE} id = ANY ($2::uuid[])`;

/** The games that this release knows: a later one that is being started may have added others. */
export function readGames(connection: EntityManager): Promise<GameRow[]> {
  return connection.query(GAMES, [GAME_CODES]);
}

export function readCardSets(connection: EntityManager, ids: readonly string[]): Promise<CardSetRow[]> {
  return connection.query(CARD_SETS, [ids]);
}

export function readCards(connection: EntityManager, ids: readonly string[]): Promise<CardRow[]> {
  return connection.query(CARDS, [ids]);
}

export function readPrints(connection: EntityManager, ids: readonly string[]): Promise<PrintRow[]> {
  return connection.query(PRINTS, [ids]);
}

export function readProducts(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ProductRow[]> {
  return connection.query(PRODUCTS, [tenantId, ids]);
}

/** A store's products of printings, of each the one of its ungraded copies first. */
export function readProductsOfPrints(
  connection: EntityManager,
  tenantId: string,
  printIds: readonly string[],
): Promise<ProductRow[]> {
  return connection.query(PRODUCTS_OF_PRINTS, [tenantId, printIds]);
}

export function readProductsByHandle(
  connection: EntityManager,
  tenantId: string,
  handles: readonly string[],
): Promise<ProductRow[]> {
  return connection.query(PRODUCTS_BY_HANDLE, [tenantId, handles]);
}

export function readVariants(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<VariantRow[]> {
  return connection.query(VARIANTS, [tenantId, ids]);
}

export function readVariantsBySku(
  connection: EntityManager,
  tenantId: string,
  skus: readonly string[],
): Promise<VariantRow[]> {
  return connection.query(VARIANTS_BY_SKU, [tenantId, skus]);
}

/** The variants of products, in the order in which a product shows them. */
export function readVariantsOfProducts(
  connection: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<VariantRow[]> {
  return connection.query(VARIANTS_OF_PRODUCTS, [tenantId, productIds]);
}

export function readImportJobs(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ImportJobRow[]> {
  return connection.query(IMPORT_JOBS, [tenantId, ids]);
}

/** The problems of a job behind a position, `limit` at most. */
export async function readImportProblems(
  connection: EntityManager,
  tenantId: string,
  jobId: string,
  after: number,
  limit: number,
): Promise<ImportProblemRow[]> {
  return connection
    .createQueryBuilder(ImportProblem, 'problem')
    .where('problem.tenantId = :tenantId AND problem.jobId = :jobId AND problem.position > :after', {
      tenantId,
      jobId,
      after,
    })
    .orderBy('problem.position')
    .limit(limit)
    .getMany();
}
