import type { IncomingMessage, ServerResponse } from 'node:http';
import { HeaderMap, type ApolloServer } from '@apollo/server';
import { answerMetrics, type MetricsSource } from '@longbox/subgraph';
import { inTrace, traceOfLogs, type TraceSpec } from '@longbox/telemetry';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { Cancellation } from '../cancellation.ts';
import { Freshness, cacheHeaders } from '../entity-cache/freshness.ts';
import { told } from '../errors.ts';
import type { EdgeContext } from '../executor/context.ts';
import { authenticate, type Identification, type Identified } from '../identity/authenticate.ts';
import type { LiveStreams } from '../subscriptions/streams.ts';
import type { DocumentCheck } from '../limits/check-document.ts';
import type { Decisions } from '../flags/decisions.ts';
import { operationIn } from '../subscriptions/client-operation.ts';
import { fieldsOfSearch, searchOfFields, type Fields } from '../persisted/asked-operation.ts';
import type { PersistedOperations } from '../persisted/persisted-operations.ts';
import { correlationIdOf } from '../identity/correlation.ts';
import { readBody, refuse, sendError, sendHtml, sendJson } from './answer.ts';
import { sendConditional, varyByCaller } from './conditional.ts';
import { allowOrigin } from './cors.ts';
import { explorerPage } from './explorer.ts';
import type { KnownOperations } from './known-operations.ts';
import { sendReadiness, type Readiness } from './readiness.ts';
import { CLIENT_HEADER } from '../observation/labels.ts';

export interface PipelineOptions {
  readonly server: ApolloServer<EdgeContext>;
  /** Answers what Apollo Server has seen before. */
  readonly known: KnownOperations;
  /** Answers what asks for a stream of results. */
  readonly streams: LiveStreams;
  readonly authentication: Identification;
  /** What is decided of flags for a request. */
  readonly decide: (identified: Identified) => Decisions;
  /** Refuses what is too large to be looked at. */
  readonly documents: DocumentCheck;
  /** Which operation a request is about, and whether its caller may send it. */
  readonly persisted: PersistedOperations;
  /** Origins of browser apps that may call; `*` for any. */
  readonly origins: readonly string[];
  /** Of an operation, in milliseconds. */
  readonly deadlineMs: number;
  /** Whether the explorer page is served. */
  readonly explorer: boolean;
  /** Hears of each answer, at level `info`. */
  readonly logger: Logger;
  /** Whether it can serve; or the gateway alone, whatever is in the way of subgraphs. */
  readonly ready: (gatewayAlone: boolean) => Promise<Readiness>;
  readonly metrics?: MetricsSource;
  /** Hears of what is refused before it gets to Apollo Server, by code. */
  readonly onRefused: (code: string) => void;
}

const MOST_BODY_BYTES = 1024 * 1024;

/** Everything that happens to an HTTP request, in its order. Each step either answers or lets the next one see the request. */
export function createPipeline(options: PipelineOptions) {
  const { server, known, streams, authentication, documents, persisted, origins } = options;
  const { decide, deadlineMs, explorer, ready, logger, metrics } = options;
  const page = explorer ? explorerPage(authentication.defaultStore) : undefined;

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, search } = addressOf(request);

    // 1. Whether the process lives, whether it can serve, and how it does.
    if (pathname === '/healthz') return sendJson(response, 200, { status: 'ok' });
    if (pathname === '/readyz') return sendReadiness(response, await ready(search === '?of=gateway'));
    if (metrics && pathname === '/metrics') return answerMetrics(request, response, metrics);
    if (pathname !== '/graphql') return refuse(response, 404, 'There is only /graphql here.');

    // 2. What follows one request through everything, and a trace, where they are recorded.
    const correlationId = correlationIdOf(header(request, 'x-correlation-id'));
    response.setHeader('x-correlation-id', correlationId);
    return inTrace(spanOf(request, correlationId), () => answer(request, response, search, correlationId));
  };

  function refuseWith(response: ServerResponse, error: GraphQLError): void {
    options.onRefused(told(error).extensions.code);
    sendError(response, error);
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    search: string,
    correlationId: string,
  ): Promise<void> {
    const began = performance.now();
    logAnswer(request, response, correlationId, logger);

    // 3. Caches: what an answer depends on. Browsers: who may call from where.
    varyByCaller(request, response);
    if (allowOrigin(request, response, origins)) return;

    // 4. The explorer, for people.
    if (page && request.method === 'GET' && wantsPage(request, search)) return sendHtml(response, page);

    // 5. The body, as it is and bounded; nothing twice in it, nothing endlessly deep (`limits/json.ts`).
    if (isEncoded(request)) return refuse(response, 415, 'Send the body without `content-encoding`.');
    const body = await readBody(request, MOST_BODY_BYTES);
    if (body === null) return refuse(response, 413, 'The request is larger than 1 MiB.');
    const unusual = documents.refusalOfJson(body) ?? refusalOfSearch(search, documents);
    if (unusual) return refuse(response, 400, unusual.message);
    const parsed = parseBody(body);
    if (parsed === NOT_JSON) return refuse(response, 400, 'The body is not JSON.');

    // 6. Who is calling.
    let identified: Identified;
    try {
      identified = await authenticate(
        {
          authorization: header(request, 'authorization'),
          apiKey: header(request, 'x-api-key'),
          store: header(request, 'x-store'),
          visitor: header(request, 'x-visitor'),
          correlationId,
        },
        authentication,
      );
    } catch (error) {
      if (error instanceof GraphQLError) return refuseWith(response, error);
      throw error;
    }

    // 7. Which operation: what a partner registered, and nothing else; for others a text, or what stands for it.
    let given: unknown;
    let fields: unknown;
    try {
      given = request.method === 'GET' ? fieldsOfSearch(search) : parsed;
      fields = await persisted.resolve(identified, given);
    } catch (error) {
      if (error instanceof GraphQLError) return refuseWith(response, error);
      throw error;
    }

    //    Not too large to be looked at (`limits/check-document.ts`).
    const operation = operationIn(fields);
    const tooLarge = operation && documents.refusalOf(operation.query);
    if (tooLarge) return refuseWith(response, tooLarge);

    // 8. A stream of results, where the client asks for one.
    const format = streams.formatFor(request, operation);
    if (format && !operation) return refuse(response, 400, 'Send an operation: `query`, and what it takes.');
    if (format && operation) return streams.answer(format, operation, identified, request, response);

    // 9. The operation. When the client leaves, it is given up; at its deadline it is answered with what has come.
    //    a. Apollo Server: parsed and validated, once for each text; its plugins (`gateway.ts`) in their order: a subscription is told
    //       where it belongs (`sockets-only.ts`), what it would cost is held to what its caller may spend
    //       (`limits/plugin.ts`), `@defer` is answered in parts (`incremental/plugin.ts`). What it has seen before goes past it, with
    //       the same check of its cost, unless something is wrong (`known-operations.ts`).
    //    b. `edge-gateway.ts`: prepared, once for each text, caller's labels and switches; joined to one that is the same and in hand.
    //    c. `plan-executor.ts`: variables coerced, the plan's steps run, the answer shaped.
    //       Each of its fetches goes to `entity-cache/caching-transport.ts` first, where there is a cache.
    //    d. Errors masked (`errors.ts`), and the status that the client's `accept` asks for (`json-status.ts`).
    //    e. A GET that is answered as before is told so (`conditional.ts`).
    const cancellation = new Cancellation(deadlineMs);
    response.once('close', () => cancellation.cancel('client left'));
    try {
      const { costPerMinute } = identified;
      const client = header(request, CLIENT_HEADER);
      const sender = { address: request.socket.remoteAddress, costPerMinute, client, began };
      let context: EdgeContext = {
        sender,
        scope: {
          caller: identified.caller,
          cancellation,
          freshness: new Freshness(),
          decisions: decide(identified),
        },
      };
      const found = known.find(request, fields, context);
      if (found) {
        const answer = await known.answer(found, context);
        if ('text' in answer) return sendKnown(response, found.contentType, answer.text, context);
        context = { ...context, outcome: answer.outcome };
      }
      const changed = request.method === 'GET' && fields !== given;
      const asked = changed
        ? { search: searchOfFields(fields as Fields), body: undefined }
        : { search, body: request.method === 'GET' ? undefined : fields };
      await answerOperation({ server, known }, request, response, { ...asked, context });
    } finally {
      cancellation.finish();
    }
  }
}

/** The client's trace goes on, if it has one. */
function spanOf(request: IncomingMessage, correlationId: string): TraceSpec {
  const method = request.method ?? '';
  return {
    name: `${method} /graphql`,
    kind: 'server',
    parent: header(request, 'traceparent'),
    attributes: {
      'http.request.method': method,
      'http.route': '/graphql',
      'longbox.correlation_id': correlationId,
    },
  };
}

function sendKnown(
  response: ServerResponse,
  contentType: string,
  text: string,
  { scope }: EdgeContext,
): void {
  response.writeHead(200, {
    ...(scope.freshness && cacheHeaders(scope.freshness)),
    'content-type': contentType,
    'content-length': text.length,
  });
  // As text, which goes out in one piece with the headers.
  response.end(text, 'latin1');
}

async function answerOperation(
  { server, known }: Pick<PipelineOptions, 'server' | 'known'>,
  request: IncomingMessage,
  response: ServerResponse,
  { search, body, context }: { search: string; body: unknown; context: EdgeContext },
): Promise<void> {
  const headers = new HeaderMap();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value);
  // Browsers ask first before a page of another origin sends one of these: then that page was allowed to (step 3).
  if (ASKED_FIRST.some((name) => name in request.headers)) headers.set('apollo-require-preflight', 'true');
  const answer = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: request.method ?? 'POST', headers, search, body },
    context: () => Promise.resolve(context),
  });
  for (const [name, value] of answer.headers) response.setHeader(name, value);
  // Apollo Server says it of errors that must be asked about again.
  if (context.scope.freshness && !answer.headers.has('cache-control'))
    for (const [name, value] of Object.entries(cacheHeaders(context.scope.freshness)))
      response.setHeader(name, value);
  response.statusCode = answer.status ?? 200;
  if (answer.body.kind === 'complete') {
    if (response.statusCode === 200)
      known.learnContentType(request.headers.accept, answer.headers.get('content-type'));
    sendConditional(request, response, answer.body.string);
    return;
  }
  for await (const chunk of answer.body.asyncIterator) response.write(chunk);
  response.end();
}

function logAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  correlationId: string,
  logger: Logger,
): void {
  if (!logger.isLevelEnabled('info')) return;
  const begin = performance.now();
  const trace = traceOfLogs();
  response.once('close', () =>
    logger.info(
      {
        ...trace,
        correlationId,
        method: request.method,
        status: response.writableFinished ? response.statusCode : 'client left',
        ms: Math.round(performance.now() - begin),
      },
      'answered',
    ),
  );
}

interface Address {
  readonly pathname: string;
  readonly search: string;
}

/** What nearly every request asks for, which need not be read each time. */
const GRAPHQL: Address = { pathname: '/graphql', search: '' };
const NOWHERE: Address = { pathname: '', search: '' };

function addressOf({ url = '/' }: IncomingMessage): Address {
  return url === GRAPHQL.pathname ? GRAPHQL : (URL.parse(url, 'http://localhost') ?? NOWHERE);
}

/** Whether a body is compressed: a few kilobytes may stand for gigabytes. */
function isEncoded({ headers }: IncomingMessage): boolean {
  return (headers['content-encoding'] ?? 'identity') !== 'identity';
}

/** Variables in an address are JSON as well. */
function refusalOfSearch(search: string, documents: DocumentCheck): GraphQLError | undefined {
  if (search === '') return undefined;
  const parameters = new URLSearchParams(search);
  return ['variables', 'extensions']
    .map((name) => documents.refusalOfJson(parameters.get(name) ?? ''))
    .find((refusal) => refusal !== undefined);
}

const ASKED_FIRST = ['x-api-key', 'authorization', 'x-store', 'x-visitor'] as const;

const NOT_JSON = Symbol('not JSON');

function parseBody(body: string): unknown {
  if (body === '') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return NOT_JSON;
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

function wantsPage(request: IncomingMessage, search: string): boolean {
  return (request.headers.accept ?? '').includes('text/html') && !new URLSearchParams(search).has('query');
}
