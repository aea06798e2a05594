import { pino } from 'pino';
import { Positioned, serveSubgraph, type RequestContext, type Subgraph } from '@longbox/subgraph';
import type { Gateway, GatewayOptions } from '../gateway.ts';
import { bareSubgraph, composed, startTestGateway } from '../testing.fixtures.ts';
import { httpTransport } from '../transport/http.ts';
import { inProcessTransport } from '../transport/in-process.ts';
import type { Transport } from '../transport/transport.ts';

const logger = pino({ level: process.env['LOG_LEVEL'] ?? 'silent' });
const secret = new Uint8Array(32).fill(1);
/** The same in every process of a test. */
const store = {
  id: '01890a5d-ac96-774b-bcce-b302099a8057',
  slug: 'demo',
  name: 'Demo',
  currency: 'USD',
} as const;

const LINK =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@requiresScopes"])\n';
export const SDL = {
  order: `${LINK}
    type Query { order: Order }
    type Mutation { nothing: String }
    type Subscription { orderUpdated(id: ID!): Order, ordersUpdated: Order, plain(id: ID!): Order }
    type Order @key(fields: "id") { id: ID! revision: Int! padding: String seenBy: String }`,
  catalog: `${LINK} type Query { ping: String } type Order @key(fields: "id") { id: ID! title: String }`,
};

interface Change {
  readonly id: string;
  readonly revision: number;
  /** Its place among all changes, from 1. */
  readonly place: number;
}

/** Orders and what happened to them: what the database of a subgraph is, kept while the subgraph restarts. */
export function createLedger() {
  const changes: Change[] = [];
  const waiting = new Set<() => void>();
  const counts = { open: 0, opened: 0, filledIn: 0 };
  let paddingBytes = 0;

  /** The changes that `wanted` lets through, those behind `from` first. */
  function read<T>(from: number, wanted: (change: Change) => T | undefined) {
    let place = from;
    const state = { over: false };
    let wake: (() => void) | undefined;
    counts.open += 1;
    counts.opened += 1;
    return {
      async next() {
        while (!state.over) {
          const change = changes[place];
          if (change) {
            place += 1;
            const value = wanted(change);
            if (value !== undefined) return { value, done: false };
          } else
            await new Promise<void>((resolve) => {
              wake = resolve;
              waiting.add(resolve);
            });
        }
        return { value: undefined, done: true };
      },
      return() {
        if (!state.over) counts.open -= 1;
        state.over = true;
        wake?.();
        return Promise.resolve({ value: undefined, done: true });
      },
      [Symbol.asyncIterator]() {
        return this;
      },
    };
  }

  return {
    counts,
    set paddingBytes(bytes: number) {
      paddingBytes = bytes;
    },
    padding: () => 'x'.repeat(paddingBytes),
    revisionOf: (id: string) => changes.findLast((change) => change.id === id)?.revision ?? 0,
    /** The order changes, so many times. */
    change(id: string, times = 1): void {
      for (let i = 0; i < times; i += 1)
        changes.push({ id, revision: this.revisionOf(id) + 1, place: changes.length + 1 });
      for (const wake of waiting) wake();
      waiting.clear();
    },
    /** As it is now and after each change; after a revision, where one was seen. */
    watchOrder(id: string, seen: number | undefined) {
      const from = seen ?? this.revisionOf(id) - 1;
      return read(0, (change) =>
        change.id === id && change.revision > from
          ? new Positioned(change, { id: String(change.revision), state: true })
          : undefined,
      );
    },
    watchAll: (seen: number | undefined) =>
      read(
        seen ?? changes.length,
        (change) => new Positioned(change, { id: String(change.place), state: false }),
      ),
    /** Without positions, as a subgraph of another make would. */
    watchPlainly: (id: string) =>
      read(changes.length, (change) => (change.id === id ? { value: change } : undefined)),
  };
}

export type Ledger = ReturnType<typeof createLedger>;

function resolversOf(ledger: Ledger) {
  const seen = ({ lastEventId }: RequestContext) =>
    lastEventId === undefined ? undefined : Number(lastEventId);
  const resolve = ({ value }: { value: Change }) => value;
  return {
    order: {
      Query: { order: () => ({ id: '1', revision: 1 }) },
      Mutation: { nothing: () => null },
      Subscription: {
        orderUpdated: {
          subscribe: (_: unknown, { id }: { id: string }, context: RequestContext) =>
            ledger.watchOrder(id, seen(context)),
          resolve,
        },
        ordersUpdated: {
          subscribe: (_: unknown, __: unknown, context: RequestContext) => ledger.watchAll(seen(context)),
          resolve,
        },
        plain: { subscribe: (_: unknown, { id }: { id: string }) => ledger.watchPlainly(id), resolve },
      },
      Order: {
        padding: () => ledger.padding(),
        seenBy: (_: unknown, __: unknown, { caller }: RequestContext) => caller.subject,
      },
    },
    catalog: {
      Query: { ping: () => 'pong' },
      Order: {
        title({ id }: { id: string }) {
          ledger.counts.filledIn += 1;
          return `Title of ${id}`;
        },
      },
    },
  };
}

type Name = keyof typeof SDL;
const NAMES: readonly Name[] = ['order', 'catalog'];

export const supergraphSdl = composed(SDL);

function subgraphOf(name: Name, ledger: Ledger): Subgraph {
  return bareSubgraph(name, SDL[name], resolversOf(ledger)[name]);
}

/** The subgraphs in this process. */
export function inProcess(ledger: Ledger): Record<string, Transport> {
  return Object.fromEntries(
    NAMES.map((name) => [name, inProcessTransport(subgraphOf(name, ledger), logger)]),
  );
}

/** Subgraphs that are served somewhere, by their URLs. */
export function transportsTo(urls: Readonly<Record<string, string>>): Record<string, Transport> {
  return Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [name, httpTransport({ name, url, secret })]),
  );
}

/** The subgraphs as they are reached over HTTP, and what stops one and starts it again at the same address. */
export async function overHttp(ledger: Ledger) {
  const serve = (name: Name, port: number) =>
    serveSubgraph(subgraphOf(name, ledger), { host: '127.0.0.1', port, secret, logger });
  const served = new Map(await Promise.all(NAMES.map(async (name) => [name, await serve(name, 0)] as const)));
  const urls = () => Object.fromEntries([...served].map(([name, { url }]) => [name, url]));
  return {
    urls,
    transports: () => transportsTo(urls()),
    async restart(name: Name) {
      const before = served.get(name);
      await before?.stop();
      served.set(name, await serve(name, Number(new URL(before?.url ?? '').port)));
    },
    stop: async () => void (await Promise.all([...served.values()].map((each) => each.stop()))),
  };
}

/** A gateway over the subgraphs. A token is its subject, and after a comma the milliseconds that it is good for. */
export function startLiveGateway(
  transports: Record<string, Transport>,
  options: Partial<GatewayOptions> = {},
): Promise<Gateway> {
  return startTestGateway({
    supergraphSdl,
    transports,
    authentication: {
      stores: {
        stores: [store],
        storeBySlug(slug) {
          if (slug === 'unreadable') throw new Error('the stores cannot be read');
          return slug === 'demo' ? store : undefined;
        },
        apiKey: () => undefined,
      },
      verify(token) {
        if (token === 'bad') return Promise.reject(new Error('not good'));
        const [sub = '', lifeMs = '60000'] = token.split(',');
        return Promise.resolve({
          sub,
          role: 'staff',
          store: 'demo',
          exp: (Date.now() + Number(lifeMs)) / 1_000,
        });
      },
      defaultStore: 'demo',
    },
    logger,
    ...options,
  });
}
