import { CALLER_HEADER, signStatement, type Caller } from '@longbox/identity';
import { print, type DocumentNode, type ExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createHttpQueries, type HttpQueries } from './http-queries.ts';
import {
  FETCH_DEADLINE_MS,
  SubgraphUnreachable,
  type RequestScope,
  type SubgraphRequest,
  type Transport,
} from './transport.ts';

export interface HttpTransportOptions {
  readonly name: string;
  /** `http://host:port/graphql`. */
  readonly url: string;
  /** What statements of who is calling are signed with; absent, the subgraph is of another make and is told nothing. */
  readonly secret?: Uint8Array;
}

/** Well within the 60 s that a statement is good for. */
const STATEMENT_REUSE_MS = 20_000;
/** A subgraph gives its own database and event log two seconds. */
const READY_TIMEOUT_MS = 2_500;
const PING_MS = 10_000;
const PONG_WAIT_MS = 5_000;

/** A subgraph in another process: queries over a pool of kept-alive connections, subscriptions over WebSocket. */
export function httpTransport({ name, url, secret }: HttpTransportOptions): Transport {
  const address = new URL(url);
  const statement = (scope: RequestScope) => secret && statementOf(scope, secret);
  const queries = createHttpQueries({
    url: address,
    headers: (scope) => stated(statement(scope)),
    compress: secret !== undefined,
  });

  async function run(request: SubgraphRequest, scope: RequestScope): Promise<ExecutionResult> {
    try {
      return await queries.run(request, scope);
    } catch (cause) {
      throw new SubgraphUnreachable(`${name} did not answer`, { cause });
    }
  }

  return {
    run,
    subscribe: (request, scope) => Promise.resolve(subscribe(url, statement(scope), request)),
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

interface Statement {
  readonly secret: Uint8Array;
  readonly text: string;
  readonly at: number;
}

/** One request of a client asks several subgraphs, and the same one several times: who calls is signed once. */
const statements = new WeakMap<Caller, Statement>();

function statementOf({ caller }: RequestScope, secret: Uint8Array): string {
  const at = Date.now();
  const known = statements.get(caller);
  if (known && known.secret === secret && at - known.at < STATEMENT_REUSE_MS) return known.text;
  const text = signStatement(caller, secret, new Date(at));
  statements.set(caller, { secret, text, at });
  return text;
}

function stated(statement: string | undefined): Record<string, string> {
  return statement === undefined ? {} : { [CALLER_HEADER]: statement };
}

const AWAY = 'it does not answer';

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

/** One socket for each subscription, since a socket is one caller's: the statement goes into its first message. */
function subscribe(
  url: string,
  statement: string | undefined,
  { query, variables, operationName, lastEventId }: SubgraphRequest,
): AsyncIterableIterator<ExecutionResult> {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: stated(statement),
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
