import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readManifest, type Manifest } from './manifest.ts';
import type { ShippedManifests } from './persisted-operations.ts';

const OPERATIONS = join(import.meta.dirname, '../../../schema/operations');

/** The manifests that ship with this version. */
export function shippedManifests(): ShippedManifests {
  return { apps: [manifestOf('storefront'), manifestOf('admin')], partner: manifestOf('partner') };
}

function manifestOf(client: string): Manifest {
  return readManifest(readFileSync(join(OPERATIONS, client, 'persisted-manifest.json'), 'utf8'));
}
