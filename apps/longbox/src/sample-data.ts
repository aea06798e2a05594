import { connect, operations } from '@longbox/client';
import type { DevelopmentIssuer } from '@longbox/gateway';
import { SCOPES } from '@longbox/identity';
import { fillStore } from './demo/fill-store.ts';

/** Fills the store through the graph when it sells nothing yet. Says what it does. */
export async function ensureSampleData(
  url: string,
  store: string,
  development: DevelopmentIssuer,
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
  const { products } = await staff.run(operations.SearchProductsDocument, { first: 1 });
  if (products.totalCount > 0) return;
  say('the demo store is filled with sample cards');
  await fillStore(staff, (line) => say(`  ${line}`));
}
