import { isAbsolute, join } from 'node:path';
import {
  InvalidEnvironment,
  boolean,
  databaseUrl,
  list,
  oneOf,
  port,
  readEnvironment,
  secret,
  text,
  url,
} from '@longbox/config';
import { SUBGRAPH_NAMES, type SubgraphName } from '@longbox/subgraph';

/** The five subgraphs' databases, and the one of the embedded event log. */
export const DATABASE_NAMES = [...SUBGRAPH_NAMES, 'events'] as const;

export type DatabaseName = (typeof DATABASE_NAMES)[number];

const ROOT = join(import.meta.dirname, '../../..');
const NO_KAFKA =
  'nothing yet: this version has no Kafka adapter. Leave it unset and events travel through the embedded event log';

const database = (what: string) =>
  databaseUrl().optional().describe(`PostgreSQL database of ${what}; unset, one is started and kept here.`);
const subgraph = (name: string) =>
  url('http', 'https')
    .optional()
    .describe(
      `Where the ${name} subgraph answers, such as \`http://${name}:4001/graphql\`; unset, it runs in this process.`,
    );

/** Every variable that the commands of Longbox read. */
export const SETTINGS = {
  NODE_ENV: oneOf('development', 'test', 'production')
    .default('development')
    .describe('In `production` nothing is made up: secret, stores and token issuers must be given.'),
  HOST: text('a host name or address').default('127.0.0.1').describe('The address that is listened on.'),
  PORT: port()
    .optional()
    .describe('The port that is listened on: 4000 for the graph, 4001 to 4005 for a subgraph on its own.'),
  LONGBOX_DATA_DIR: text('a folder')
    .default('.longbox')
    .describe('Where the embedded parts keep everything; a relative path starts at the repository.'),
  LONGBOX_STORES_FILE: text('a file')
    .optional()
    .describe('JSON file of the stores and their partners’ keys; unset, there is a demo store.'),
  LONGBOX_CALLER_SECRET: secret('a secret')
    .optional()
    .describe(
      'What the gateway signs its statements of who is calling with, the same for all processes; unset, one is made.',
    ),
  LONGBOX_JWT_ISSUERS: list('addresses of identity providers')
    .optional()
    .describe(
      'Whose tokens are good; the keys are read from `<issuer>/.well-known/jwks.json`. Outside production the machine’s own tokens are good too.',
    ),
  LONGBOX_ORIGINS: list('origins such as https://shop.example, or *')
    .optional()
    .describe('Browser apps that may call; unset, any outside production and none in it.'),
  LONGBOX_EXPLORER: boolean()
    .optional()
    .describe('Whether the explorer page and introspection are served; unset, outside production only.'),
  LONGBOX_LOG_LEVEL: oneOf('silent', 'error', 'warn', 'info', 'debug')
    .optional()
    .describe('How much is logged; unset, `warn` for `start` and `info` for a single process.'),
  LONGBOX_LOG_FORMAT: oneOf('lines', 'json')
    .optional()
    .describe(
      'Lines for people or JSON for machines; unset, lines for `start` outside production, JSON otherwise.',
    ),
  LONGBOX_DEBUG: oneOf('0', '1').default('0').describe('`1` shows the stack of an error that ends Longbox.'),
  CATALOG_DATABASE_URL: database('catalog'),
  INVENTORY_DATABASE_URL: database('inventory'),
  ORDER_DATABASE_URL: database('order'),
  FULFILLMENT_DATABASE_URL: database('fulfillment'),
  PRICING_DATABASE_URL: database('pricing'),
  EVENTS_DATABASE_URL: database('the embedded event log'),
  CATALOG_URL: subgraph('catalog'),
  INVENTORY_URL: subgraph('inventory'),
  ORDER_URL: subgraph('order'),
  FULFILLMENT_URL: subgraph('fulfillment'),
  PRICING_URL: subgraph('pricing'),
  KAFKA_BROKERS: text(NO_KAFKA)
    .refine(() => false)
    .meta({ takes: NO_KAFKA })
    .optional()
    .describe('Kafka for the events; unset, the embedded event log.'),
};

export interface Settings {
  readonly production: boolean;
  readonly host: string;
  /** Unset, the command's own. */
  readonly port: number | undefined;
  /** Absolute. */
  readonly dataDir: string;
  readonly storesFile: string | undefined;
  readonly callerSecret: Uint8Array | undefined;
  readonly issuers: readonly string[];
  readonly origins: readonly string[];
  readonly explorer: boolean;
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug' | undefined;
  readonly logFormat: 'lines' | 'json' | undefined;
  /** Those that are given; the others are embedded. */
  readonly databaseUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  /** Subgraphs that run elsewhere. */
  readonly subgraphUrls: Readonly<Partial<Record<SubgraphName, string>>>;
}

/** Reads and checks the environment, once. Throws `InvalidEnvironment`. */
export function readSettings(environment: Readonly<Record<string, string | undefined>>): Settings {
  const read = readEnvironment(SETTINGS, environment);
  const production = read.NODE_ENV === 'production';
  if (production)
    requireSet(environment, ['LONGBOX_CALLER_SECRET'], 'in production secrets are given, not made');
  return {
    production,
    host: read.HOST,
    port: read.PORT,
    dataDir: fromRoot(read.LONGBOX_DATA_DIR),
    storesFile: read.LONGBOX_STORES_FILE === undefined ? undefined : fromRoot(read.LONGBOX_STORES_FILE),
    callerSecret: read.LONGBOX_CALLER_SECRET,
    issuers: read.LONGBOX_JWT_ISSUERS ?? [],
    origins: read.LONGBOX_ORIGINS ?? (production ? [] : ['*']),
    explorer: read.LONGBOX_EXPLORER ?? !production,
    logLevel: read.LONGBOX_LOG_LEVEL,
    logFormat: read.LONGBOX_LOG_FORMAT,
    databaseUrls: given({
      catalog: read.CATALOG_DATABASE_URL,
      inventory: read.INVENTORY_DATABASE_URL,
      order: read.ORDER_DATABASE_URL,
      fulfillment: read.FULFILLMENT_DATABASE_URL,
      pricing: read.PRICING_DATABASE_URL,
      events: read.EVENTS_DATABASE_URL,
    }),
    subgraphUrls: given({
      catalog: read.CATALOG_URL,
      inventory: read.INVENTORY_URL,
      order: read.ORDER_URL,
      fulfillment: read.FULFILLMENT_URL,
      pricing: read.PRICING_URL,
    }),
  };
}

/** The variable that names a database or a subgraph's address. */
export const databaseVariable = (name: DatabaseName) => `${name.toUpperCase()}_DATABASE_URL`;
export const addressVariable = (name: SubgraphName) => `${name.toUpperCase()}_URL`;

/** Throws `InvalidEnvironment` for each of the variables that is not set; `why` ends the sentence. */
export function requireSet(
  environment: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
  why: string,
): void {
  const missing = names.filter((name) => (environment[name] ?? '').trim() === '');
  if (missing.length > 0) throw new InvalidEnvironment(missing.map((name) => `${name} is not set: ${why}.`));
}

function fromRoot(path: string): string {
  return isAbsolute(path) ? path : join(ROOT, path);
}

function given<Name extends string>(
  values: Readonly<Record<Name, string | undefined>>,
): Partial<Record<Name, string>> {
  const present: Partial<Record<Name, string>> = {};
  for (const name of Object.keys(values) as Name[]) {
    const value = values[name];
    if (value !== undefined) present[name] = value;
  }
  return present;
}
