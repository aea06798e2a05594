import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createApiKey, type StoresFile } from '@longbox/gateway/identity';
import { StartProblem, folderProblem } from './problem.ts';
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

export interface DataFolder {
  readonly secrets: LocalSecrets;
  readonly storesFile: string;
}

/**
 * Makes the data folder at the first start, with its secrets and a stores file that holds the demo store; reads them later. Throws
 * `StartProblem` when the folder cannot be written or what is in it cannot be read.
 */
export function openDataFolder({ dataDir }: Settings): DataFolder {
  const secretsFile = join(dataDir, 'secrets.json');
  const storesFile = join(dataDir, 'stores.json');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(secretsFile) || !existsSync(storesFile)) {
      const { key, id, hash } = createApiKey();
      // Stores that were written down are kept though the secrets are lost: they only get another key.
      const kept: StoresFile = existsSync(storesFile)
        ? (JSON.parse(readFileSync(storesFile, 'utf8')) as StoresFile)
        : { stores: [DEMO_STORE] };
      const store = kept.stores[0]?.slug ?? DEMO_STORE.slug;
      const apiKey = {
        id,
        hash,
        name: 'Demo partner',
        store,
        scopes: ['channels:read' as const, 'channels:write' as const],
      };
      const made: LocalSecrets = { callerSecret: randomBytes(32).toString('base64url'), partnerKey: key };
      write(storesFile, { ...kept, apiKeys: [...(kept.apiKeys ?? []), apiKey] });
      write(secretsFile, made);
    }
    return { secrets: readSecrets(secretsFile), storesFile };
  } catch (cause) {
    throw folderProblem(dataDir, cause);
  }
}

/** Moved into place when it is whole: a crash leaves the old file or the new one, never a half. */
function write(file: string, content: object): void {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

function readSecrets(file: string): LocalSecrets {
  let kept: Partial<LocalSecrets>;
  try {
    kept = JSON.parse(readFileSync(file, 'utf8')) as Partial<LocalSecrets>;
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause;
    kept = {};
  }
  const { callerSecret, partnerKey } = kept;
  if (typeof callerSecret !== 'string' || typeof partnerKey !== 'string')
    throw new StartProblem(`${file} is damaged: restore it from a copy, or remove it and a new one is made.`);
  return { callerSecret, partnerKey };
}
