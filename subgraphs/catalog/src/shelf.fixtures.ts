import { callerOf, storeOf } from '@longbox/testing';
import type { Caller } from '@longbox/identity';
import { cardFolder, magicCard, type CardFolder } from './card-files.fixtures.ts';
import { openCatalog, type Catalog, type UserError } from './catalog.fixtures.ts';

export const LIST = `mutation ($input: ListPrintsInput!) {
  listPrints(input: $input) { products { id handle title variants { id sku title condition finish edition language } } userErrors { code message field } }
}`;
export const CREATE = `mutation ($input: CreateProductInput!) {
  createProduct(input: $input) {
    product { id handle kind title status print { id } variants { id sku title grade { company grade certNumber } } }
    userErrors { code message field }
  }
}`;
export const UPDATE = `mutation ($id: ID!, $input: UpdateProductInput!) {
  updateProduct(id: $id, input: $input) { product { id handle title status description tags updatedAt } userErrors { code field } }
}`;
export const PRINTS = `query ($filter: PrintFilter, $first: Int!, $after: String) {
  prints(filter: $filter, first: $first, after: $after) {
    totalCount edges { cursor node { id collectorNumber card { name game { code } } set { code name } images { small } finishes } } pageInfo { hasNextPage endCursor }
  }
}`;

export interface ProductView {
  readonly id: string;
  readonly handle: string;
  readonly title: string;
  readonly status?: string;
  readonly updatedAt?: string;
  readonly variants: readonly { readonly id: string; readonly sku: string; readonly title: string }[];
}
export interface Listed {
  readonly listPrints: {
    readonly products: readonly ProductView[];
    readonly userErrors: readonly UserError[];
  };
}
export interface Created {
  readonly createProduct: { readonly product: ProductView | null; readonly userErrors: readonly UserError[] };
}
export interface Updated {
  readonly updateProduct: { readonly product: ProductView | null; readonly userErrors: readonly UserError[] };
}
export interface Prints {
  readonly prints: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string; readonly collectorNumber: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

/** A catalog with some invented cards in it, and what tests do with them. */
export interface Shelf {
  readonly catalog: Catalog;
  readonly folder: CardFolder;
  /** Staff of another store. */
  readonly rival: Caller;
  printIds(filter: Record<string, unknown>, first?: number): Promise<string[]>;
  list(input: Record<string, unknown>, caller?: Caller): Promise<Listed['listPrints']>;
  create(input: Record<string, unknown>, caller?: Caller): Promise<Created['createProduct']>;
  dispose(): Promise<void>;
}

export async function openShelf(): Promise<Shelf> {
  const folder = cardFolder();
  const catalog = await openCatalog({ importFolder: folder.path });
  const rival = callerOf('staff', storeOf('rival'));
  folder.write('cards.jsonl', [
    ...Array.from({ length: 1_005 }, (_, index) =>
      magicCard({ name: `Bulk ${index + 1}`, set: 'blk', setName: 'Bulk Set', number: index + 1 }),
    ),
    magicCard({
      name: 'Junún Efreet',
      set: 'arn',
      setName: 'Arabian Nights',
      number: 50,
      rarity: 'uncommon',
    }),
    magicCard({ name: 'Jace', set: 'tst', number: '57', finishes: ['nonfoil'] }),
    magicCard({ name: 'Jace', set: 'tst', number: '57†', finishes: ['nonfoil'] }),
    magicCard({ name: 'Jace', set: 'tst', number: '58★', finishes: ['foil'], lang: 'ja' }),
  ]);
  await catalog.importFiles('MTG', 'cards.jsonl');

  async function printIds(filter: Record<string, unknown>, first = 250): Promise<string[]> {
    const ids: string[] = [];
    for (let after: string | null = null; ;) {
      const { prints }: Prints = await catalog.ask<Prints>(catalog.staff, PRINTS, { filter, first, after });
      ids.push(...prints.edges.map(({ node }) => node.id));
      if (!prints.pageInfo.hasNextPage) return ids;
      after = prints.pageInfo.endCursor;
    }
  }

  async function list(input: Record<string, unknown>, caller = catalog.staff) {
    return (await catalog.ask<Listed>(caller, LIST, { input })).listPrints;
  }

  async function create(input: Record<string, unknown>, caller = catalog.staff) {
    return (await catalog.ask<Created>(caller, CREATE, { input })).createProduct;
  }

  return {
    catalog,
    folder,
    rival,
    printIds,
    list,
    create,
    async dispose() {
      await catalog.dispose();
      folder.dispose();
    },
  };
}
