import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import { inTrace } from '@longbox/telemetry';
import type { Logger } from 'pino';
import { WebSocketServer } from 'ws';
import { ONLY_THE_GATEWAY, askerIn, spanFor } from './asker.ts';
import { answerMetrics, type MetricsSource } from './metrics.ts';
import { createOperationRunner, type OperationRequest, type OperationRunner } from './runner.ts';
import { serveSockets } from './serve-sockets.ts';
import type { Subgraph } from './subgraph.ts';

export interface ServeOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /** What the gateway signs its statements with. */
  readonly secret: Uint8Array;
  readonly logger: Logger;
  /** What is served at `/metrics`; nothing is when left out. */
  readonly metrics?: MetricsSource;
}

export interface ServedSubgraph {
  readonly url: string;
  /** Takes no more requests, waits for those in hand (ten seconds at most), and stops the subgraph. */
  stop(): Promise<void>;
}

/** The gateway's fetch for a page of entities is the largest request there is. */
const MOST_BODY_BYTES = 8 * 1024 * 1024;
/** From here on, on a network of 1 Gbit/s, compressing takes less time than it saves. */
const LARGE_BYTES = 128 * 1024;
const compressed = promisify(gzip);
const decompressed = promisify(gunzip);
const MOST_WAIT_MS = 10_000;
/**
 * The gateway closes idle connections after four seconds. It must be the one that does: a mutation that meets a connection which is being closed
 * here is lost, since nobody knows whether it was done. Also longer than the 60 s of the usual load balancers.
 */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;

/**
 * Serves a subgraph on its own: `POST /graphql`, subscriptions over WebSocket (graphql-transport-ws) on the same path, `/healthz`,
 * `/readyz` and `/metrics`. Every operation needs the gateway's statement of who is calling, in the header or in the WebSocket's first message.
 */
export async function serveSubgraph(subgraph: Subgraph, options: ServeOptions): Promise<ServedSubgraph> {
  const { host, port, secret, logger } = options;
  const runner = createOperationRunner(subgraph.schema, logger);
  let draining = false;
  const isDraining = () => draining;
  const server = createServer((request, response) => {
    answer(subgraph, runner, { ...options, isDraining }, request, response).catch((err: unknown) => {
      logger.error({ err }, 'a request failed');
      if (!response.headersSent) send(response, 500, { errors: [{ message: 'Internal error' }] });
    });
  });
  server.requestTimeout = 30_000;
  server.headersTimeout = 10_000;
  server.keepAliveTimeout = KEEP_ALIVE_TIMEOUT_MS;
  const sockets = serveSockets(
    new WebSocketServer({ server, path: '/graphql', maxPayload: MOST_BODY_BYTES }),
    subgraph,
    runner,
    secret,
  );

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const url = `http://${host}:${(server.address() as AddressInfo).port}/graphql`;
  await subgraph.start();
  logger.info({ url }, `${subgraph.name} is served`);

  return {
    url,
    async stop() {
      draining = true;
      await sockets.dispose();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const cut = setTimeout(() => server.closeAllConnections(), MOST_WAIT_MS);
      await closed;
      clearTimeout(cut);
      await subgraph.stop();
    },
  };
}

async function answer(
  subgraph: Subgraph,
  runner: OperationRunner,
  { secret, metrics, isDraining }: ServeOptions & { readonly isDraining: () => boolean },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET' && request.url === '/healthz') return send(response, 200, { status: 'ok' });
  if (request.method === 'GET' && request.url === '/readyz') {
    const reasons = [...(isDraining() ? ['it is being stopped'] : []), ...(await subgraph.obstacles())];
    const ready = reasons.length === 0;
    return send(response, ready ? 200 : 503, ready ? { status: 'ready' } : { status: 'not ready', reasons });
  }
  if (metrics && request.method === 'GET' && request.url === '/metrics')
    return answerMetrics(request, response, metrics);
  if (request.method !== 'POST' || request.url !== '/graphql')
    return send(response, 404, { status: 'not found' });
  const asker = askerIn(request.headers, secret);
  if (!asker) return send(response, 401, { errors: [{ message: ONLY_THE_GATEWAY }] });
  const body = await readBody(request);
  if (body === null) return send(response, 413, { errors: [{ message: 'The request is too large.' }] });
  const operation = parseOperation(body);
  if (!operation) return send(response, 400, { errors: [{ message: 'The body is not a GraphQL request.' }] });
  const result = await inTrace(spanFor(asker, subgraph, operation), () =>
    runner.run(operation, subgraph.createContext(asker.caller)),
  );
  await sendCompressed(request, response, result);
}

/** The body as text, or null when it is larger than a request may be. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MOST_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  if (request.headers['content-encoding'] !== 'gzip') return body.toString();
  try {
    return (await decompressed(body, { maxOutputLength: MOST_BODY_BYTES })).toString();
  } catch {
    return null;
  }
}

function parseOperation(body: string): OperationRequest | null {
  try {
    const parsed = JSON.parse(body) as {
      query?: unknown;
      variables?: Record<string, unknown>;
      operationName?: string;
    };
    if (typeof parsed.query !== 'string') return null;
    return {
      query: parsed.query,
      variables: parsed.variables ?? {},
      operationName: parsed.operationName ?? undefined,
    };
  } catch {
    return null;
  }
}

/** An answer that is large is worth compressing for whoever takes it so. */
async function sendCompressed(
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
): Promise<void> {
  const text = JSON.stringify(body);
  const takesGzip = (request.headers['accept-encoding'] ?? '').includes('gzip');
  if (text.length < LARGE_BYTES || !takesGzip) return send(response, 200, body, text);
  const bytes = await compressed(text, { level: constants.Z_BEST_SPEED });
  response.writeHead(200, {
    'content-type': 'application/json',
    'content-encoding': 'gzip',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

function send(response: ServerResponse, status: number, body: unknown, text = JSON.stringify(body)): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}
