import { readFileSync } from 'node:fs';
import { MINOR_UNIT_DIGITS, type CurrencyCode } from '@longbox/money';
import { isScope, type Scope, type Store } from '@longbox/identity';
import { z } from 'zod';

/** A partner's key as it is kept: its hash, never the key. */
export interface ApiKey {
  readonly id: string;
  readonly name: string;
  /** SHA-256 of the whole key, hexadecimal. */
  readonly hash: string;
  /** The slug of its store. */
  readonly store: string;
  readonly scopes: readonly Scope[];
  /** The sales channels that it may ask about and sell on; absent, all of its store. */
  readonly channels?: readonly string[];
  /** The cost of the operations that it may send in a minute; absent, what partners get by default. */
  readonly costPerMinute?: number;
  readonly expiresAt?: Date;
}

/** The stores of this installation and their partners' keys. */
export interface StoreDirectory {
  storeBySlug(slug: string): Store | undefined;
  apiKey(id: string): ApiKey | undefined;
  readonly stores: readonly Store[];
}

/** A stores file that cannot be read; the message names the file and the place in it. */
export class InvalidStoresFile extends Error {
  override readonly name = 'InvalidStoresFile';
}

const scope = z.string().refine(isScope, 'not a scope');
const currency = z.enum(Object.keys(MINOR_UNIT_DIGITS) as [CurrencyCode, ...CurrencyCode[]]);

const FILE = z.object({
  stores: z
    .array(
      z.object({
        id: z.uuid(),
        slug: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
        name: z.string().min(1).max(255),
        currency,
      }),
    )
    .min(1),
  apiKeys: z
    .array(
      z.object({
        id: z.string().regex(/^[a-z0-9]{6,32}$/),
        name: z.string().max(255),
        hash: z.string().regex(/^[0-9a-f]{64}$/),
        store: z.string(),
        scopes: z.array(scope),
        channels: z.array(z.string().min(1).max(64)).max(100).optional(),
        costPerMinute: z.int().min(1).optional(),
        expiresAt: z.iso.datetime().optional(),
      }),
    )
    .default([]),
});

/** What a stores file holds. */
export type StoresFile = z.input<typeof FILE>;

/** Reads the directory from a JSON file. Throws `InvalidStoresFile`. */
export function readStoreDirectory(file: string): StoreDirectory {
  let parsed: z.infer<typeof FILE>;
  try {
    const result = FILE.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (!result.success) throw new Error(z.prettifyError(result.error));
    parsed = result.data;
  } catch (cause) {
    throw new InvalidStoresFile(
      `LONGBOX_STORES_FILE ${file} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      { cause },
    );
  }
  const stores = new Map(parsed.stores.map((store) => [store.slug, store]));
  const keys = new Map(
    parsed.apiKeys.map(({ expiresAt, channels, costPerMinute, ...key }) => [
      key.id,
      {
        ...key,
        ...(channels ? { channels } : {}),
        ...(costPerMinute ? { costPerMinute } : {}),
        ...(expiresAt ? { expiresAt: new Date(expiresAt) } : {}),
      },
    ]),
  );
  return {
    stores: parsed.stores,
    storeBySlug: (slug) => stores.get(slug),
    apiKey: (id) => keys.get(id),
  };
}
