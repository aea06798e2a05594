import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, operations, type Client } from '@longbox/client';
import { SCOPES } from '@longbox/identity';
import { freePorts } from '@longbox/ports';
import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';
import { emptyDatabase } from '@longbox/testing';
import { pino } from 'pino';
import { openDataFolder } from './data-folder.ts';
import { accepted } from './demo/accepted.ts';
import { openIdentity } from './identity.ts';
import { Life } from './life.ts';
import { LOGGING } from './logging.ts';

import { callerSecret } from './secrets.ts';
import { serveOne } from './serve-one.ts';
import { addressVariable, databaseVariable, readSettings, type DatabaseName } from './settings.ts';
import { startStore } from './store.ts';

/** A store as the command starts it, on databases of its own, with one location, `MAIN`. */
export interface StartedStore {
  /** `http://host:port`. */
  readonly origin: string;
  /** Its data folder. */
  readonly folder: string;
  readonly staff: Client;
  readonly staffToken: string;
  readonly guest: Client;
  readonly partnerKey: string;
  /** The databases by name, as a superuser. */
  readonly superuserUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  /** Everything that was logged, at every level. */
  logs(): string;
  /** What `/metrics` says. */
  metrics(): Promise<string>;
  /** Ends what runs and removes the databases. */
  drop(): Promise<void>;
}

export interface StartedStoreOptions {
  readonly environment?: NodeJS.ProcessEnv;
  /** Subgraphs that are asked over HTTP, as if they were in processes of their own. */
  readonly elsewhere?: readonly SubgraphName[];
}

export async function openStartedStore({
  environment = {},
  elsewhere = [],
}: StartedStoreOptions = {}): Promise<StartedStore> {
  const folder = mkdtempSync(join(tmpdir(), 'longbox-started-'));
  const drops: (() => Promise<void>)[] = [];
  const databases: Record<string, string> = {};
  const superuserUrls: Partial<Record<DatabaseName, string>> = {};
  for (const name of [...SUBGRAPH_NAMES, 'events', 'gateway'] as const) {
    const { url, superuserUrl, drop } = await emptyDatabase(name);
    drops.push(drop);
    superuserUrls[name] = superuserUrl;
    databases[databaseVariable(name)] = url;
  }
  const lines: string[] = [];
  const logger = pino({ ...LOGGING, level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const ports = await freePorts(elsewhere.length);
  const addresses = Object.fromEntries(
    elsewhere.map((name, index) => [addressVariable(name), `http://127.0.0.1:${ports[index]}/graphql`]),
  );
  const given = { LONGBOX_DATA_DIR: folder, PORT: '0', ...databases, ...environment };
  const settings = readSettings({ ...given, ...addresses });
  const identity = await openIdentity(settings);
  const secret = callerSecret(settings);
  const life = new Life();
  const beside = new Life();
  await Promise.all(
    elsewhere.map((name, index) =>
      serveOne(beside, name, readSettings({ ...given, PORT: String(ports[index]) }), secret, logger),
    ),
  );
  const url = await startStore(life, {
    settings,
    authentication: identity.authentication,
    callerSecret: secret,
    logger,
    say: () => undefined,
  });
  const { mint } = identity.development ?? {};
  if (!mint) throw new Error('there is no development issuer');
  const staffToken = await mint({
    role: 'staff',
    store: 'demo',
    subject: 'sam',
    email: 'sam.staff@example.com',
    scopes: SCOPES,
    minutes: 60,
  });
  const staff = connect(url, { authorization: `Bearer ${staffToken}` });
  const location = { code: 'MAIN', name: 'Main', type: 'STORE' } as const;
  accepted((await staff.run(operations.CreateLocationDocument, { input: location })).createLocation);
  const { origin } = new URL(url);
  return {
    origin,
    folder,
    staff,
    staffToken,
    guest: connect(url),
    partnerKey: openDataFolder(settings).secrets.partnerKey,
    superuserUrls,
    logs: () => lines.join(''),
    metrics: async () => (await fetch(`${origin}/metrics`)).text(),
    async drop() {
      for (const each of [life, beside])
        await each.end((what, cause) => {
          throw new Error(`${what} did not end`, { cause });
        });
      for (const drop of drops) await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
