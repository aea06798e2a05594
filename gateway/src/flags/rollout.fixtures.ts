import { print } from 'graphql';
import { pino } from 'pino';
import { readSdl } from '@longbox/subgraph';
import type { Gateway, GatewayOptions } from '../gateway.ts';
import { bareSubgraph, composed, startTestGateway } from '../testing.fixtures.ts';
import { inProcessTransport } from '../transport/in-process.ts';

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@override"])\n';
/** The field `place` of an item moves from `order` to `pricing`. */
const SDL = {
  order: `${LINK}
    type Query { items: [Item!]! }
    type Subscription { changed: Item }
    type Item @key(fields: "id") { id: ID! place: String! }`,
  pricing: `${LINK}
    type Item @key(fields: "id") { id: ID! place: String! @override(from: "order", label: "move-place") }`,
  edge: print(readSdl('edge')),
};

export interface Rollout {
  readonly gateway: Gateway;
  /** Something happens that live clients are told. */
  change(): void;
}

/** A gateway over two subgraphs, each of which says of `place` which of them it is. */
export async function startRollout(options: Partial<GatewayOptions> = {}): Promise<Rollout> {
  const logger = pino({ level: 'silent' });
  let changed = Promise.withResolvers<void>();
  const items = [{ id: '1' }, { id: '2' }];
  async function* changes() {
    for (;;) {
      yield items[0];
      await changed.promise;
    }
  }
  const order = bareSubgraph('order', SDL.order, {
    Query: { items: () => items },
    Subscription: { changed: { subscribe: changes, resolve: (item: unknown) => item } },
    Item: { place: () => 'order' },
  });
  const pricing = bareSubgraph('pricing', SDL.pricing, { Item: { place: () => 'pricing' } });
  const gateway = await startTestGateway({
    supergraphSdl: composed(SDL),
    transports: {
      order: inProcessTransport(order, logger),
      pricing: inProcessTransport(pricing, logger),
    },
    ...options,
  });
  return {
    gateway,
    change() {
      const before = changed;
      changed = Promise.withResolvers();
      before.resolve();
    },
  };
}

export interface Said {
  readonly status: number;
  readonly body: {
    readonly data?: {
      readonly items?: readonly { readonly place: string }[];
      readonly assignedVariants?: readonly { readonly name: string; readonly variant: string }[];
    };
    readonly errors?: readonly { readonly message: string }[];
  };
  readonly headers: Headers;
}

/** Asks as an anonymous visitor. */
export async function askAs(url: string, visitor: string | undefined, query: string): Promise<Said> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(visitor === undefined ? {} : { 'x-visitor': visitor }),
    },
    body: JSON.stringify({ query }),
  });
  return {
    status: response.status,
    body: (await response.json()) as Said['body'],
    headers: response.headers,
  };
}
