import { openEmbeddedLog, type MetricsRegistry } from '@longbox/events';
import type { Scope } from '@longbox/identity';
import { newId } from '@longbox/ids';
import type { RequestContext } from '@longbox/subgraph';
import { emptyDatabase, testDatabase, type TestDatabase } from '@longbox/testing';
import { pino } from 'pino';
import { createEntityCache } from '../entity-cache/entity-cache.ts';
import type { Gateway } from '../gateway.ts';
import { createApiKey } from '../identity/api-keys.ts';
import type { ApiKey } from '../stores/store-directory.ts';
import { bareSubgraph, composed, startTestGateway } from '../testing.fixtures.ts';
import { inProcessTransport } from '../transport/in-process.ts';
import { sha256Of, type ManifestOperation } from './manifest.ts';
import { insertKey, registerOperations } from './registry-writes.ts';
import { REGISTRY_MIGRATIONS, followRegistry } from './registry.ts';

const logger = pino({ level: 'silent' });

export const STORE = { id: newId(), slug: 'demo', name: 'Demo', currency: 'USD' } as const;
export const OTHER_STORE = { id: newId(), slug: 'other', name: 'Other', currency: 'USD' } as const;

const SDL = `
  extend schema
    @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
    @link(url: "https://longbox.dev/cache/v1.0", import: ["@cacheControl"])
    @composeDirective(name: "@cacheControl")
  directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
  enum CacheControlScope { PUBLIC PRIVATE }
  type Query {
    whoAmI: String!
    "Public, for a minute: how often it was asked for."
    asked(text: String): Int! @cacheControl(maxAge: 60)
    "Of the store alone."
    shelf: String! @cacheControl(maxAge: 60)
    mine: String! @cacheControl(maxAge: 60, scope: PRIVATE)
    failing: String @cacheControl(maxAge: 60)
  }
  type Mutation { touch: Int! }
  type Subscription { ticks: Int! }`;

/** How often `asked` was resolved. */
export const counts = { asked: 0, touched: 0 };

const resolvers = {
  Query: {
    whoAmI: (_: unknown, __: unknown, { caller }: RequestContext) =>
      `${caller.kind} ${caller.subject} of ${caller.store.slug}`,
    asked: () => (counts.asked += 1),
    shelf: (_: unknown, __: unknown, { caller }: RequestContext) => `the shelf of ${caller.store.slug}`,
    mine: (_: unknown, __: unknown, { caller }: RequestContext) => caller.subject,
    failing: () => {
      throw new Error('no');
    },
  },
  Mutation: { touch: () => (counts.touched += 1) },
  Subscription: {
    ticks: {
      async *subscribe() {
        yield { ticks: 1 };
        await new Promise(() => undefined);
      },
    },
  },
};

/** An operation as a manifest has it. */
export function operation(body: string): ManifestOperation {
  const [, type = 'query', name = ''] = /^\s*(\w+)\s+(\w+)/.exec(body) ?? [];
  return { id: sha256Of(body), name, type: type as ManifestOperation['type'], body };
}

export interface Edge {
  readonly test: TestDatabase;
  /** Of one registry. */
  readonly gateways: readonly Gateway[];
  /** Another gateway of that registry, which counts what it does. */
  another(counts: MetricsRegistry): Promise<Gateway>;
  /** A key for which nothing is registered. */
  unregistered(more?: Partial<ApiKey>): Promise<{ key: string; id: string }>;
  /** A key that may send these operations. */
  partner(
    operations: readonly ManifestOperation[],
    more?: Partial<ApiKey>,
  ): Promise<{ key: string; id: string }>;
  stop(): Promise<void>;
}

/** Two gateways over one subgraph and one registry. `fileKey` stands in the stores file. */
export async function startEdges(given: { fileKey?: ApiKey } = {}): Promise<Edge> {
  const test = await testDatabase('gateway', { migrations: REGISTRY_MIGRATIONS });
  const events = await emptyDatabase('events');
  const log = await openEmbeddedLog({ url: events.url, logger });
  const stores = [STORE, OTHER_STORE];
  const shipped = [operation('query Shipped { whoAmI }')];
  const manifest = { format: 'apollo-persisted-query-manifest', version: 1 } as const;
  const open = async (registry?: MetricsRegistry) => {
    // Each gateway reads the registry for itself; the test's own connection writes it.
    const partners = await followRegistry({ ...test.database, close: () => Promise.resolve() }, logger);
    const entityCache = createEntityCache({ mostBytes: 2 ** 20, changes: log.inspection, logger });
    await entityCache.start();
    const gateway = await startTestGateway({
      entityCache,
      supergraphSdl: composed({ catalog: SDL }),
      transports: { catalog: inProcessTransport(bareSubgraph('catalog', SDL, resolvers), logger) },
      authentication: {
        stores: {
          stores,
          storeBySlug: (slug) => stores.find((store) => store.slug === slug),
          apiKey: (id) => (id === given.fileKey?.id ? given.fileKey : undefined),
        },
        partners,
        verify: () => Promise.reject(new Error('none is good')),
        defaultStore: 'demo',
      },
      manifests: {
        apps: [{ ...manifest, operations: [operation('query OfTheApp { whoAmI }')] }],
        partner: { ...manifest, operations: shipped },
      },
      explorer: true,
      logger,
      registry,
    });
    return { partners, entityCache, gateway };
  };
  const opened = await Promise.all([open(), open()]);
  const newKey = async (more: Partial<ApiKey> = {}) => {
    const { key, id, hash } = createApiKey();
    const scopes: Scope[] = ['channels:read'];
    await insertKey(test.database, {
      id,
      hash,
      name: 'A partner',
      store: 'demo',
      scopes,
      channels: ['online'],
      createdAt: new Date(),
      ...more,
    });
    return { key, id };
  };
  return {
    test,
    gateways: opened.map(({ gateway }) => gateway),
    async another(registry) {
      const made = await open(registry);
      opened.push(made);
      return made.gateway;
    },
    unregistered: newKey,
    async partner(operations, more) {
      const made = await newKey(more);
      await registerOperations(test.database, made.id, operations, {
        at: new Date(),
        replace: false,
        most: 100,
      });
      return made;
    },
    async stop() {
      await Promise.all(opened.map(({ gateway }) => gateway.stop()));
      await Promise.all(opened.map(({ entityCache }) => entityCache.stop()));
      await Promise.all(opened.map(({ partners }) => partners.close()));
      await log.close();
      await events.drop();
      await test.dispose();
    },
  };
}
