import { connect } from '@longbox/client';
import { shippedSupergraph, httpTransport, startGateway } from '@longbox/gateway';
import { SCOPES, isScope } from '@longbox/identity';
import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';
import { pino, type Logger } from 'pino';
import { announcement } from './announce.ts';
import { openDataFolder } from './data-folder.ts';
import { playDay } from './demo/day-in-the-store.ts';
import { startDistributed } from './distributed.ts';
import { openIdentity } from './identity.ts';
import { StartProblem } from './problem.ts';
import { ensureSampleData } from './sample-data.ts';
import { serveOne } from './serve-one.ts';
import type { Settings } from './settings.ts';
import { startStore } from './store.ts';

/** Something that runs until it is told to stop. */
export interface Running {
  stop(): Promise<void>;
  /** Resolves with a sentence when it ended by itself. */
  readonly died?: Promise<string>;
}

const say = (line: string) => console.log(`  · ${line}`);

function loggerOf(settings: Settings): Logger {
  return pino(
    { level: settings.logLevel, redact: ['*.token', '*.password', '*.authorization'] },
    pino.destination(2),
  );
}

/** `start`: the whole store on this machine, in one process or in six. */
export async function start(settings: Settings, distributed: boolean): Promise<Running> {
  console.log('Longbox starts.');
  const { secrets, storesFile } = openDataFolder(settings);
  const identity = await openIdentity(settings, settings.storesFile ?? storesFile);
  const store = distributed
    ? await startDistributed(settings, secretText(settings, secrets.callerSecret), say)
    : await startStore({
        settings,
        authentication: identity.authentication,
        callerSecret: secretOf(settings, secrets.callerSecret),
        logger: loggerOf(settings),
        say,
      });
  const url = 'gateway' in store ? store.gateway.url : store.url;
  const shown = identity.authentication.defaultStore;
  const { development } = identity;
  try {
    if (development && shown !== undefined) {
      if (settings.sampleData) await ensureSampleData(url, shown, development, say);
      console.log(
        await announcement({
          url,
          development,
          store: shown,
          partnerKey: secrets.partnerKey,
          sku: undefined,
        }),
      );
    } else console.log(`Longbox is ready at ${url}`);
  } catch (error) {
    await store.stop();
    throw error;
  }
  return store;
}

/** `serve <subgraph>`: one subgraph for a gateway elsewhere. */
export async function serve(settings: Settings, name: string | undefined): Promise<Running> {
  const subgraph = SUBGRAPH_NAMES.find((each) => each === name);
  if (!subgraph)
    throw new StartProblem(`serve takes one of ${SUBGRAPH_NAMES.join(', ')}, not ${name ?? 'nothing'}.`);
  const logger = loggerOf(settings).child({ subgraph });
  return serveOne(subgraph, settings, requiredSecret(settings), logger);
}

/** `gateway`: the edge alone, over subgraphs elsewhere. */
export async function gateway(settings: Settings): Promise<Running> {
  const storesFile = settings.storesFile ?? openDataFolder(settings).storesFile;
  const secret = requiredSecret(settings);
  const transport = (name: SubgraphName) => {
    const url = settings.subgraphUrls[name];
    if (url === undefined)
      throw new StartProblem(`${name.toUpperCase()}_URL must be set: where ${name} answers.`);
    return httpTransport({ name, url, secret });
  };
  const transports = Object.fromEntries(SUBGRAPH_NAMES.map((name) => [name, transport(name)]));
  const { authentication } = await openIdentity(settings, storesFile);
  const started = await startGateway({
    supergraphSdl: shippedSupergraph(),
    transports,
    authentication,
    host: settings.host,
    port: settings.port,
    origins: settings.origins,
    explorer: !settings.production,
    logger: loggerOf(settings),
  });
  console.log(`The gateway is ready at ${started.url}`);
  return started;
}

export interface TokenOptions {
  readonly role?: string | undefined;
  readonly store?: string | undefined;
  readonly subject?: string | undefined;
  readonly email?: string | undefined;
  readonly scopes?: string | undefined;
  readonly minutes?: string | undefined;
}

const LONGEST_TOKEN_MINUTES = 30 * 24 * 60;

/** `token`: prints a development token. Throws `StartProblem` in production and for options that are wrong. */
export async function token(settings: Settings, options: TokenOptions): Promise<void> {
  if (settings.production)
    throw new StartProblem(
      'Development tokens are never made when NODE_ENV is production: ask your identity provider.',
    );
  const { storesFile } = openDataFolder(settings);
  const { development, authentication } = await openIdentity(settings, settings.storesFile ?? storesFile);
  const { role = 'staff', store = 'demo', minutes = '480' } = options;
  if (role !== 'staff' && role !== 'customer')
    throw new StartProblem(`--role takes staff or customer, not ${role}.`);
  if (!authentication.stores.storeBySlug(store))
    throw new StartProblem(
      `--store takes one of ${authentication.stores.stores.map(({ slug }) => slug).join(', ')}, not ${store}.`,
    );
  const lasts = Number(minutes);
  if (!Number.isInteger(lasts) || lasts < 1 || lasts > LONGEST_TOKEN_MINUTES)
    throw new StartProblem(`--minutes takes 1 to ${LONGEST_TOKEN_MINUTES}, not ${minutes}.`);
  const scopes = options.scopes?.split(/[ ,]+/).filter(Boolean) ?? (role === 'staff' ? [...SCOPES] : []);
  const unknown = scopes.find((scope) => !isScope(scope));
  if (unknown !== undefined)
    throw new StartProblem(`--scopes takes ${SCOPES.join(', ')}; ${unknown} is none of them.`);
  const subject = options.subject ?? (role === 'staff' ? 'sam' : 'casey');
  console.log(
    await development?.mint({
      role,
      store,
      subject,
      email: options.email ?? `${subject}@example.com`,
      scopes: scopes.filter(isScope),
      minutes: lasts,
    }),
  );
}

/** `demo`: plays a day in the running store. */
export async function demo(settings: Settings): Promise<void> {
  const { storesFile } = openDataFolder(settings);
  const { development } = await openIdentity(settings, settings.storesFile ?? storesFile);
  if (!development)
    throw new StartProblem('The demo needs development tokens, which there are none of in production.');
  const host = settings.host === '0.0.0.0' ? '127.0.0.1' : settings.host;
  const url = `http://${host}:${settings.port}/graphql`;
  const reached = await fetch(url.replace('/graphql', '/readyz')).catch(() => undefined);
  if (!reached?.ok)
    throw new StartProblem(
      `No store is ready at ${url}: run \`npm start\` in another terminal first, or set PORT.`,
    );
  const staff = await development.mint({
    role: 'staff',
    store: 'demo',
    subject: 'sam',
    scopes: SCOPES,
    minutes: 30,
  });
  await playDay(
    {
      staff: connect(url, { authorization: `Bearer ${staff}` }),
      shopper: connect(url, { 'x-store': 'demo' }),
    },
    (line) => console.log(line),
  );
}

function secretText(settings: Settings, made: string): string {
  return settings.callerSecret ? new TextDecoder().decode(settings.callerSecret) : made;
}

function secretOf(settings: Settings, made: string): Uint8Array {
  return new TextEncoder().encode(secretText(settings, made));
}

function requiredSecret(settings: Settings): Uint8Array {
  if (!settings.callerSecret)
    throw new StartProblem(
      'LONGBOX_CALLER_SECRET must be set, at least 32 characters, the same for the gateway and every subgraph.',
    );
  return settings.callerSecret;
}
