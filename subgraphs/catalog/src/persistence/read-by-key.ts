import { Any, type EntityManager } from 'typeorm';
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

/** Reads of many rows by their keys, one statement each; what is not there is left out. The callers have checked that ids are ids. */

export function readGames(connection: EntityManager): Promise<GameRow[]> {
  return connection.find(Game, { order: { position: 'ASC' } });
}

export function readCardSets(connection: EntityManager, ids: readonly string[]): Promise<CardSetRow[]> {
  return connection.findBy(CardSet, { id: Any([...ids]) });
}

export function readCards(connection: EntityManager, ids: readonly string[]): Promise<CardRow[]> {
  return connection.findBy(Card, { id: Any([...ids]) });
}

export function readPrints(connection: EntityManager, ids: readonly string[]): Promise<PrintRow[]> {
  return connection.findBy(Print, { id: Any([...ids]) });
}

export function readProducts(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ProductRow[]> {
  return connection.findBy(Product, { tenantId, id: Any([...ids]) });
}

/** A store's products of printings, of each the one of its ungraded copies first. */
export function readProductsOfPrints(
  connection: EntityManager,
  tenantId: string,
  printIds: readonly string[],
): Promise<ProductRow[]> {
  return connection.find(Product, {
    where: { tenantId, printId: Any([...printIds]) },
    order: { singles: 'DESC', id: 'ASC' },
  });
}

export function readProductsByHandle(
  connection: EntityManager,
  tenantId: string,
  handles: readonly string[],
): Promise<ProductRow[]> {
  return connection.findBy(Product, { tenantId, handle: Any([...handles]) });
}

export function readVariants(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<VariantRow[]> {
  return connection.findBy(ProductVariant, { tenantId, id: Any([...ids]) });
}

export function readVariantsBySku(
  connection: EntityManager,
  tenantId: string,
  skus: readonly string[],
): Promise<VariantRow[]> {
  return connection.findBy(ProductVariant, { tenantId, sku: Any([...skus]) });
}

/** The variants of products, in the order in which a product shows them. */
export function readVariantsOfProducts(
  connection: EntityManager,
  tenantId: string,
  productIds: readonly string[],
): Promise<VariantRow[]> {
  return connection.find(ProductVariant, {
    where: { tenantId, productId: Any([...productIds]) },
    order: { position: 'ASC', id: 'ASC' },
  });
}

export function readImportJobs(
  connection: EntityManager,
  tenantId: string,
  ids: readonly string[],
): Promise<ImportJobRow[]> {
  return connection.findBy(ImportJob, { tenantId, id: Any([...ids]) });
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
