import { userErrors } from '@longbox/subgraph';
import { adjustInventory } from '../application/adjust-inventory.ts';
import { createLocation } from '../application/create-location.ts';
import type { MutationResolvers } from './generated.ts';

export const Mutation: MutationResolvers = {
  async createLocation(_, { input }, { caller, parts }) {
    const outcome = await createLocation(parts, caller, input);
    return { location: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
  },

  async adjustInventory(_, { input }, { caller, parts, loaders }) {
    const outcome = await adjustInventory(parts, caller, input);
    loaders.forgetStock();
    return { items: outcome.ok ? outcome.value : null, userErrors: userErrors(outcome) };
  },
};
