import type { Authentication } from '@longbox/gateway';
import { followRegistry, openRegistryDatabase } from '@longbox/gateway/persisted';
import type { Logger } from 'pino';
import type { Life } from './life.ts';

/**
 * Who is believed, partners with a key of the registry among them: the database of `GATEWAY_DATABASE_URL`, or the embedded one. Without
 * either, the keys of the stores file are all there are.
 */
export async function withPartners(
  life: Life,
  authentication: Authentication,
  url: string | undefined,
  logger: Logger,
): Promise<Authentication> {
  if (url === undefined) return authentication;
  const partners = await life.begin(
    'the registry of partners',
    async () => followRegistry(await openRegistryDatabase(url, logger), logger),
    (registry) => registry.close(),
  );
  return { ...authentication, partners };
}
