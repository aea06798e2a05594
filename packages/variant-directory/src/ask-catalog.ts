import { parse } from 'graphql';
import type { ProductKind, ProductStatus } from '@longbox/events';
import { askPeer, type Peers } from '@longbox/subgraph';
import type { Caller } from '@longbox/identity';
import { MOST_VARIANTS } from './find-variants.ts';
import type { KnownVariant } from './known-variant.ts';

/** As many SKUs as the catalog takes in one question (`productVariantsBySku`). */
const MOST_SKUS = 250;

const VARIANT = `{
  id sku title condition finish edition language weightGrams grade { company }
  product { id title kind status print { id rarity set { code } card { game { code } } } }
}`;

const BY_IDS = parse(
  `query VariantsByIds($ids: [ID!]!) { variants: productVariantsByIds(ids: $ids) ${VARIANT} }`,
);
const BY_SKUS = parse(
  `query VariantsBySku($skus: [String!]!) { variants: productVariantsBySku(skus: $skus) ${VARIANT} }`,
);

interface CatalogVariant {
  readonly id: string;
  readonly sku: string;
  readonly title: string;
  readonly condition: string | null;
  readonly finish: string | null;
  readonly edition: string | null;
  readonly language: string | null;
  readonly weightGrams: number | null;
  readonly grade: { readonly company: string } | null;
  readonly product: {
    readonly id: string;
    readonly title: string;
    readonly kind: ProductKind;
    readonly status: ProductStatus;
    readonly print: {
      readonly id: string;
      readonly rarity: string | null;
      readonly set: { readonly code: string };
      readonly card: { readonly game: { readonly code: string } };
    } | null;
  };
}

/** Asks the catalog for variants by id; those it does not have are left out. Throws `PeerUnavailable`. */
export function askById(peers: Peers, caller: Caller, ids: readonly string[]): Promise<KnownVariant[]> {
  return ask(peers, caller, ids, MOST_VARIANTS, (some) => ({ document: BY_IDS, variables: { ids: some } }));
}

/** Asks the catalog for variants by SKU; those it does not have are left out. Throws `PeerUnavailable`. */
export function askBySku(peers: Peers, caller: Caller, skus: readonly string[]): Promise<KnownVariant[]> {
  return ask(peers, caller, skus, MOST_SKUS, (some) => ({ document: BY_SKUS, variables: { skus: some } }));
}

async function ask(
  peers: Peers,
  caller: Caller,
  names: readonly string[],
  most: number,
  question: (some: readonly string[]) => { document: typeof BY_IDS; variables: Record<string, unknown> },
): Promise<KnownVariant[]> {
  const found: KnownVariant[] = [];
  for (let from = 0; from < names.length; from += most) {
    const request = { ...question(names.slice(from, from + most)), caller };
    const { variants } = await askPeer<{ variants: readonly CatalogVariant[] }>(peers, 'catalog', request);
    found.push(...variants.map(toKnown));
  }
  return found;
}

/** Version 0: whatever the event of this product says is newer. */
function toKnown({ id, grade, product, ...variant }: CatalogVariant): KnownVariant {
  const { print } = product;
  return {
    ...variant,
    variantId: id,
    productId: product.id,
    productTitle: product.title,
    kind: product.kind,
    status: product.status,
    game: print?.card.game.code ?? null,
    setCode: print?.set.code ?? null,
    rarity: print?.rarity ?? null,
    printId: print?.id ?? null,
    graded: grade !== null,
    version: 0,
  };
}
