import {
  createTokenVerifier,
  developmentIssuer,
  readStoreDirectory,
  remoteIssuer,
  type Authentication,
  type DevelopmentIssuer,
} from '@longbox/gateway';
import { StartProblem } from './problem.ts';
import type { Settings } from './settings.ts';

export interface Identity {
  readonly authentication: Authentication;
  /** Absent in production. */
  readonly development?: DevelopmentIssuer;
}

/** Who is believed: the issuers that are configured and, outside of production, the machine's own. Throws `StartProblem`. */
export async function openIdentity(settings: Settings, storesFile: string): Promise<Identity> {
  const development = settings.production ? undefined : await developmentIssuer(settings.dataDir);
  const issuers = settings.issuers.map(remoteIssuer);
  if (development) issuers.push(development.issuer);
  if (issuers.length === 0)
    throw new StartProblem(
      'LONGBOX_JWT_ISSUERS is not set: in production, name the identity providers whose tokens are good.',
    );
  const stores = readStoreDirectory(storesFile);
  const only = settings.storesFile === undefined ? stores.stores[0]?.slug : undefined;
  return {
    authentication: { stores, verify: createTokenVerifier(issuers), ...(only ? { defaultStore: only } : {}) },
    ...(development ? { development } : {}),
  };
}
