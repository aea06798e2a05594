import { resolve, join } from 'node:path';
import {
  boolean,
  databaseUrl,
  integer,
  list,
  oneOf,
  port,
  readEnvironment,
  secret,
  seconds,
  text,
  url,
} from '@longbox/config';
import { readIssuerAddress, type IssuerAddress } from '@longbox/identity';
import type { SubgraphName } from '@longbox/subgraph';
import { KAFKA_VARIABLES, kafkaSettings, type KafkaSettings } from './kafka-settings.ts';

/** Where relative paths of settings begin. */
export const REPOSITORY = join(import.meta.dirname, '../../..');

/** Every variable that the application itself reads; those of a subgraph are in its own `config.ts`. */
export const VARIABLES = {
  PORT: port().default(4000).describe('Where the graph is served; 0 takes a free port.'),
  HOST: text('an address to listen on').default('127.0.0.1').describe('The address to listen on.'),
  NODE_ENV: oneOf('development', 'test', 'production')
    .default('development')
    .describe('In production there are no development tokens, no sample store and no explorer.'),
  LONGBOX_CONFIG: text('a file')
    .optional()
    .describe(
      'A file with any of these settings, YAML or JSON, which the environment overrides (docs/edge.md). Unset: `longbox.config.yaml`, if there is one.',
    ),
  LONGBOX_DATA_DIR: text('a folder')
    .default('.longbox')
    .describe('Where the embedded parts keep their data.'),
  LONGBOX_STORES_FILE: text('a file')
    .optional()
    .describe('The stores and their partners’ keys, JSON. Unset: a store `demo`.'),
  LONGBOX_SAMPLE_DATA: boolean()
    .default(true)
    .describe('Fill the store `demo` with sample cards when it is empty.'),
  LONGBOX_CALLER_SECRET: secret('what the gateway signs with who is calling')
    .optional()
    .describe('The same for the gateway and every subgraph. Unset: made once and kept in the data folder.'),
  LONGBOX_JWT_ISSUERS: list('addresses of token issuers such as https://id.example')
    .refine((issuers) => issuers.every((issuer) => readIssuerAddress(issuer)))
    .meta({ takes: 'addresses of token issuers such as https://id.example, separated by commas' })
    .transform((issuers) => issuers.flatMap((issuer) => readIssuerAddress(issuer) ?? []))
    .optional()
    .describe(
      'Identity providers whose tokens are good; where its keys are not at `/.well-known/jwks.json`, one says so with `=openid` or `=<address>` (docs/edge.md).',
    ),
  LONGBOX_ORIGINS: list('origins of browser apps, or `*`')
    .optional()
    .describe('Browser apps of other origins that may call.'),
  LONGBOX_METRICS_TOKEN: secret('what a scraper sends')
    .optional()
    .describe('The bearer token for `/metrics` from another machine. Unset: only this machine may read.'),
  LONGBOX_LOG_LEVEL: oneOf('silent', 'error', 'warn', 'info', 'debug')
    .default('warn')
    .describe('What is logged, on standard error.'),
  LONGBOX_LOG_FORMAT: oneOf('lines', 'json')
    .optional()
    .describe('Lines for people or JSON for machines. Unset: JSON in production, lines elsewhere.'),
  LONGBOX_DEBUG: oneOf('0', '1').default('0').describe('`1` prints the stack of an error that ends Longbox.'),
  OTEL_EXPORTER_OTLP_ENDPOINT: url('http', 'https')
    .optional()
    .describe(
      'An OpenTelemetry collector that is sent traces (OTLP over HTTP). Unset: none are recorded. The other `OTEL_` variables mean what OpenTelemetry says (docs/edge.md).',
    ),
  CATALOG_DATABASE_URL: databaseUrl().optional().describe('The catalog’s PostgreSQL. Unset: embedded.'),
  INVENTORY_DATABASE_URL: databaseUrl().optional().describe('The inventory’s PostgreSQL. Unset: embedded.'),
  ORDER_DATABASE_URL: databaseUrl().optional().describe('The orders’ PostgreSQL. Unset: embedded.'),
  FULFILLMENT_DATABASE_URL: databaseUrl().optional().describe('Fulfillment’s PostgreSQL. Unset: embedded.'),
  PRICING_DATABASE_URL: databaseUrl().optional().describe('Pricing’s PostgreSQL. Unset: embedded.'),
  EVENTS_DATABASE_URL: databaseUrl().optional().describe('The event log’s PostgreSQL. Unset: embedded.'),
  GATEWAY_DATABASE_URL: databaseUrl()
    .optional()
    .describe(
      'The PostgreSQL of partners’ keys and operations, one for all gateways. Unset: embedded with the others; where those are given, only the stores file has keys.',
    ),
  CATALOG_URL: url('http', 'https')
    .optional()
    .describe('The catalog in a process of its own. Unset: in the gateway’s.'),
  INVENTORY_URL: url('http', 'https')
    .optional()
    .describe('Inventory in a process of its own. Unset: in the gateway’s.'),
  ORDER_URL: url('http', 'https')
    .optional()
    .describe('Orders in a process of their own. Unset: in the gateway’s.'),
  FULFILLMENT_URL: url('http', 'https')
    .optional()
    .describe('Fulfillment in a process of its own. Unset: in the gateway’s.'),
  PRICING_URL: url('http', 'https')
    .optional()
    .describe('Pricing in a process of its own. Unset: in the gateway’s.'),
  ...KAFKA_VARIABLES,
  SCHEMA_REGISTRY_URL: url('http', 'https')
    .optional()
    .describe('A registry with Confluent’s API that is told the events’ schemas. Unset: none is.'),
  LONGBOX_RELAY: boolean()
    .default(true)
    .describe('Whether subgraphs publish their outbox. `false` where Debezium does; see infra/debezium.'),
  REDIS_URL: url('redis', 'rediss')
    .optional()
    .describe(
      'Redis, by which gateways share live events, answers that are kept, and rates. Unset: each gateway does all of the work.',
    ),
  LONGBOX_SUPERGRAPH: text('a file')
    .optional()
    .describe(
      'A supergraph that the gateway serves, and another one whenever the file changes (docs/edge.md). Unset: the one of this version.',
    ),
  LONGBOX_FLAGS_FILE: text('a file')
    .optional()
    .describe(
      'Flags and experiments, YAML or JSON (docs/flags.md); what Redis says counts before it. Unset: `flags.yaml` in the data folder, if there is one.',
    ),
  LONGBOX_OPERATION_TIMEOUT_SECONDS: seconds(0.1, 25)
    .default(20)
    .describe(
      'An operation that takes longer is answered with what has come until then. Less than a balancer in front waits.',
    ),
  LONGBOX_QUERY_TIMEOUT_SECONDS: seconds(0.1, 10)
    .default(4)
    .describe(
      'A query of a subgraph elsewhere that takes longer is given up, and tried once more where that helps.',
    ),
  LONGBOX_SUBGRAPH_REQUESTS: integer(1, 4_096, 'requests')
    .default(512)
    .describe('Requests in hand at one subgraph elsewhere; more are refused at once.'),
  LONGBOX_BREAKER_SECONDS: seconds(0.1, 300)
    .default(5)
    .describe('How long a subgraph elsewhere that fails is not asked, before one request tries it.'),
  LONGBOX_INTROSPECTION: oneOf('everybody', 'staff', 'nobody')
    .optional()
    .describe('Who may ask for the schema. Unset: staff in production, everybody elsewhere.'),
  LONGBOX_EDGE_LIMITS: boolean()
    .default(true)
    .describe(
      'Whether operations are held to limits, costs and rates; `false` only where another edge does it.',
    ),
  LONGBOX_EDGE_PERSISTED: boolean()
    .default(true)
    .describe(
      'Whether the store’s own apps may send ids in place of operations; partners send what is registered in any case.',
    ),
  LONGBOX_EDGE_CSRF: boolean()
    .default(true)
    .describe(
      'Whether requests that a foreign page could send unseen are refused; `false` only where a proxy does it.',
    ),
  LONGBOX_EDGE_MASKING: boolean()
    .default(true)
    .describe(
      'Whether errors over HTTP say what is for clients alone; `false` only while looking for a fault.',
    ),
  LONGBOX_EDGE_PERMISSIONS: boolean()
    .default(true)
    .describe(
      'Whether permissions are decided before anything is fetched; subgraphs decide them in any case.',
    ),
  LONGBOX_EDGE_METRICS: boolean()
    .default(true)
    .describe('Whether operations are counted and timed for `/metrics`.'),
  LONGBOX_EDGE_FLAGS: boolean()
    .default(true)
    .describe(
      'Whether flags and experiments are read; without, only the shares that the supergraph itself says are decided.',
    ),
  LONGBOX_EDGE_BREAKERS: boolean()
    .default(true)
    .describe(
      'Whether subgraphs elsewhere have breakers, bulkheads, retries and a time limit of their own; `false` only where a mesh does it.',
    ),
  LONGBOX_EDGE_CONNECTIONS: integer(1, 1_000_000, 'connections')
    .default(20_000)
    .describe('Connections of one gateway, live ones included; more are closed at once.'),
  LONGBOX_DRAIN_SECONDS: seconds(0, 3)
    .optional()
    .describe(
      'How long a gateway that is told to stop goes on answering, not ready any more. Unset: 2 in production, 0 elsewhere.',
    ),
  LONGBOX_CACHE_MEGABYTES: integer(0, 65_536, 'megabytes')
    .default(64)
    .describe('Memory for answers of subgraphs that the gateway keeps (docs/edge.md); 0 switches that off.'),
  LONGBOX_RATE_ANONYMOUS: integer(0, 1_000_000_000, 'cost a minute')
    .default(0)
    .describe('What one address may ask for without signing in (docs/edge.md: limits); 0 is no limit.'),
  LONGBOX_RATE_CUSTOMER: integer(0, 1_000_000_000, 'cost a minute')
    .default(0)
    .describe('What one customer may ask for; 0 is no limit.'),
  LONGBOX_RATE_STAFF: integer(0, 1_000_000_000, 'cost a minute')
    .default(0)
    .describe('What one member of staff may ask for; 0 is no limit.'),
  LONGBOX_RATE_PARTNER: integer(0, 1_000_000_000, 'cost a minute')
    .default(0)
    .describe('What one key may ask for that has no rate of its own; 0 is no limit.'),
  LONGBOX_LIVE_CONNECTIONS: integer(1, 1_000_000, 'connections')
    .default(10_000)
    .describe('Live sockets and streams of one gateway; more clients are sent away for a moment.'),
  LONGBOX_LIVE_PER_CALLER: integer(1, 1_000_000, 'operations')
    .default(1_000)
    .describe('Live operations of one caller in one gateway; the nameless are counted by address.'),
};

type Variables = ReturnType<typeof readVariables>;

export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly production: boolean;
  readonly dataDir: string;
  readonly storesFile: string | undefined;
  readonly flagsFile: string | undefined;
  /** Unset: the one of this version. */
  readonly supergraphFile: string | undefined;
  readonly sampleData: boolean;
  readonly callerSecret: Uint8Array | undefined;
  readonly issuers: readonly IssuerAddress[];
  readonly origins: readonly string[];
  readonly metricsToken: string | undefined;
  readonly logLevel: string;
  readonly logFormat: 'lines' | 'json';
  readonly debug: boolean;
  readonly databaseUrls: Readonly<Partial<Record<DatabaseName, string>>>;
  readonly subgraphUrls: Readonly<Partial<Record<SubgraphName, string>>>;
  readonly schemaRegistryUrl: string | undefined;
  /** Whether subgraphs publish their outbox themselves. */
  readonly relay: boolean;
  /** Unset: this gateway shares live events with no other. */
  readonly redisUrl: string | undefined;
  /** Of subgraphs elsewhere. */
  readonly resilience: {
    readonly queryTimeoutMs: number;
    readonly mostInHand: number;
    readonly restMs: number;
  };
  /** What the gateway does before operations are run. */
  readonly edge: {
    readonly introspection: 'everybody' | 'staff' | 'nobody';
    readonly limits: boolean;
    readonly persisted: boolean;
    readonly csrf: boolean;
    readonly masking: boolean;
    readonly permissions: boolean;
    readonly metrics: boolean;
    readonly flags: boolean;
    readonly breakers: boolean;
    readonly connections: number;
    readonly operationTimeoutMs: number;
    readonly drainMs: number;
  };
  /** What the gateway may keep answers in; 0: it keeps none. */
  readonly cacheBytes: number;
  /** What callers may spend in a minute, by kind; 0: no limit. */
  readonly ratesPerMinute: Readonly<
    Record<'anonymous' | 'customer' | 'staff' | 'partner' | 'system', number>
  >;
  readonly liveLimits: { readonly connections: number; readonly perCaller: number };
  /** Unset: the embedded event log. */
  readonly kafka: KafkaSettings | undefined;
}

export type DatabaseName = SubgraphName | 'events' | 'gateway';

/** The variable that names a database, and the one that names where a subgraph answers. */
export const databaseVariable = (name: DatabaseName) => `${name.toUpperCase()}_DATABASE_URL`;
export const addressVariable = (name: SubgraphName) => `${name.toUpperCase()}_URL`;

/** An address to reach, for an address to listen on: everywhere is reached here. */
export function reachable(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

const readVariables = (environment: NodeJS.ProcessEnv) => readEnvironment(VARIABLES, environment);

/** Reads the settings once. Throws `InvalidEnvironment`. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = readVariables(environment);
  return Object.freeze({
    host: given.HOST,
    port: given.PORT,
    production: given.NODE_ENV === 'production',
    dataDir: resolve(REPOSITORY, given.LONGBOX_DATA_DIR),
    storesFile: given.LONGBOX_STORES_FILE && resolve(REPOSITORY, given.LONGBOX_STORES_FILE),
    flagsFile: given.LONGBOX_FLAGS_FILE && resolve(REPOSITORY, given.LONGBOX_FLAGS_FILE),
    supergraphFile: given.LONGBOX_SUPERGRAPH && resolve(REPOSITORY, given.LONGBOX_SUPERGRAPH),
    sampleData: given.LONGBOX_SAMPLE_DATA,
    callerSecret: given.LONGBOX_CALLER_SECRET,
    issuers: given.LONGBOX_JWT_ISSUERS ?? [],
    origins: given.LONGBOX_ORIGINS ?? [],
    metricsToken: given.LONGBOX_METRICS_TOKEN && new TextDecoder().decode(given.LONGBOX_METRICS_TOKEN),
    logLevel: given.LONGBOX_LOG_LEVEL,
    logFormat: given.LONGBOX_LOG_FORMAT ?? (given.NODE_ENV === 'production' ? 'json' : 'lines'),
    debug: given.LONGBOX_DEBUG === '1',
    databaseUrls: databaseUrls(given),
    subgraphUrls: subgraphUrls(given),
    schemaRegistryUrl: given.SCHEMA_REGISTRY_URL,
    relay: given.LONGBOX_RELAY,
    redisUrl: given.REDIS_URL,
    resilience: {
      queryTimeoutMs: given.LONGBOX_QUERY_TIMEOUT_SECONDS * 1_000,
      mostInHand: given.LONGBOX_SUBGRAPH_REQUESTS,
      restMs: given.LONGBOX_BREAKER_SECONDS * 1_000,
    },
    edge: {
      introspection: given.LONGBOX_INTROSPECTION ?? (given.NODE_ENV === 'production' ? 'staff' : 'everybody'),
      limits: given.LONGBOX_EDGE_LIMITS,
      persisted: given.LONGBOX_EDGE_PERSISTED,
      csrf: given.LONGBOX_EDGE_CSRF,
      masking: given.LONGBOX_EDGE_MASKING,
      permissions: given.LONGBOX_EDGE_PERMISSIONS,
      metrics: given.LONGBOX_EDGE_METRICS,
      flags: given.LONGBOX_EDGE_FLAGS,
      breakers: given.LONGBOX_EDGE_BREAKERS,
      connections: given.LONGBOX_EDGE_CONNECTIONS,
      operationTimeoutMs: given.LONGBOX_OPERATION_TIMEOUT_SECONDS * 1_000,
      drainMs: (given.LONGBOX_DRAIN_SECONDS ?? (given.NODE_ENV === 'production' ? 2 : 0)) * 1_000,
    },
    cacheBytes: given.LONGBOX_CACHE_MEGABYTES * 1024 * 1024,
    ratesPerMinute: {
      anonymous: given.LONGBOX_RATE_ANONYMOUS,
      customer: given.LONGBOX_RATE_CUSTOMER,
      staff: given.LONGBOX_RATE_STAFF,
      partner: given.LONGBOX_RATE_PARTNER,
      system: 0,
    },
    liveLimits: { connections: given.LONGBOX_LIVE_CONNECTIONS, perCaller: given.LONGBOX_LIVE_PER_CALLER },
    kafka: kafkaSettings(given),
  });
}

function databaseUrls(given: Variables): Settings['databaseUrls'] {
  return present({
    catalog: given.CATALOG_DATABASE_URL,
    inventory: given.INVENTORY_DATABASE_URL,
    order: given.ORDER_DATABASE_URL,
    fulfillment: given.FULFILLMENT_DATABASE_URL,
    pricing: given.PRICING_DATABASE_URL,
    events: given.EVENTS_DATABASE_URL,
    gateway: given.GATEWAY_DATABASE_URL,
  });
}

function subgraphUrls(given: Variables): Settings['subgraphUrls'] {
  return present({
    catalog: given.CATALOG_URL,
    inventory: given.INVENTORY_URL,
    order: given.ORDER_URL,
    fulfillment: given.FULFILLMENT_URL,
    pricing: given.PRICING_URL,
  });
}

function present<K extends string>(values: Record<K, string | undefined>): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<
    Record<K, string>
  >;
}
