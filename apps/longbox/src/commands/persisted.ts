import { openRegistryDatabase } from '@longbox/gateway/persisted';
import { databasesOfStore } from '../events/open-log.ts';
import { openStores } from '../identity.ts';
import type { Life } from '../life.ts';
import { PERSISTED_OPTIONS, type PersistedOptions } from '../persisted/context.ts';
import { createKey } from '../persisted/create-key.ts';
import { exportRegistered } from '../persisted/export.ts';
import { listPersisted } from '../persisted/list.ts';
import { checkRegistered, diff, readManifestFile, register } from '../persisted/manifests.ts';
import { revoke } from '../persisted/revoke.ts';
import { loggerOf } from '../logging.ts';
import { StartProblem } from '../problem.ts';
import type { Settings } from '../settings.ts';

export const PERSISTED_USAGE = `  persisted keys create --store <slug> --name "<who>" [--scopes "<scope> …"] [--channels "<channel> …"] [--days <n>] [--rate <cost a minute>]
  persisted register --key <key id> <manifest.json> [--replace]   lets a key send the operations of a manifest
  persisted diff --key <key id> <manifest.json>                   what registering it would add, and what it does not have
  persisted list [--key <key id>]                                 keys; with --key the operations of one
  persisted revoke <key id> [--operation <id or name>]            a key for good, or one of its operations
  persisted check                                                 whether this version still answers all that is registered
  persisted export <folder>                                       a manifest for each key, such as into schema/operations/registered`;

/** What each action takes beside what it is about. */
const OPTIONS: Readonly<Record<string, readonly (keyof PersistedOptions)[]>> = {
  keys: ['store', 'name', 'scopes', 'channels', 'days', 'rate'],
  register: ['key', 'replace'],
  diff: ['key', 'replace'],
  list: ['key'],
  revoke: ['operation'],
  check: [],
  export: [],
};

const say = (line: string) => console.log(line);

/** `persisted …`: partners' keys and what may be sent with them. Throws `StartProblem`. */
export async function persisted(
  life: Life,
  settings: Settings,
  [action, ...rest]: readonly string[],
  options: PersistedOptions,
): Promise<void> {
  const file = (action === 'register' || action === 'diff') && rest[0];
  const expected = { keys: 1, register: 1, diff: 1, list: 0, revoke: 1, check: 0, export: 1 }[action ?? ''];
  if (expected === undefined || rest.length !== expected || (action === 'keys' && rest[0] !== 'create'))
    throw new StartProblem(
      `persisted takes one of these, not ${[action ?? 'nothing', ...rest].join(' ')}:\n${PERSISTED_USAGE}`,
    );
  // Not overlooked: `revoke <key> --name <operation>` would end the key.
  const stray = PERSISTED_OPTIONS.find(
    (name) => options[name] !== undefined && !OPTIONS[action ?? '']?.includes(name),
  );
  if (stray !== undefined)
    throw new StartProblem(`persisted ${action} does not take --${stray}; it takes:\n${PERSISTED_USAGE}`);
  // What is wrong with a manifest is said before a database is started for it.
  const operations = file ? readManifestFile(file) : [];
  const stores = openStores(settings);
  const urls = await databasesOfStore(life, settings, ['gateway']);
  const url = urls.gateway;
  if (url === undefined) throw new StartProblem('GATEWAY_DATABASE_URL must be set.');
  const database = await life.begin(
    'the gateway’s database',
    () => openRegistryDatabase(url, loggerOf(settings)),
    (opened) => opened.close(),
  );
  const context = { database, stores, say };
  const work = async () => {
    switch (action) {
      case 'keys':
        return createKey(context, options);
      case 'register':
        return register(context, options, operations);
      case 'diff':
        return diff(context, options, operations);
      case 'list':
        return listPersisted(context, options);
      case 'revoke':
        return revoke(context, rest[0] ?? '', options);
      case 'export':
        return exportRegistered(context, rest[0] ?? '');
      default:
        return checkRegistered(context);
    }
  };
  await life.during(
    work().catch((error: unknown) => {
      throw error instanceof RangeError ? new StartProblem(`${error.message}.`, { cause: error }) : error;
    }),
  );
}
