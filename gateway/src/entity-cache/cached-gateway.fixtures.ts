import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  encodeEvent,
  type EventPayloads,
  type EventType,
  type FollowOptions,
  type MetricsRegistry,
} from '@longbox/events';
import type { Caller, Store } from '@longbox/identity';
import { newId } from '@longbox/ids';
import { execute, parse } from 'graphql';
import { pino } from 'pino';
import type { OptionalRedis } from '../redis/optional-redis.ts';
import { composed, schemaTransport, startTestGateway } from '../testing.fixtures.ts';
import type { RequestScope, SubgraphRequest, Transport } from '../transport/transport.ts';
import { createEntityCache } from './entity-cache.ts';

const LINK = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://longbox.dev/cache/v1.0", import: ["@cacheControl"])
  @composeDirective(name: "@cacheControl")
directive @cacheControl(maxAge: Int, scope: CacheControlScope, inheritMaxAge: Boolean) on FIELD_DEFINITION | OBJECT | INTERFACE | UNION
enum CacheControlScope { PUBLIC PRIVATE }
`;
const SDL = {
  catalog: `${LINK}
    type Query { product(id: ID!): Product, whoAmI: Me, search: [Product!]! @cacheControl(maxAge: 0), secret: Me @cacheControl(maxAge: 60) }
    type Me @cacheControl(maxAge: 60, scope: PRIVATE) { name: String }
    type Product @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! title: String variants: [ProductVariant!]! }
    type ProductVariant @key(fields: "id") @cacheControl(maxAge: 60) { id: ID! title: String }`,
  pricing: `${LINK}
    type Mutation { setPrice(id: ID!, price: Int!): ProductVariant }
    type Query { anything: String }
    type ProductVariant @key(fields: "id") {
      id: ID!
      price: Int @cacheControl(maxAge: 30)
      market: Int @cacheControl(maxAge: 30)
      cost: Int @cacheControl(maxAge: 0)
    }`,
};
type Name = keyof typeof SDL;

/** A gateway with a cache over a catalog and a pricing of the test's own, whose every fetch is seen and can be held up. */
export interface CachedGateway {
  /** What was sent to a subgraph: the ids of its representations, or the names of its root fields. */
  readonly sent: string[];
  readonly prices: Map<string, number>;
  /** What each fetch waits for before it is answered; it has been read by then. */
  hold: Promise<unknown>;
  /** Whether pricing is there. */
  isAway: boolean;
  ask(query: string, headers?: Readonly<Record<string, string>>): Promise<Asked>;
  /** Tells an event, as the event log would; it has been heard when this resolves. */
  tell<T extends EventType>(type: T, key: string, data: EventPayloads[T]): Promise<void>;
  state(state: 'following' | 'unsure'): void;
  metrics(): Promise<string>;
  stop(): Promise<void>;
}

export interface Asked {
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly path: readonly unknown[];
    readonly extensions: { readonly code: string };
  }[];
  readonly headers: Headers;
}

export const STORES: readonly Store[] = ['one', 'two'].map((slug) => ({
  id: newId(),
  slug,
  name: slug,
  currency: 'USD',
}));

/** The variants of the product `uuid`, which have ids as the store's do. */
export const VARIANTS: readonly string[] = [newId(), newId()];

/** That a variant of the product `p` costs something else now. */
export const priceChanged = (variantId: string) => ({
  variantId,
  productId: 'p',
  channel: null,
  currency: 'USD',
  amountMinor: 2,
  compareAtMinor: null,
  previousMinor: null,
  changedBy: 'sam',
  version: 1,
});

const variantsOf = (id: string) =>
  (id === 'uuid' ? VARIANTS : [`${id}-1`, `${id}-2`]).map((each) => ({ id: each }));

export interface CachedGatewayOptions {
  /** What several gateways keep together. */
  readonly redis?: OptionalRedis;
  /** What things cost; for several gateways the same. */
  readonly prices?: Map<string, number>;
  readonly mostBytes?: number;
}

export async function startCachedGateway(
  registry: MetricsRegistry,
  { redis, prices = new Map(), mostBytes = 2 ** 20 }: CachedGatewayOptions = {},
): Promise<CachedGateway> {
  const logger = pino({ level: 'silent' });
  const sent: string[] = [];
  let follower: FollowOptions | undefined;
  const resolvers = {
    catalog: {
      Query: {
        product: (_: unknown, { id }: { id: string }) =>
          id === 'none' ? null : { id, title: `Title ${id}`, variants: variantsOf(id) },
        search: () => [{ id: 'p', title: 'found', variants: [] }],
        whoAmI: (_: unknown, __: unknown, { caller }: RequestScope) => ({ name: caller.subject }),
        secret: () => ({ name: 'a secret' }),
      },
    },
    pricing: {
      Mutation: {
        setPrice: (_: unknown, { id, price }: { id: string; price: number }) => {
          prices.set(id, price);
          return { id };
        },
      },
      ProductVariant: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        price: ({ id }: { id: string }) => {
          const price = prices.get(id) ?? 1;
          if (price < 0) throw new Error('no price can be said');
          return price;
        },
        market: () => 5,
        cost: () => 2,
      },
    },
  };
  const transportOf = (name: Name): Transport => {
    const schema = buildSubgraphSchema([{ typeDefs: parse(SDL[name]), resolvers: resolvers[name] }]);
    return schemaTransport(schema, async ({ query, variables }: SubgraphRequest, scope) => {
      const document = typeof query === 'string' ? parse(query) : query;
      const given = variables?.['representations'] as readonly { readonly id: string }[] | undefined;
      sent.push(`${name} ${given?.map(({ id }) => id).join() ?? 'fields'}`);
      if (under.isAway && name === 'pricing') throw new Error('away');
      const result = await execute({
        schema,
        document,
        contextValue: scope,
        variableValues: variables ?? {},
      });
      await under.hold;
      return result;
    });
  };
  const cache = createEntityCache({
    mostBytes,
    redis,
    registry,
    logger,
    changes: {
      follow(options) {
        follower = options;
        options.onState('following');
        return Promise.resolve({ stop: () => Promise.resolve() });
      },
    },
  });
  await cache.start();
  const gateway = await startTestGateway({
    supergraphSdl: composed(SDL),
    transports: { catalog: transportOf('catalog'), pricing: transportOf('pricing') },
    authentication: {
      stores: {
        stores: STORES,
        storeBySlug: (slug) => STORES.find((store) => store.slug === slug),
        apiKey: () => undefined,
      },
      // The token is who it says it is.
      verify: (token) =>
        Promise.resolve({ sub: token, role: 'customer' satisfies Caller['kind'], store: 'one' }),
      defaultStore: 'one',
    },
    entityCache: cache,
    logger,
  });
  let offset = 0n;
  const under: CachedGateway = {
    sent,
    prices,
    hold: Promise.resolve(),
    isAway: false,
    async ask(query, headers = {}) {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query }),
      });
      return { ...((await response.json()) as Omit<Asked, 'headers'>), headers: response.headers };
    },
    async tell(type, key, data) {
      offset += 1n;
      const headers = {
        ce_specversion: '1.0',
        ce_id: newId(),
        ce_type: type,
        ce_source: '/longbox',
        ce_subject: key,
        ce_time: new Date().toISOString(),
        ce_tenantid: STORES[0]?.id ?? '',
      };
      await follower?.handle([
        { topic: 'any', partition: 0, offset, key, headers, payload: encodeEvent(type, data) },
      ]);
    },
    state: (state) => follower?.onState(state),
    metrics: () => registry.metrics(),
    async stop() {
      await gateway.stop();
      await cache.stop();
    },
  };
  return under;
}
