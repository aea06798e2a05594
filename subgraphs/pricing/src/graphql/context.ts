import type { RequestContext } from '@longbox/subgraph';
import type { KeepQuote } from '../application/make-quote.ts';
import type { SetPricesParts } from '../application/set-prices.ts';
import type { Loaders } from './loaders.ts';

/** What each resolver of pricing gets. */
export interface Context extends RequestContext {
  readonly loaders: Loaders;
  readonly parts: SetPricesParts & { readonly keepQuote: KeepQuote };
}
