import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import { told } from './errors.ts';
import { dataSource, type EdgeContext } from './executor/data-source.ts';
import { createExecutor } from './executor/executor.ts';
import { sendJson } from './http/answer.ts';
import { createPipeline } from './http/pipeline.ts';
import type { Authentication } from './identity/authenticate.ts';
import { createSubscriptionPlanner } from './subscriptions/plan.ts';
import { serveSockets } from './subscriptions/sockets.ts';
import type { Transport } from './transport/transport.ts';

export interface GatewayOptions {
  readonly supergraphSdl: string;
  /** One for each subgraph of the supergraph. */
  readonly transports: Readonly<Record<string, Transport>>;
  readonly authentication: Authentication;
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly origins: readonly string[];
  /** Serve the explorer page, and answer introspection. */
  readonly explorer: boolean;
  readonly logger: Logger;
}

export interface Gateway {
  /** `http://host:port/graphql`. */
  readonly url: string;
  /** Takes no more requests, tells live clients to connect elsewhere, and waits for what is in hand, eight seconds at most. */
  stop(): Promise<void>;
}

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const DRAIN_MS = 5_000;

/** Starts the edge. Throws when the port is taken or the supergraph cannot be loaded. */
export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  const { supergraphSdl, transports, logger, host, port, authentication, explorer } = options;
  const server = new ApolloServer<EdgeContext>({
    gateway: createExecutor(supergraphSdl, transports, logger),
    introspection: explorer,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: [ApolloServerPluginLandingPageDisabled()],
    logger: logger.child({}, { level: 'warn' }),
    formatError(formatted, error) {
      const masked = told(formatted);
      if (masked.extensions.code === 'INTERNAL_SERVER_ERROR')
        logger.error({ err: error }, 'an operation failed');
      return masked as unknown as typeof formatted;
    },
  });
  await server.start();

  const pipeline = createPipeline({
    server,
    authentication,
    origins: options.origins,
    explorer,
    ready: () => readiness(transports),
  });
  const http = createServer((request, response) => {
    pipeline(request, response).catch((err: unknown) => {
      logger.error({ err }, 'a request failed');
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { errors: [told(new GraphQLError('failed'))] });
    });
  });
  http.requestTimeout = REQUEST_TIMEOUT_MS;
  http.headersTimeout = HEADERS_TIMEOUT_MS;
  const sources = Object.fromEntries(
    Object.entries(transports).map(([name, transport]) => [name, dataSource(name, transport, logger)]),
  );
  const planner = createSubscriptionPlanner(supergraphSdl, sources);
  const sockets = serveSockets(http, { authentication, planner, transports, server, logger });
  await new Promise<void>((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, resolve);
  });

  return {
    url: `http://${host}:${(http.address() as AddressInfo).port}/graphql`,
    async stop() {
      const closed = new Promise<void>((resolve) => {
        http.close(() => resolve());
      });
      await sockets.dispose();
      http.closeIdleConnections();
      const cut = setTimeout(() => http.closeAllConnections(), DRAIN_MS);
      await closed;
      clearTimeout(cut);
      await server.stop();
      await Promise.all(Object.values(transports).map((transport) => transport.close()));
    },
  };
}

async function readiness(transports: Readonly<Record<string, Transport>>): Promise<Record<string, boolean>> {
  return Object.fromEntries(
    await Promise.all(
      Object.entries(transports).map(async ([name, transport]) => [name, await transport.ready()] as const),
    ),
  );
}
