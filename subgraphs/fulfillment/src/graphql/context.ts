import type { RequestContext } from '@longbox/subgraph';
import type { Parts } from '../application/parts.ts';
import type { Loaders } from './loaders.ts';

/** What each resolver of fulfillment gets. */
export interface Context extends RequestContext {
  readonly loaders: Loaders;
  readonly parts: Parts;
}
