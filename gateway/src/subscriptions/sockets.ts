import type { Server } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { DocumentNode, ExecutionResult, GraphQLError } from 'graphql';
import type { Context as SocketContext, SubscribePayload } from 'graphql-ws';
import { useServer, type Extra } from 'graphql-ws/use/ws';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { edgeError, told } from '../errors.ts';
import type { EdgeContext } from '../executor/context.ts';
import type { Authentication, Identified } from '../identity/authenticate.ts';
import type { Transport } from '../transport/transport.ts';
import { checkOperation, isDocument } from './check.ts';
import { CLOSE } from './close-codes.ts';
import { closeWhenExpired, identify } from './connection.ts';
import type { SubscriptionPlanner } from './plan.ts';
import { startStream } from './stream.ts';

export interface SocketOptions {
  readonly authentication: Authentication;
  readonly planner: SubscriptionPlanner;
  readonly transports: Readonly<Record<string, Transport>>;
  /** Answers queries and mutations that come over a socket. */
  readonly server: ApolloServer<EdgeContext>;
  readonly logger: Logger;
}

export interface Sockets {
  /** Closes every socket with 1001, which tells clients to connect again (to another process, where there is one). */
  dispose(): Promise<void>;
}

const PATH = '/graphql';
const MOST_MESSAGE_BYTES = 1024 * 1024;
const MOST_SOCKETS = 10_000;
const MOST_OPERATIONS_EACH = 50;
const INIT_WAIT_MS = 10_000;
const KEEP_ALIVE_MS = 12_000;
/** A client that does not answer the closing of its socket is cut off after so long. */
const CLOSE_MS = 2_000;

/** Live operations: WebSocket with the subprotocol graphql-transport-ws, on the same path as everything else. */
export function serveSockets(http: Server, options: SocketOptions): Sockets {
  const { authentication, planner, server, logger } = options;
  const sockets = new WebSocketServer({ server: http, path: PATH, maxPayload: MOST_MESSAGE_BYTES });
  const identities = new WeakMap<WebSocket, Identified>();
  const counts = new WeakMap<WebSocket, number>();

  sockets.on('connection', (socket) => {
    socket.on('error', (err) => logger.debug({ err }, 'a socket broke'));
    if (sockets.clients.size > MOST_SOCKETS) close(socket, CLOSE.tooMany);
  });

  const contextOf = ({ extra }: SocketContext<Record<string, unknown>, Extra>): EdgeContext => {
    const identity = identities.get(extra.socket);
    if (!identity) throw new Error('an operation on a socket that said nobody');
    return { scope: { caller: identity.caller } };
  };

  const disposable = useServer<Record<string, unknown>>(
    {
      connectionInitWaitTimeout: INIT_WAIT_MS,
      isProd: true,
      async onConnect({ connectionParams, extra }) {
        const identity = await identify(connectionParams ?? {}, extra, authentication, logger);
        if (!identity) return false;
        identities.set(extra.socket, identity);
        closeWhenExpired(extra.socket, identity);
        return true;
      },
      onSubscribe(context, _id, payload) {
        const document = checkOperation(payload, planner.schema);
        if (!isDocument(document)) return document;
        const socket = context.extra.socket;
        const count = (counts.get(socket) ?? 0) + 1;
        if (count > MOST_OPERATIONS_EACH)
          return [
            edgeError(
              'BAD_USER_INPUT',
              `One connection carries at most ${MOST_OPERATIONS_EACH} operations at a time.`,
            ),
          ];
        counts.set(socket, count);
        return {
          schema: planner.schema,
          document,
          operationName: payload.operationName,
          contextValue: { payload, document, context: contextOf(context), socket } satisfies Operation,
        };
      },
      onComplete({ extra }) {
        counts.set(extra.socket, Math.max(0, (counts.get(extra.socket) ?? 1) - 1));
      },
      // Whatever ended an operation: clients see its message when it was made for them, and its code.
      onError: (_context, _id, _payload, errors) => errors.map((error) => told(error)),
      execute: ({ contextValue }) => execute(contextValue as Operation, server),
      subscribe: ({ contextValue }) => subscribe(contextValue as Operation, options),
    },
    sockets,
    KEEP_ALIVE_MS,
  );
  return {
    async dispose() {
      const cut = setTimeout(() => {
        for (const socket of sockets.clients) socket.terminate();
      }, CLOSE_MS);
      await disposable.dispose();
      clearTimeout(cut);
    },
  };
}

interface Operation {
  readonly payload: SubscribePayload;
  readonly document: DocumentNode;
  readonly context: EdgeContext;
  readonly socket: WebSocket;
}

/** A subscription: planned, started where its root field lives, and completed event by event. */
async function subscribe(
  { payload, document, context, socket }: Operation,
  { planner, transports, logger }: SocketOptions,
): Promise<AsyncIterableIterator<ExecutionResult, undefined> | ExecutionResult> {
  const { correlationId } = context.scope.caller;
  try {
    const plan = planner.plan(document, payload.operationName ?? undefined);
    const transport = transports[plan.serviceName];
    if (!transport) throw new TypeError(`no transport for ${plan.serviceName}`);
    return await startStream({
      plan,
      transport,
      scope: context.scope,
      variables: payload.variables ?? {},
      logger,
      onOverflow() {
        logger.warn({ correlationId }, 'a client reads too slowly and is cut off');
        close(socket, CLOSE.slow);
      },
    });
  } catch (err) {
    logger.error({ err, correlationId }, 'a subscription failed');
    return failed('DOWNSTREAM_SERVICE_ERROR', 'The live service did not answer: try again in a moment.');
  }
}

async function execute(
  { payload, context }: Operation,
  server: ApolloServer<EdgeContext>,
): Promise<ExecutionResult> {
  const { body } = await server.executeOperation(
    {
      query: payload.query,
      variables: payload.variables ?? {},
      ...(payload.operationName ? { operationName: payload.operationName } : {}),
    },
    { contextValue: context },
  );
  if (body.kind !== 'single') return failed('INTERNAL_SERVER_ERROR', 'The answer comes in parts.');
  const { data, errors } = body.singleResult;
  return {
    data: data ?? null,
    // graphql-ws asks each error for its JSON; Apollo Server gives it as such already.
    ...(errors
      ? { errors: errors.map((error) => ({ ...error, toJSON: () => error }) as unknown as GraphQLError) }
      : {}),
  };
}

function failed(
  code: 'DOWNSTREAM_SERVICE_ERROR' | 'INTERNAL_SERVER_ERROR',
  message: string,
): ExecutionResult {
  return { errors: [edgeError(code, message)] };
}

function close(
  socket: WebSocket,
  { code, reason }: { readonly code: number; readonly reason: string },
): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), CLOSE_MS).unref();
}
