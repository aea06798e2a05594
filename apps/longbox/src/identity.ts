import {
  createTokenVerifier,
  developmentIssuer,
  readStoreDirectory,
  remoteIssuer,
  type Authentication,
  type DevelopmentIssuer,
  type StoreDirectory,
} from '@longbox/gateway/identity';
import { openDataFolder } from './data-folder.ts';
import { StartProblem, folderProblem } from './problem.ts';
import type { Settings } from './settings.ts';

export interface Identity {
  readonly authentication: Authentication;
  /** Absent in production. */
  readonly development?: DevelopmentIssuer;
}

/** The stores, without who is believed. Throws `StartProblem` or `InvalidStoresFile`. */
export function openStores(settings: Settings): StoreDirectory {
  const { production, storesFile } = settings;
  if (production && storesFile === undefined)
    throw new StartProblem(
      'LONGBOX_STORES_FILE must be set in production: the file of the stores and their partners’ keys.',
    );
  return readStoreDirectory(storesFile ?? openDataFolder(settings).storesFile);
}

/**
 * Who is believed, and which stores there are. Outside of production the machine's own tokens are good too, and there is a demo store
 * when no stores are given. Throws `StartProblem` or `InvalidStoresFile`.
 */
export async function openIdentity(settings: Settings): Promise<Identity> {
  const { production, storesFile, dataDir } = settings;
  const issuers = settings.issuers.map((address) => remoteIssuer(address));
  if (production) {
    if (issuers.length === 0)
      throw new StartProblem(
        'LONGBOX_JWT_ISSUERS must be set in production: the identity providers whose tokens are good.',
      );
    return { authentication: { stores: openStores(settings), verify: createTokenVerifier(issuers) } };
  }
  openDataFolder(settings);
  const stores = openStores(settings);
  const development = await developmentIssuer(dataDir).catch((cause: unknown) => {
    throw folderProblem(dataDir, cause);
  });
  const only = storesFile === undefined ? stores.stores[0]?.slug : undefined;
  return {
    authentication: {
      stores,
      verify: createTokenVerifier([...issuers, development.issuer]),
      ...(only === undefined ? {} : { defaultStore: only }),
    },
    development,
  };
}
