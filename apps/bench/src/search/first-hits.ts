import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { operations } from '@longbox/client';
import type { Graph } from '../graph.ts';
import { SAMPLE_STORE } from './sell-samples.ts';

const QUERIES = join(import.meta.dirname, '../../../../subgraphs/catalog/samples/search-queries.json');

/** What somebody types, and the card that must come first; `number` where one printing is meant. */
interface ExpectedHit {
  readonly query: string;
  readonly card: string;
  readonly number?: string;
}

/** Asks the store that sells the sample cards for each query of the repository. */
export async function firstHits(graph: Graph) {
  const expected = JSON.parse(readFileSync(QUERIES, 'utf8')) as readonly ExpectedHit[];
  const missed: string[] = [];
  for (const { query, card, number } of expected) {
    const { products } = await graph.run(
      operations.SearchProductsDocument,
      { query, first: 1 },
      { 'x-store': SAMPLE_STORE.slug },
    );
    const print = products.edges[0]?.node.print;
    const right = print?.card.name === card && (number === undefined || print.collectorNumber === number);
    if (!right) missed.push(`${query}: ${print?.card.name ?? 'none'} ${print?.collectorNumber ?? ''}`);
  }
  return { queries: expected.length, share: 1 - missed.length / expected.length, missed };
}
