import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, operations } from '@longbox/client';
import type { DevelopmentIssuer } from '@longbox/gateway/identity';
import { SCOPES } from '@longbox/identity';
import { fillStore } from './demo/fill-store.ts';

export interface SampleStore {
  readonly url: string;
  /** Its slug. */
  readonly store: string;
  readonly development: DevelopmentIssuer;
  /** Where it is noted that a filling was begun and not finished. */
  readonly dataDir: string;
}

/** Fills the store through the graph when it sells nothing yet, or when an earlier filling was broken off. Says what it does. */
export async function ensureSampleData(
  { url, store, development, dataDir }: SampleStore,
  say: (line: string) => void,
): Promise<void> {
  const token = await development.mint({
    role: 'staff',
    store,
    subject: 'sample-data',
    scopes: SCOPES,
    minutes: 30,
  });
  const staff = connect(url, { authorization: `Bearer ${token}` });
  const unfinished = join(dataDir, 'sample-data.unfinished');
  const { products } = await staff.run(operations.SearchProductsDocument, { first: 1 });
  if (products.totalCount > 0 && !existsSync(unfinished)) return;
  say('the demo store is filled with sample cards');
  writeFileSync(unfinished, '');
  await fillStore(staff, (line) => say(`  ${line}`));
  rmSync(unfinished, { force: true });
}
