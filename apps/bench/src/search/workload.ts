import { operations } from '@longbox/client';
import type pg from 'pg';
import type { Graph } from '../graph.ts';
import type { BenchStore } from './fill-stores.ts';

/** What shoppers do, each as often as the others. */
export const KINDS = ['suggest', 'typo', 'text', 'filter', 'deep'] as const;
export type Kind = (typeof KINDS)[number];

type SearchVariables = operations.SearchProductsQueryVariables;

/** One request of a shopper; throws when it is not answered. */
export type Request = () => Promise<void>;

const PAGE = 20;
const DEEP = 50;
/** Stores that a run asks, drawn by their size, so that the largest is asked most; and names of cards that each of them sells. */
const DRAWS = 200;
const NAMES = 40;
/** Stores that lists are walked deep in. */
const WALKED = 3;

const TEXTS = [
  'draw card',
  'target creature damage',
  'flying vigilance',
  'destroy opponent token',
  'search library',
  'sacrifice',
  'gain life each turn',
  'flip coin',
];
const FILTERS: readonly SearchVariables[] = [
  { filter: { game: 'MTG', rarity: 'rare', inStock: true }, sort: 'PRICE_ASC', first: PAGE },
  { filter: { inStock: true, finish: 'FOIL', condition: 'NM' }, sort: 'PRICE_DESC', first: PAGE },
  { filter: { game: 'MTG', color: 'R', type: 'goblin', legalIn: 'modern' }, sort: 'NAME', first: PAGE },
  { filter: { priceMin: 100, priceMax: 500 }, sort: 'RELEASED', first: PAGE },
  { filter: { game: 'POKEMON' }, sort: 'POPULAR', first: PAGE },
  { first: PAGE },
];

/** Makes the requests of a kind, one after the other, the same for the same seed. */
export type Workload = (kind: Kind) => Request;

export async function makeWorkload(
  graph: Graph,
  catalog: pg.Client,
  stores: readonly BenchStore[],
): Promise<Workload> {
  const chance = randomFrom(42);
  const one = <T>(all: readonly T[]): T => {
    const found = all[Math.floor(chance() * all.length)];
    if (found === undefined) throw new RangeError('nothing to choose from');
    return found;
  };
  const products = stores.reduce((sum, store) => sum + store.products, 0);
  const bySize = () => {
    const place = chance() * products;
    return stores.findLast(({ from }) => from <= place) ?? one(stores);
  };
  const drawn = Array.from({ length: DRAWS }, bySize);
  const names = new Map<string, string[]>();
  for (const { id } of new Set(drawn)) {
    const { rows } = await catalog.query<{ name: string }>(
      `SELECT name FROM (SELECT print_id FROM products WHERE tenant_id = $1 ORDER BY md5(id::text) LIMIT ${NAMES}) p
       JOIN print_search w ON w.print_id = p.print_id`,
      [id],
    );
    names.set(
      id,
      rows.map(({ name }) => name),
    );
  }
  const nameIn = ({ id }: BenchStore) => one(names.get(id) ?? []);
  const search = async (store: BenchStore, variables: SearchVariables) => {
    const { products: found } = await graph.run(operations.SearchProductsDocument, variables, {
      'x-store': store.slug,
    });
    return found;
  };

  const places: { store: BenchStore; variables: SearchVariables }[] = [];
  for (const store of stores.slice(0, WALKED))
    for (const variables of [
      { ...FILTERS[5], first: PAGE, sort: 'NAME' },
      { query: 'card', first: PAGE },
    ] as const) {
      let after: string | null | undefined;
      for (let page = 1; page < DEEP; page += 1) {
        const { pageInfo } = await search(store, { ...variables, after });
        if (!pageInfo.hasNextPage) break;
        after = pageInfo.endCursor;
      }
      places.push({ store, variables: { ...variables, after } });
    }

  const requests: Record<Kind, () => Promise<unknown>> = {
    suggest() {
      const store = one(drawn);
      const name = nameIn(store);
      const prefix = name.slice(0, 1 + Math.floor(chance() * Math.min(10, name.length)));
      return graph.run(operations.SuggestCardsDocument, { prefix, first: 10 }, { 'x-store': store.slug });
    },
    typo() {
      const store = one(drawn);
      return search(store, { query: misspelt(nameIn(store), chance), first: PAGE });
    },
    text: () => search(one(drawn), { query: one(TEXTS), first: PAGE }),
    filter: () => search(one(drawn), one(FILTERS)),
    deep() {
      const { store, variables } = one(places);
      return search(store, variables);
    },
  };
  return (kind) => {
    const request = requests[kind];
    return async () => void (await request());
  };
}

/** A name with a letter left out, or two swapped. */
function misspelt(name: string, chance: () => number): string {
  const at = 1 + Math.floor(chance() * (name.length - 2));
  return chance() < 0.5
    ? name.slice(0, at) + name.slice(at + 1)
    : name.slice(0, at) + (name[at + 1] ?? '') + (name[at] ?? '') + name.slice(at + 2);
}

/** Numbers from 0 to below 1, the same for the same seed: mulberry32. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
