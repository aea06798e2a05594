import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_CONFIG, GAMES } from '@longbox/catalog';
import { operations, type Client } from '@longbox/client';
import { accepted } from './accepted.ts';

const { ListablePrintsDocument, ListPrintsDocument, StartCatalogImportDocument, ImportJobDocument } =
  operations;
const { AdjustInventoryDocument, CreateLocationDocument, CreateProductDocument, SetPricesDocument } =
  operations;

export interface Sample {
  readonly game: operations.GameCode;
  /** The folder of its shipped sample files. */
  readonly path: string;
  readonly name: string;
}

/** The games of which sample files are shipped. */
export const SAMPLES: readonly Sample[] = GAMES.filter(({ word }) =>
  existsSync(join(DEFAULT_CONFIG.importFolder, word)),
).map(({ code, word, name }) => ({ game: code, path: word, name }));

export interface ListedVariant {
  readonly id: string;
  readonly sku: string;
}

const MOST_LINES = 1_000;
const MOST_PRINTS = 250;
const IMPORT_DEADLINE_MS = 120_000;

/**
 * Fills an empty store as its staff would: imports the shipped sample cards, lists, stocks and prices them. Everything
 * goes through the graph. Says what it did, a line at a time. A filling that was broken off is finished by the next one. Throws when
 * anything is refused.
 */
export async function fillStore(staff: Client, say: (line: string) => void): Promise<void> {
  await openLocation(staff);
  const variants: ListedVariant[] = [];
  for (const sample of SAMPLES) {
    const job = await importCards(staff, sample);
    variants.push(...(await listAll(staff, sample)));
    say(`${job.created + job.updated} printings of ${sample.name} imported`);
  }
  variants.push(...(await listSealed(staff)));
  // The same order each time, so that the opening stock is counted once whatever was broken off.
  await stockAndPrice(
    staff,
    variants.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)),
  );
  accepted(
    (
      await staff.run(operations.SetPricingSettingsDocument, {
        input: {
          taxBasisPoints: 0,
          shipping: { amount: 499, currency: 'USD' },
          freeShippingFrom: { amount: 7_500, currency: 'USD' },
        },
      })
    ).updatePricingSettings,
  );
  say(`${variants.length} variants listed, stocked and priced`);
}

/** Imports one sample and waits for the job's end. */
export async function importCards(staff: Client, { game, path }: Pick<Sample, 'game' | 'path'>) {
  const started = await staff.run(StartCatalogImportDocument, { input: { game, path } });
  const id = accepted(started.startCatalogImport).job?.id ?? '';
  const giveUp = Date.now() + IMPORT_DEADLINE_MS;
  for (;;) {
    const { catalogImportJob: job } = await staff.run(ImportJobDocument, { id });
    if (job?.status === 'COMPLETED') return job;
    if (job?.status === 'FAILED' || Date.now() > giveUp)
      throw new Error(`the import of ${path} ${job?.status === 'FAILED' ? 'failed' : 'did not end in time'}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function openLocation(staff: Client): Promise<void> {
  const { locations } = await staff.run(operations.LocationsDocument, {});
  if (locations?.some(({ code }) => code === 'MAIN')) return;
  const created = await staff.run(CreateLocationDocument, {
    input: { code: 'MAIN', name: 'Shop floor', type: 'STORE' },
  });
  accepted(created.createLocation);
}

/** Lists every printing of a game in near mint and lightly played. */
async function listAll(staff: Client, { game }: Sample): Promise<ListedVariant[]> {
  const listed: ListedVariant[] = [];
  let after: string | null = null;
  do {
    const page: operations.ListablePrintsQuery = await staff.run(ListablePrintsDocument, {
      filter: { game },
      first: MOST_PRINTS,
      after,
    });
    const printIds = page.prints.edges.map(({ node }) => node.id);
    if (printIds.length > 0) {
      const made = await staff.run(ListPrintsDocument, { input: { printIds, conditions: ['NM', 'LP'] } });
      listed.push(...accepted(made.listPrints).products.flatMap(({ variants }) => variants));
    }
    after = page.prints.pageInfo.hasNextPage ? (page.prints.pageInfo.endCursor ?? null) : null;
  } while (after);
  return listed;
}

const SEALED: readonly operations.CreateProductInput[] = [
  {
    kind: 'SEALED',
    title: 'Emberfall Booster Box',
    description: 'Thirty-six boosters of the Emberfall set, shrink-wrapped.',
    variants: [{ sku: 'BOX-EMBERFALL', title: 'Box', weightGrams: 1_100 }],
  },
  {
    kind: 'ACCESSORY',
    title: 'Longbox Sleeves, 100',
    variants: [
      { sku: 'SLEEVES-BLACK', title: 'Black', weightGrams: 120 },
      { sku: 'SLEEVES-CLEAR', title: 'Clear', weightGrams: 120 },
    ],
  },
];

/** Creates the products that are no cards; those that an earlier, broken off filling created are found by their SKU. */
async function listSealed(staff: Client): Promise<readonly ListedVariant[]> {
  const skus = SEALED.flatMap(({ variants }) => (variants ?? []).flatMap(({ sku }) => sku ?? []));
  const { data } = await staff.send<{ productVariantsBySku: ListedVariant[] }, { skus: string[] }>(
    'query ($skus: [String!]!) { productVariantsBySku(skus: $skus) { id sku } }',
    { skus },
  );
  const listed = [...(data?.productVariantsBySku ?? [])];
  for (const input of SEALED) {
    if (input.variants?.some(({ sku }) => listed.some((variant) => variant.sku === sku))) continue;
    const { createProduct } = await staff.run(CreateProductDocument, { input });
    listed.push(...(accepted(createProduct).product?.variants ?? []));
  }
  return listed;
}

async function stockAndPrice(staff: Client, variants: readonly ListedVariant[]): Promise<void> {
  for (let start = 0; start < variants.length; start += MOST_LINES) {
    const some = variants.slice(start, start + MOST_LINES);
    const adjusted = await staff.run(AdjustInventoryDocument, {
      input: {
        reason: 'RESTOCK',
        reference: 'opening stock',
        idempotencyKey: `opening-stock-${start}`,
        lines: some.map(({ id, sku }) => ({
          variantId: id,
          locationCode: 'MAIN',
          quantity: 1 + (hash(sku) % 12),
          bin: binOf(sku),
        })),
      },
    });
    accepted(adjusted.adjustInventory);
    const priced = await staff.run(SetPricesDocument, {
      input: {
        lines: some.map(({ id, sku }) => ({
          variantId: id,
          price: { amount: priceOf(sku), currency: 'USD' as const },
        })),
      },
    });
    accepted(priced.setPrices);
  }
}

/** The same SKU costs the same on every machine: cents to some tens of dollars, most cards cheap. */
function priceOf(sku: string): number {
  const steep = (hash(sku) % 1000) / 1000;
  const nearMint = 25 + Math.round(4_000 * steep ** 5);
  return sku.includes('-LP-') ? Math.max(10, Math.round(nearMint * 0.8)) : nearMint;
}

function binOf(sku: string): string {
  const number = hash(`bin ${sku}`);
  return `${'ABCDEF'[number % 6] ?? 'A'}-${1 + (number % 40)}`;
}

/** FNV-1a, 32 bits: spreads SKUs evenly, nothing more. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const char of text) value = Math.imul(value ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
