import { userErrors, type Outcome } from '@longbox/outcome';
import {
  categorizeProducts,
  createCategory,
  deleteCategory,
  updateCategory,
} from '../application/categories.ts';
import { changeProducts, createProducts, type ManyProducts } from '../application/many-products.ts';
import { createProduct } from '../application/create-product.ts';
import { listMany } from '../application/list-many.ts';
import { applyStockImport, cancelStockImport, reviewStockLines } from '../application/decide-stock-import.ts';
import { receiveStockFile } from '../application/receive-stock-file.ts';
import { updateProduct } from '../application/update-product.ts';
import type { RefusalCode } from '../domain/catalog.ts';
import type { Context } from './context.ts';
import type { MutationResolvers } from './generated.ts';

export const Mutation: MutationResolvers = {
  async startCatalogImport(_parent, { input }, { caller, imports, loaders }) {
    const outcome = await imports.ask(caller, input);
    return {
      job: outcome.ok ? await loaders.importJob.load(outcome.value) : null,
      userErrors: userErrors(outcome),
    };
  },

  async cancelCatalogImport(_parent, { id }, { caller, imports, loaders }) {
    const outcome = await imports.cancel(caller, id);
    return {
      job: outcome.ok ? await loaders.importJob.load(outcome.value) : null,
      userErrors: userErrors(outcome),
    };
  },

  async listPrints(_parent, { input }, context) {
    const { database, caller, now } = context;
    const { printIds = null, filter = null, conditions = null, finishes = null, editions = null } = input;
    const command = { printIds, filter, wish: { conditions, finishes, editions }, now: now() };
    const outcome = await database.transaction(caller.store.id, (tx) =>
      listMany(tx, causeOf(context), command),
    );
    const { productIds, jobId } = outcome.ok ? outcome.value : { productIds: [], jobId: null };
    const products = await Promise.all(productIds.map((id) => changed(id, context)));
    return {
      products: products.filter((product) => product !== null),
      job: jobId === null ? null : await context.loaders.listingJob.load(jobId),
      userErrors: userErrors(outcome),
    };
  },

  async createProduct(_parent, { input }, context) {
    const { database, caller, now } = context;
    const outcome = await database.transaction(caller.store.id, (tx) =>
      createProduct(tx, causeOf(context), input, now()),
    );
    return {
      product: outcome.ok ? await changed(outcome.value, context) : null,
      userErrors: userErrors(outcome),
    };
  },

  async updateProduct(_parent, { id, input }, context) {
    const { database, caller, now } = context;
    const outcome = await database.transaction(caller.store.id, (tx) =>
      updateProduct(tx, causeOf(context), id, input, now()),
    );
    return {
      product: outcome.ok ? await changed(outcome.value, context) : null,
      userErrors: userErrors(outcome),
    };
  },

  async createCategory(_parent, { input }, { database, caller }) {
    const { id } = caller.store;
    const outcome = await database.transaction(id, (tx) => createCategory(tx, id, input));
    return { category: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
  },

  async updateCategory(_parent, { id, input }, { database, caller }) {
    const tenantId = caller.store.id;
    const outcome = await database.transaction(tenantId, (tx) => updateCategory(tx, tenantId, id, input));
    return { category: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
  },

  async deleteCategory(_parent, { id }, { database, caller }) {
    const tenantId = caller.store.id;
    const outcome = await database.transaction(tenantId, (tx) => deleteCategory(tx, tenantId, id));
    return { deletedId: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
  },

  async categorizeProducts(_parent, { input }, context) {
    const { database, caller } = context;
    const outcome = await database.transaction(caller.store.id, (tx) =>
      categorizeProducts(tx, caller.store.id, input),
    );
    if (!outcome.ok) return { products: null, userErrors: userErrors(outcome) };
    const products = await Promise.all(outcome.value.map((id) => changed(id, context)));
    return { products: products.filter((product) => product !== null), userErrors: [] };
  },

  async createProducts(_parent, { input }, context) {
    const { database, now } = context;
    return productsPayload(await createProducts(database, causeOf(context), input, now()), context);
  },

  async updateProducts(_parent, { input }, context) {
    const { database, now } = context;
    return productsPayload(await changeProducts(database, causeOf(context), input, now()), context);
  },

  async importStockFile(_parent, { input }, context) {
    return stockImportPayload(await receiveStockFile(context, context.caller, input), context);
  },

  async reviewStockLines(_parent, { input: { importId, decisions } }, { database, caller }) {
    const outcome = await database.transaction(caller.store.id, (tx) =>
      reviewStockLines(tx, caller, importId, decisions),
    );
    return { lines: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
  },

  async applyStockImport(_parent, { id }, context) {
    const { database, caller, now } = context;
    const outcome = await database.transaction(caller.store.id, (tx) =>
      applyStockImport(tx, caller, id, now()),
    );
    return stockImportPayload(outcome, context);
  },

  async cancelStockImport(_parent, { id }, context) {
    const { database, caller, now } = context;
    const outcome = await database.transaction(caller.store.id, (tx) =>
      cancelStockImport(tx, caller, id, now()),
    );
    return stockImportPayload(outcome, context);
  },
};

async function productsPayload(outcome: Outcome<ManyProducts, RefusalCode>, context: Context) {
  if (!outcome.ok) return { results: null, userErrors: userErrors(outcome) };
  const results = outcome.value.map(async (each) => ({
    product: each.ok && each.value !== null ? await changed(each.value, context) : null,
    userErrors: userErrors(each),
  }));
  return { results: await Promise.all(results), userErrors: [] };
}

async function stockImportPayload(outcome: Outcome<string, RefusalCode>, { loaders }: Context) {
  return {
    import: outcome.ok ? await loaders.stockImport.clear(outcome.value).load(outcome.value) : null,
    userErrors: userErrors(outcome),
  };
}

function causeOf({ caller }: Context) {
  return { tenantId: caller.store.id, correlationId: caller.correlationId };
}

/** A product after a change, whatever this request has read of it before. */
function changed(id: string, { loaders }: Context) {
  loaders.variantsOfProduct.clear(id);
  return loaders.product.clear(id).load(id);
}
