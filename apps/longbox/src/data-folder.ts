import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey, type StoresFile } from '@longbox/gateway';
import { newId } from '@longbox/ids';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';

/** What the machine made for itself at the first start; for the owner's eyes alone. */
export interface LocalSecrets {
  readonly callerSecret: string;
  /** The demo store's partner key, as the partner would be given it. */
  readonly partnerKey: string;
}

/** The demo store keeps its id, so that what is in the databases stays its own when a file is lost. */
const DEMO_STORE = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  slug: 'demo',
  name: 'Longbox Demo',
  currency: 'USD',
} as const;

/**
 * Makes the data folder at the first start, with its secrets and a stores file that holds the demo store; reads them later. Throws
 * `StartProblem` when the folder cannot be written or read.
 */
export function openDataFolder({ dataDir }: Settings): {
  readonly secrets: LocalSecrets;
  readonly storesFile: string;
} {
  const secretsFile = join(dataDir, 'secrets.json');
  const storesFile = join(dataDir, 'stores.json');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(secretsFile) || !existsSync(storesFile)) {
      const { key, id, hash } = createApiKey();
      const stores: StoresFile = {
        stores: [DEMO_STORE],
        apiKeys: [{ id, hash, name: 'Demo partner', store: DEMO_STORE.slug, scopes: ['channels:read'] }],
      };
      const made: LocalSecrets = { callerSecret: randomBytes(32).toString('base64url'), partnerKey: key };
      writeFileSync(storesFile, JSON.stringify(stores, null, 2), { mode: 0o600 });
      writeFileSync(secretsFile, JSON.stringify(made), { mode: 0o600 });
    }
    return { secrets: JSON.parse(readFileSync(secretsFile, 'utf8')) as LocalSecrets, storesFile };
  } catch (cause) {
    throw new StartProblem(
      `The data folder ${dataDir} cannot be used (${(cause as Error).message}): mend that, or set LONGBOX_DATA_DIR to another folder.`,
      { cause },
    );
  }
}

/** A request id for what the application asks on its own account. */
export const ownCorrelationId = (): string => `start-${newId()}`;
