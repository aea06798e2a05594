import { traceparent } from '@longbox/telemetry';
import { print, type DocumentNode, type ExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createHttpQueries, type HttpQueries } from './http-queries.ts';
import { statementsWith, type Stated } from './statements.ts';
import { FETCH_DEADLINE_MS, type RequestScope, type SubgraphRequest, type Transport } from './transport.ts';

export interface HttpTransportOptions {
  readonly name: string;
  /** `http://host:port/graphql`. */
  readonly url: string;
  /** What statements of who is calling are signed with; absent, the subgraph is of another make and is told nothing. */
  readonly secret?: Uint8Array;
}

/** A subgraph gives its own database and event log two seconds. */
const READY_TIMEOUT_MS = 2_500;
const PING_MS = 10_000;
const PONG_WAIT_MS = 5_000;

/** A subgraph in another process: queries over a pool of kept-alive connections, subscriptions over WebSocket. */
export function httpTransport({ name, url, secret }: HttpTransportOptions): Transport {
  const statements = secret && statementsWith(secret);
  const stated = ({ caller }: RequestScope): Stated => statements?.(caller) ?? NOTHING_STATED;
  const queries = createHttpQueries({ name, url: new URL(url), stated, compress: secret !== undefined });

  return {
    run: queries.run,
    subscribe: (request, scope) => Promise.resolve(subscribe(url, stated(scope), request)),
    async obstacles() {
      try {
        return await (secret ? toldBy(queries) : answers(queries));
      } catch {
        return [AWAY];
      }
    },
    close: () => queries.pool.close(),
  };
}

const AWAY = 'it does not answer';
const NOTHING_STATED: Stated = {};

/** What one of our subgraphs says that is in its way. */
async function toldBy({ pool }: HttpQueries): Promise<readonly string[]> {
  const { statusCode, body } = await pool.request({
    path: '/readyz',
    method: 'GET',
    signal: AbortSignal.timeout(READY_TIMEOUT_MS),
  });
  const { reasons } = (await body.json()) as { readonly reasons?: readonly string[] };
  if (statusCode === 200) return [];
  return Array.isArray(reasons) && reasons.length > 0 ? reasons : [AWAY];
}

/** A subgraph of another make says by answering that it can. */
async function answers({ pool }: HttpQueries): Promise<readonly string[]> {
  const { body } = await pool.request({
    path: '/',
    method: 'HEAD',
    signal: AbortSignal.timeout(READY_TIMEOUT_MS),
  });
  await body.dump();
  return [];
}

/** A subgraph whose machine is gone says nothing: it is asked every so often, and given up when it does not answer the next time. */
function endWhenSilent(client: Client): void {
  let patience: NodeJS.Timeout | undefined;
  client.on('ping', (received) => {
    if (!received) patience = setTimeout(() => client.terminate(), PONG_WAIT_MS).unref();
  });
  client.on('pong', (received) => {
    if (received) clearTimeout(patience);
  });
  client.on('closed', () => clearTimeout(patience));
}

const texts = new WeakMap<DocumentNode, string>();

function textOf(query: string | DocumentNode): string {
  if (typeof query === 'string') return query;
  const text = texts.get(query) ?? print(query);
  texts.set(query, text);
  return text;
}

/** One socket for each subscription, since a socket is one caller's: the statement goes into its first message, and the trace it belongs to. */
function subscribe(
  url: string,
  stated: Stated,
  { query, variables, operationName, lastEventId }: SubgraphRequest,
): AsyncIterableIterator<ExecutionResult> {
  const parent = traceparent();
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { ...stated, ...(parent === undefined ? {} : { traceparent: parent }) },
    lazy: true,
    retryAttempts: 0,
    connectionAckWaitTimeout: FETCH_DEADLINE_MS,
    keepAlive: PING_MS,
  });
  endWhenSilent(client);
  const source = client.iterate({
    query: textOf(query),
    variables: { ...variables },
    ...(operationName ? { operationName } : {}),
    ...(lastEventId === undefined ? {} : { extensions: { lastEventId } }),
  });
  const done = { value: undefined, done: true } as const;
  return {
    async next() {
      const step = await source.next();
      if (!step.done) return { value: step.value as ExecutionResult, done: false };
      await client.dispose();
      return done;
    },
    async return() {
      await source.return?.();
      await client.dispose();
      return done;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
