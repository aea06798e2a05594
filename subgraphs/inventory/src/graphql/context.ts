import type { RequestContext } from '@longbox/subgraph';
import type { AdjustInventoryParts } from '../application/adjust-inventory.ts';
import type { Loaders } from './loaders.ts';

/** What each resolver of inventory gets. */
export interface Context extends RequestContext {
  readonly loaders: Loaders;
  readonly parts: AdjustInventoryParts;
}
