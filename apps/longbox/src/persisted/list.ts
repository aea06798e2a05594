import type { ApiKey } from '@longbox/gateway/identity';
import { listKeys, readOperations, type ListedKey } from '@longbox/gateway/persisted';
import { StartProblem } from '../problem.ts';
import { table } from '../table.ts';
import { nameOf, type PersistedContext, type PersistedOptions } from './context.ts';

/** `persisted list`: all keys, or the operations of one. Throws `StartProblem`. */
export async function listPersisted(context: PersistedContext, { key }: PersistedOptions): Promise<void> {
  const { database, stores, say } = context;
  if (key === undefined) {
    const keys = await listKeys(database);
    if (keys.length === 0)
      say('There are no keys in the registry: npm run persisted -- keys create makes one.');
    else for (const line of keysTable(keys, context)) say(line);
    return;
  }
  const [kept] = await listKeys(database, key);
  if (!kept && !stores.apiKey(key))
    throw new StartProblem(`There is no key ${key}: \`npm run persisted -- list\` shows those there are.`);
  const operations = await database.system((connection) => readOperations(connection, key));
  if (operations.length === 0) say('Nothing is registered for it.');
  else
    for (const line of table(
      ['operation', 'type', 'id'],
      operations.map(({ name, type, id }) => [name, type, id]),
    ))
      say(line);
}

function keysTable(keys: readonly ListedKey[], { stores }: PersistedContext): string[] {
  const now = new Date();
  return table(
    ['key', 'name', 'store', 'state', 'scopes', 'channels', 'cost/min', 'operations', 'last used'],
    keys.map((key) => {
      const ofFile = stores.apiKey(key.id);
      return [
        key.id,
        nameOf(key, stores),
        key.store ?? ofFile?.store ?? '',
        stateOf(key, ofFile, now),
        (key.scopes ?? ofFile?.scopes ?? []).join(' '),
        (key.channels ?? ofFile?.channels ?? ['all']).join(' '),
        String(key.costPerMinute ?? ofFile?.costPerMinute ?? ''),
        String(key.operations),
        minute(key.lastUsedAt),
      ];
    }),
  );
}

function stateOf({ name, revokedAt, ...key }: ListedKey, ofFile: ApiKey | undefined, now: Date): string {
  if (revokedAt) return `revoked ${minute(revokedAt)}`;
  if (name === null && !ofFile) return 'not in the stores file any more';
  const expiresAt = key.expiresAt ?? ofFile?.expiresAt;
  if (!expiresAt) return 'good';
  return `${expiresAt <= now ? 'expired' : 'good until'} ${expiresAt.toISOString().slice(0, 10)}`;
}

function minute(instant: Date | null): string {
  return instant ? instant.toISOString().slice(0, 16).replace('T', ' ') : '';
}
