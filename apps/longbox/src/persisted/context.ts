import type { StoreDirectory } from '@longbox/gateway/identity';
import { listKeys, type ListedKey } from '@longbox/gateway/persisted';
import type { Database } from '@longbox/postgres';
import { StartProblem } from '../problem.ts';

/** What `persisted` is told beside what to do. */
export interface PersistedOptions {
  readonly key?: string | undefined;
  readonly name?: string | undefined;
  readonly store?: string | undefined;
  readonly scopes?: string | undefined;
  readonly channels?: string | undefined;
  readonly days?: string | undefined;
  readonly rate?: string | undefined;
  readonly operation?: string | undefined;
  readonly replace?: boolean | undefined;
}

export const PERSISTED_OPTIONS = [
  'key',
  'name',
  'store',
  'scopes',
  'channels',
  'days',
  'rate',
  'operation',
  'replace',
] as const satisfies readonly (keyof PersistedOptions)[];

/** What the actions of `persisted` work with. */
export interface PersistedContext {
  readonly database: Database;
  readonly stores: StoreDirectory;
  readonly say: (line: string) => void;
}

/** The id of a key that there is and that is not revoked, in the registry or in the stores file. Throws `StartProblem`. */
export async function goodKey(context: PersistedContext, id: string | undefined): Promise<string> {
  const found = await existingKey(context, id);
  if (found.isRevoked) throw new StartProblem(`The key ${found.id} is revoked: create another one.`);
  return found.id;
}

/** A key that there is. Throws `StartProblem`. */
export async function existingKey(
  { database, stores }: PersistedContext,
  id: string | undefined,
): Promise<{ readonly id: string; readonly isRevoked: boolean }> {
  if (id === undefined || id === '')
    throw new StartProblem('Say which key: --key <key id>. `npm run persisted -- list` shows them.');
  const [kept] = await listKeys(database, id);
  if (!kept?.name && !stores.apiKey(id))
    throw new StartProblem(
      `There is no key ${id}. Its id is the part between the underscores: lbx_<id>_…; \`npm run persisted -- list\` shows those there are.`,
    );
  return { id, isRevoked: Boolean(kept?.revokedAt) };
}

/** What a person calls a key. */
export function nameOf(key: Pick<ListedKey, 'id' | 'name'>, stores: StoreDirectory): string {
  return key.name ?? stores.apiKey(key.id)?.name ?? '';
}
