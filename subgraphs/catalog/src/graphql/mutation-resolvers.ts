import { userErrors } from '@longbox/outcome';
import { createProduct } from '../application/create-product.ts';
import { listMany } from '../application/list-many.ts';
import { updateProduct } from '../application/update-product.ts';
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
};

function causeOf({ caller }: Context) {
  return { tenantId: caller.store.id, correlationId: caller.correlationId };
}

/** A product after a change, whatever this request has read of it before. */
function changed(id: string, { loaders }: Context) {
  loaders.variantsOfProduct.clear(id);
  return loaders.product.clear(id).load(id);
}
