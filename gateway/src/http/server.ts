import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { told } from '../errors.ts';
import { ClientLeft, sendJson } from './answer.ts';

/** How long a client may take, in milliseconds. */
export interface Patience {
  readonly headersMs: number;
  /** With its headers. */
  readonly requestMs: number;
}

export interface ServerOptions {
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Default: 10 s for the headers, 30 s for the whole request. */
  readonly patience?: Patience | undefined;
  /** Connections that are open at once; more are closed as they come. Default: 20,000. */
  readonly connections?: number | undefined;
  readonly logger: Logger;
}

/** What listens, and how it stops: it drains first, then it closes. */
export interface EdgeServer {
  readonly http: Server;
  /** Gives the port. Throws when it is taken. */
  listen(port: number, host: string): Promise<number>;
  /** From now on every answer closes its connection; requests are still taken. */
  drain(): void;
  readonly isDraining: boolean;
  /** Takes no more connections, and waits for what is in hand until 3.5 s after the draining began; then it is cut off. */
  close(): Promise<void>;
}

const PATIENCE: Patience = { headersMs: 10_000, requestMs: 30_000 };
/** How often it is looked who has taken too long; thousands who came together are not cut off all in one go. Node.js looks every 30 s by itself. */
const MOST_CHECK_MS = 250;
/** Twice what live clients may have; each takes some ten kilobytes. */
const MOST_CONNECTIONS = 20_000;
/** Longer than the 60 s of the usual load balancers, so that it is they who close. */
const KEEP_ALIVE_TIMEOUT_MS = 65_000;
/** Below the four seconds that a process gives each of its parts to end. */
const STOP_MS = 3_500;

/** The HTTP server of the edge. What fails in an answer is logged, and told as an internal error. */
export function createEdgeServer({ answer, logger, ...options }: ServerOptions): EdgeServer {
  const { headersMs, requestMs } = options.patience ?? PATIENCE;
  let drainsSince: number | undefined;
  const timeouts = {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    connectionsCheckingInterval: Math.min(MOST_CHECK_MS, headersMs / 4),
  };
  const http = createServer(timeouts, (request, response) => {
    if (drainsSince !== undefined) response.setHeader('connection', 'close');
    // A kept connection whose request came before the draining has nothing to wait for once its answer is out.
    response.once('close', () => http.listening || setImmediate(() => http.closeIdleConnections()));
    answer(request, response).catch((err: unknown) => {
      if (err instanceof ClientLeft) return;
      logger.error({ err }, 'a request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { errors: [told(new GraphQLError('failed'))] });
    });
  });
  http.maxConnections = options.connections ?? MOST_CONNECTIONS;
  return {
    http,
    async listen(port, host) {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, resolve);
      });
      return (http.address() as AddressInfo).port;
    },
    drain() {
      drainsSince ??= performance.now();
    },
    get isDraining() {
      return drainsSince !== undefined;
    },
    async close() {
      const left = STOP_MS - (performance.now() - (drainsSince ?? performance.now()));
      const cut = setTimeout(() => http.closeAllConnections(), left);
      // Closes idle connections too.
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      clearTimeout(cut);
    },
  };
}
