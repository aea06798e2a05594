import type { Page } from '@longbox/subgraph';
import type { Facet } from '../persistence/product-facets.ts';
import type { PrintRow, ProductRow } from '../persistence/rows.ts';

/** A page of printings; what is costly to count is counted when it is asked for. */
export interface PrintList extends Page<PrintRow> {
  totalCount(): Promise<number>;
}

/** A page of products; what is costly to count is counted when it is asked for. */
export interface ProductList extends Page<ProductRow> {
  totalCount(): Promise<number>;
  facets(): Promise<readonly Facet[]>;
  moreFacets(): Promise<readonly Facet[]>;
}
