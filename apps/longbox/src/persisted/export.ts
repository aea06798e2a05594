import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Manifest } from '@longbox/gateway/persisted';
import { givenPath } from '../given-path.ts';
import type { PersistedContext } from './context.ts';
import { registered } from './manifests.ts';

/** As this command names its files, and nothing else. */
const OF_A_KEY = /^[a-z0-9]{6,32}\.json$/;

/**
 * `persisted export`: a manifest for each key, as `<key id>.json`. In `schema/operations/registered` they make `npm run check` hold schema changes
 * to what partners have registered. Files of keys for which nothing is registered any more are removed.
 */
export async function exportRegistered({ database, say }: PersistedContext, given: string): Promise<void> {
  const folder = givenPath(given);
  mkdirSync(folder, { recursive: true });
  const written = new Set<string>();
  for (const { key, operations } of await registered(database)) {
    if (operations.length === 0) continue;
    const manifest: Manifest = { format: 'apollo-persisted-query-manifest', version: 1, operations };
    const file = `${key.id}.json`;
    writeFileSync(join(folder, file), `${JSON.stringify(manifest, null, 2)}\n`);
    written.add(file);
  }
  for (const file of readdirSync(folder))
    if (OF_A_KEY.test(file) && !written.has(file)) rmSync(join(folder, file));
  say(`${given} holds what is registered for ${written.size} keys.`);
}
