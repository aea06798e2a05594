import { promisify } from 'node:util';
import { brotliDecompress, constants, gunzip, gzip } from 'node:zlib';
import { traceparent } from '@longbox/telemetry';
import { print, type DocumentNode, type ExecutionResult } from 'graphql';
import { Pool } from 'undici';
import { exchange, type Answer } from './exchange.ts';
import type { Stated } from './statements.ts';
import {
  FETCH_DEADLINE_MS,
  SubgraphUnreachable,
  type RequestScope,
  type SubgraphRequest,
} from './transport.ts';

export interface HttpQueriesOptions {
  /** The subgraph's, for messages. */
  readonly name: string;
  readonly url: URL;
  /** What each request says of who is calling. */
  readonly stated: (scope: RequestScope) => Stated;
  /** Whether large requests are sent compressed: not every server takes them. */
  readonly compress: boolean;
}

/** Queries and mutations of a subgraph over HTTP. */
export interface HttpQueries {
  /** Rejects with `SubgraphUnreachable` when there is no answer, or one that is no GraphQL. */
  run(request: SubgraphRequest, scope: RequestScope): Promise<ExecutionResult>;
  readonly pool: Pool;
}

/** More do not make one Node.js process at the other end faster. */
const CONNECTIONS = 64;
/** Requests sent or waiting; a subgraph that is so far behind is not helped by more. */
const MOST_IN_HAND = 4_096;
const CONNECT_TIMEOUT_MS = 2_000;
/** Idle connections are closed from here, before the other end does it (Node.js after 5 s, Longbox's subgraphs after 65) while a mutation is on its way. */
const KEEP_ALIVE_MS = 4_000;
/** A page of a thousand products is about 1 MB; nothing that is asked for is this large. */
const MOST_ANSWER_BYTES = 64 * 1024 * 1024;
/** From here on, on a network of 1 Gbit/s, compressing a body takes less time than it saves. */
const LARGE_BYTES = 128 * 1024;

const compressed = promisify(gzip);
const DECODERS = new Map([
  ['gzip', promisify(gunzip)],
  ['br', promisify(brotliDecompress)],
]);

/** What each request says beside who is calling and the trace: names and values in turns, which is what the pool takes fastest. */
// prettier-ignore
const ALWAYS_SAID = [
  'content-type', 'application/json',
  'accept', 'application/graphql-response+json, application/json;q=0.9',
  'accept-encoding', 'gzip, br',
];

/** A bounded pool of kept-alive connections to one subgraph. */
export function createHttpQueries({ name, url, stated, compress }: HttpQueriesOptions): HttpQueries {
  const pool = new Pool(url.origin, {
    connections: CONNECTIONS,
    pipelining: 1,
    headersTimeout: FETCH_DEADLINE_MS,
    bodyTimeout: FETCH_DEADLINE_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    maxResponseSize: MOST_ANSWER_BYTES,
  });
  const path = `${url.pathname}${url.search}`;
  let inHand = 0;

  function send(request: SubgraphRequest, scope: RequestScope): Promise<Answer> {
    const headers = [...ALWAYS_SAID];
    const who = stated(scope);
    for (const header in who) headers.push(header, who[header] ?? '');
    const trace = traceparent();
    if (trace !== undefined) headers.push('traceparent', trace);
    const ask = (body: string | Buffer) =>
      exchange(pool, { path, method: 'POST', headers, body }, scope.cancellation);
    const text = bodyOf(request);
    if (!compress || text.length <= LARGE_BYTES) return ask(text);
    headers.push('content-encoding', 'gzip');
    return compressed(text, { level: constants.Z_BEST_SPEED }).then(ask);
  }

  /** A kept-alive connection may have just been closed by the other end; a query may be sent again, a mutation may have been done. */
  function again(request: SubgraphRequest, scope: RequestScope, error: unknown): Promise<Answer> {
    if (!request.isQuery || !isClosedConnection(error)) throw error;
    return send(request, scope);
  }

  return {
    pool,
    async run(request, scope) {
      inHand += 1;
      try {
        if (inHand > MOST_IN_HAND) throw new Error(`${inHand - 1} requests are in hand already`);
        const answer = await send(request, scope).catch((error: unknown) => again(request, scope, error));
        const decode = DECODERS.get(answer.headers['content-encoding'] ?? '');
        return read(
          answer.statusCode,
          decode ? await decode(answer.body, { maxOutputLength: MOST_ANSWER_BYTES }) : answer.body,
        );
      } catch (cause) {
        throw new SubgraphUnreachable(`${name} did not answer`, { cause });
      } finally {
        inHand -= 1;
      }
    },
  };
}

/** The beginning of a body, for each document: its text need not be written again for each request. */
const beginnings = new WeakMap<DocumentNode, string>();

function bodyOf({ query, variables, operationName }: SubgraphRequest): string {
  let begin = typeof query === 'string' ? undefined : beginnings.get(query);
  if (begin === undefined) {
    begin = `{"query":${JSON.stringify(typeof query === 'string' ? query : print(query))}`;
    if (typeof query !== 'string') beginnings.set(query, begin);
  }
  const name = operationName === undefined ? '' : `,"operationName":${JSON.stringify(operationName)}`;
  return `${begin}${name},"variables":${JSON.stringify(variables ?? {})}}`;
}

/** Any status may come with a GraphQL answer (https://graphql.github.io/graphql-over-http/draft/#sec-Status-Codes). */
function read(statusCode: number, body: Buffer): ExecutionResult {
  let answer: unknown;
  try {
    answer = JSON.parse(body.toString());
  } catch (cause) {
    throw new Error(`HTTP ${statusCode} with what is no JSON`, { cause });
  }
  if (typeof answer === 'object' && answer !== null && ('data' in answer || isList(answer, 'errors')))
    return answer;
  throw new Error(`HTTP ${statusCode} with what is no GraphQL answer`);
}

function isList(answer: object, name: string): boolean {
  return Array.isArray((answer as Record<string, unknown>)[name]);
}

function isClosedConnection(error: unknown): boolean {
  const code = (error as { code?: unknown }).code;
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE';
}
